import type { Secret } from '../../config/secrets.ts';
import type { Settings } from '../../config/settings.ts';
import { createPsbAdministration, type PsbAdministration } from '../../psb/psb-administration.ts';
import { psbOptions, type psbSettings } from './psb.ts';

/** The administrator's side of PSB, for the command line: with the account of the functions. `timeoutMs` per call. */
export const connectPsbAdministration = (
  settings: Settings<(typeof psbSettings)[number]>,
  secret: Secret<'psb'>,
  timeoutMs?: number,
): PsbAdministration => createPsbAdministration(psbOptions(settings, secret, timeoutMs));
