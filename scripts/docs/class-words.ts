import type { ErrorClass } from '../../lib/findings/catalogue-entry.ts';

interface Words {
  /** The class in words. */
  readonly word: string;
  /** What becomes of the payable or the call, in full sentences. */
  readonly means: string;
}

/** Every class in words, in English and in Dutch: what the pages of the codes and errors.md say of it. */
export const classWords: Readonly<Record<ErrorClass, { readonly en: Words; readonly nl: Words }>> = {
  retry: {
    en: { word: 'Tried again', means: 'The same thing is tried again later. Nobody needs to act.' },
    nl: {
      word: 'Wordt opnieuw geprobeerd',
      means: 'Acquit probeert later hetzelfde opnieuw. Niemand hoeft iets te doen.',
    },
  },
  hold: {
    en: {
      word: 'Held for a person',
      means: 'The payable is HELD, or FAILED when the ERP or the bank gave the payment up. A person decides.',
    },
    nl: {
      word: 'Aangehouden voor een medewerker',
      means:
        'De factuur krijgt status HELD, of FAILED als het ERP of de bank de betaling opgaf. Een medewerker beslist.',
    },
  },
  reject: {
    en: {
      word: 'Refused',
      means: 'The payable is REJECTED. The supplier must send a corrected document.',
    },
    nl: {
      word: 'Geweigerd',
      means: 'De factuur krijgt status REJECTED. De leverancier moet een verbeterd document sturen.',
    },
  },
  'no-payment': {
    en: {
      word: 'Nothing to pay',
      means: 'The payable is NOT_PAYABLE, or DUPLICATE. There is nothing to pay.',
    },
    nl: {
      word: 'Niets te betalen',
      means: 'De factuur krijgt status NOT_PAYABLE, of DUPLICATE. Er valt niets te betalen.',
    },
  },
  ignore: {
    en: { word: 'Not an invoice', means: 'The payable is NOT_PAYABLE. The document is not an invoice.' },
    nl: { word: 'Geen factuur', means: 'De status wordt NOT_PAYABLE. Het document is geen factuur.' },
  },
  note: {
    en: { word: 'Worth telling', means: 'It stops nothing.' },
    nl: { word: 'Ter informatie', means: 'Het houdt niets tegen.' },
  },
  configuration: {
    en: {
      word: 'A setting to correct',
      means:
        'An operator must change a setting, a credential or a permission. The step is tried again until then.',
    },
    nl: {
      word: 'Een instelling te verbeteren',
      means:
        'Een beheerder moet een instelling, een inloggegeven of een recht wijzigen. Tot dan wordt de stap opnieuw geprobeerd.',
    },
  },
  bug: {
    en: {
      word: 'A broken promise',
      means:
        'Acquit or the other system did what it should never do. The message ends in the dead-letter queue.',
    },
    nl: {
      word: 'Een fout in de software',
      means:
        'Acquit of het andere systeem deed wat nooit mag gebeuren. Het bericht komt in de dead-letter queue.',
    },
  },
};
