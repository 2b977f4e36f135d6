import type { CatalogueEntry } from '../catalogue-entry.ts';

/** Acquit's own house: settings, storage and queues. */
export const platformCodes = {
  CONFIGURATION_INVALID: {
    class: 'configuration',
    term: null,
    cause: 'A setting is missing or has a value that is not allowed.',
    remedy: 'Correct every setting that the message lists.',
    nl: {
      cause: 'Een instelling ontbreekt of heeft een waarde die niet mag.',
      remedy: 'Verbeter elke instelling die de melding noemt.',
    },
  },
  DIRECTORY_INVALID: {
    class: 'configuration',
    term: null,
    cause: 'The directory file has a fault.',
    remedy: 'Correct every row that the message lists and import the file again.',
    nl: {
      cause: 'Er zit een fout in het directorybestand.',
      remedy: 'Verbeter elke rij die de melding noemt en importeer het bestand opnieuw.',
    },
  },
  STATE_CONFLICT: {
    class: 'retry',
    term: null,
    cause: 'Another worker changed the payable at the same time.',
    remedy: 'Nothing to do; the record is read again.',
    nl: {
      cause: 'Een ander proces wijzigde de factuur op hetzelfde moment.',
      remedy: 'U hoeft niets te doen; de gegevens worden opnieuw gelezen.',
    },
  },
  ILLEGAL_MOVE: {
    class: 'bug',
    term: null,
    cause: 'A step asked for a move that the life of a payable does not allow.',
    remedy: 'Report it with the payable and the time.',
    nl: {
      cause: 'Een stap vroeg om een statuswijziging die voor deze factuur niet kan.',
      remedy: 'Meld het, met de factuur en het tijdstip.',
    },
  },
  ACTION_NOT_POSSIBLE: {
    class: 'note',
    term: null,
    cause: 'The payable is not known, or a person may not do this with it now.',
    remedy:
      'Read the reason in the message and look at the payable with acquit payables show; docs/operate.md and docs/responses.md say what is possible when.',
    nl: {
      cause: 'De factuur is niet bekend, of een medewerker kan dit er nu niet mee doen.',
      remedy:
        'Lees de reden in de melding en bekijk de factuur met acquit payables show; docs/operate.md en docs/responses.md zeggen wat wanneer kan.',
    },
  },
  STEP_KEEPS_FAILING: {
    class: 'hold',
    term: null,
    cause: 'A step failed on this payable again and again in a way that nobody foresaw.',
    remedy:
      'Read the error in the finding and the logs, report it, and release the payable when it is mended.',
    nl: {
      cause: 'Een stap mislukte bij deze factuur keer op keer, op een manier die niemand voorzag.',
      remedy:
        'Lees de fout in de bevinding en de logs, meld haar, en geef de factuur vrij zodra zij verholpen is.',
    },
  },
  STORED_BYTES_DAMAGED: {
    class: 'hold',
    term: null,
    cause: 'Bytes that Acquit stored are not there any more, or are not the ones that were stored.',
    remedy: 'Restore the table or the archive to a moment before, then release the payable.',
    nl: {
      cause: 'Bytes die Acquit bewaarde zijn er niet meer, of zijn niet meer dezelfde.',
      remedy: 'Zet de tabel of het archief terug naar een eerder moment en geef de factuur daarna vrij.',
    },
  },
  STORAGE_UNAVAILABLE: {
    class: 'retry',
    term: null,
    cause: 'The table, the archive or a queue did not answer.',
    remedy: 'Nothing to do; it is tried again.',
    nl: {
      cause: 'De tabel, het archief of een wachtrij antwoordde niet.',
      remedy: 'U hoeft niets te doen; Acquit probeert het opnieuw.',
    },
  },
  MESSAGE_INVALID: {
    class: 'bug',
    term: null,
    cause: 'A queue message does not have the shape that Acquit writes.',
    remedy: 'Look at it in the dead-letter queue; somebody else wrote to the queue.',
    nl: {
      cause: 'Een bericht in een wachtrij heeft niet de vorm die Acquit schrijft.',
      remedy: 'Bekijk het in de dead-letter queue; iemand anders schreef in de wachtrij.',
    },
  },
} as const satisfies Record<string, CatalogueEntry>;
