/**
 * Whose requests are kept: of the steps in their worlds, of the steps with a stand-in for the bank, of the functions on
 * the whole stack, and of the client alone.
 */
export const journeys = ['steps', 'stand-in', 'stack', 'client'] as const;

/** Where the requests of this run are kept for the judge; `npm test` sets it (scripts/test.ts). */
export const folderSetting = 'ACQUIT_CONTRACT_FOLDER';
