import type { CatalogueEntry } from '../catalogue-entry.ts';

/** Acquit's own house: settings, storage and queues. */
export const platformCodes = {
  CONFIGURATION_INVALID: {
    class: 'configuration',
    term: null,
    cause: 'A setting is missing or has a value that is not allowed.',
    remedy: 'Correct every setting that the message lists.',
  },
  DIRECTORY_INVALID: {
    class: 'configuration',
    term: null,
    cause: 'The directory file has a fault.',
    remedy: 'Correct every row that the message lists and import the file again.',
  },
  STATE_CONFLICT: {
    class: 'retry',
    term: null,
    cause: 'Another worker changed the payable at the same time.',
    remedy: 'Nothing to do; the record is read again.',
  },
  ILLEGAL_MOVE: {
    class: 'bug',
    term: null,
    cause: 'A step asked for a move that the life of a payable does not allow.',
    remedy: 'Report it with the payable and the time.',
  },
  ACTION_NOT_POSSIBLE: {
    class: 'note',
    term: null,
    cause: 'The payable is not known, or not in a status in which a person may do this.',
    remedy: 'Look at it with acquit payables show; only HELD and FAILED payables wait for a person.',
  },
  STEP_KEEPS_FAILING: {
    class: 'hold',
    term: null,
    cause: 'A step failed on this payable again and again in a way that nobody foresaw.',
    remedy:
      'Read the error in the finding and the logs, report it, and release the payable when it is mended.',
  },
  STORED_BYTES_DAMAGED: {
    class: 'hold',
    term: null,
    cause: 'Bytes that Acquit stored are not there any more, or are not the ones that were stored.',
    remedy: 'Restore the table or the archive to a moment before, then release the payable.',
  },
  STORAGE_UNAVAILABLE: {
    class: 'retry',
    term: null,
    cause: 'The table, the archive or a queue did not answer.',
    remedy: 'Nothing to do; it is tried again.',
  },
  MESSAGE_INVALID: {
    class: 'bug',
    term: null,
    cause: 'A queue message does not have the shape that Acquit writes.',
    remedy: 'Look at it in the dead-letter queue; somebody else wrote to the queue.',
  },
} as const satisfies Record<string, CatalogueEntry>;
