import type { SupplierTexts } from './supplier-texts.ts';

export const en: SupplierTexts = {
  findings: {
    UNSUPPORTED_PROFILE: {
      wrong: 'We cannot process the profile (specification identifier) that the invoice states',
      cure: 'Please send the invoice in Peppol BIS Billing 3.0, NLCIUS, XRechnung or another profile of EN 16931.',
    },
    TERM_MISSING: {
      wrong: 'Information that every invoice must contain is missing',
      cure: 'Please send a new invoice that contains the missing information.',
    },
    INDICATOR_INVALID: {
      wrong: 'The invoice has an allowance or charge and does not say which of the two it is',
      cure: 'Please send a corrected invoice with a charge indicator of true or false.',
    },
    AMOUNT_INVALID: {
      wrong: 'An amount is not written as a number with at most two decimals',
      cure: 'Please send a corrected invoice with every amount written as in 1210.00.',
    },
    DATE_INVALID: {
      wrong: 'A date does not exist, or the invoice date lies in the future',
      cure: 'Please send a corrected invoice with the right date.',
    },
    TOTALS_INCONSISTENT: {
      wrong: 'The totals of the invoice do not add up, or its amounts are not all in the same currency',
      cure: 'Please send a corrected invoice with the right totals.',
    },
    RECEIVER_UNKNOWN: {
      wrong: 'The buyer on the invoice is not the company to which it was delivered',
      cure: 'Please check the name and the numbers of the buyer, and send the invoice to the right company.',
    },
    IBAN_INVALID: {
      wrong: 'The IBAN on the invoice is not valid',
      cure: 'Please send a corrected invoice with the right IBAN.',
    },
    NOT_AN_INVOICE_PROFILE: {
      wrong: 'The data of the invoice has no invoice lines, so that we cannot process it',
      cure: 'Please send the invoice in a profile with lines, such as EN 16931 or Peppol BIS Billing 3.0.',
    },
    NOT_IBAN: {
      wrong: 'The account number on the invoice is not an IBAN',
      cure: 'Please state your IBAN on a corrected invoice. We verify every new account before we pay to it.',
    },
    RAIL_NOT_SUPPORTED: {
      wrong: 'The bank account on the invoice is in a country outside SEPA',
      cure: 'Please state an account within SEPA on a corrected invoice, or let us know that you have none. We verify every new account before we pay to it.',
    },
    NO_BENEFICIARY_ACCOUNT: {
      wrong: 'The invoice asks for a transfer but names no bank account',
      cure: 'Please state your IBAN on a corrected invoice. We verify every new account before we pay to it.',
    },
    NO_PAYMENT_DATA: {
      wrong: 'The invoice does not say clearly how much is to be paid',
      cure: 'Please let us know the amount to be paid and its due date.',
    },
    PAYMENT_SUM_DEVIATES: {
      wrong: 'The instalments on the invoice do not add up to its total',
      cure: 'Please let us know how much is to be paid, and when.',
    },
    NO_DUE_DATE: {
      wrong: 'The invoice has no due date',
      cure: 'Please let us know the due date or the agreed term of payment.',
    },
    DUE_DATE_DOUBTFUL: {
      wrong: 'The due date is before the invoice date, or more than a year after it',
      cure: 'Please confirm the due date, or let us know the right one.',
    },
    BUYER_REFERENCE_MISSING: {
      wrong: 'Our reference or our purchase order number is missing from the invoice',
      cure: 'Please let us know the reference or the order number, and state it on your next invoices.',
    },
    SUPPLIER_UNKNOWN: {
      wrong: 'We do not know your company as a supplier',
      cure: 'Please contact the person who placed the order before you send another invoice.',
    },
    MULTIPLE_ACCOUNTS: {
      wrong: 'The invoice names several bank accounts, and it is not clear which of them is to be paid',
      cure: 'Please send a corrected invoice with only the account that is to be paid.',
    },
    CONFLICTING_PAYMENT_MEANS: {
      wrong: 'The invoice names ways of payment that exclude each other',
      cure: 'Please send a corrected invoice with one way of payment.',
    },
    PAYEE_DIFFERS: {
      wrong: 'The invoice asks us to pay somebody other than your company',
      cure: 'Please speak to your contact person at our company before you send another invoice.',
    },
    TERM_REPEATED: {
      wrong: 'Information that may be stated only once is stated with different values',
      cure: 'Please send a corrected invoice that states it once.',
    },
    LINE_STATUS_UNKNOWN: {
      wrong: 'It is not clear for every invoice line whether it counts towards the total',
      cure: 'Please send a corrected invoice whose lines have the status DETAIL, GROUP or INFORMATION.',
    },
    DUPLICATE_NUMBER: {
      wrong: 'We received another invoice with the same number before',
      cure: 'You need not do anything if this is the same claim. If it is another one, please send it under a number of its own.',
    },
  },
  resend: 'Please send a corrected invoice.',
  refused: 'We cannot accept this document. Your contact person at our company can tell you more.',
  partlyPaid: (amount) => `We have paid ${amount} of this invoice.`,
};
