import type { CatalogueEntry } from '../catalogue-entry.ts';

/** What keeps an invoice that can be read from being paid as it is (documents.md 8, 9, 12). */
export const payableCodes = {
  RECEIVER_UNKNOWN: {
    class: 'reject',
    term: 'BT-49',
    cause: 'The buyer in the invoice is none of our organisations, or not the one it was delivered to.',
    remedy: 'Ask the supplier to address the invoice to the right company.',
  },
  PARTY_UNKNOWN: {
    class: 'hold',
    term: null,
    cause: 'The document arrived for a PSB party that no organisation in the directory owns.',
    remedy: 'Add the party to an organisation in the directory, then release the payable.',
  },
  SUPPLIER_UNKNOWN: {
    class: 'hold',
    term: 'BT-30',
    cause: 'No supplier in the directory has one of the identifiers of the seller.',
    remedy: 'Add the supplier or its identifier to the directory, then release the payable.',
  },
  SUPPLIER_AMBIGUOUS: {
    class: 'hold',
    term: 'BT-30',
    cause: 'The identifiers of the seller lead to more than one supplier in the directory.',
    remedy: 'Correct the identifiers in the directory so that they lead to one supplier, then release.',
  },
  TOTALS_INCONSISTENT: {
    class: 'reject',
    term: 'BT-115',
    cause: 'The totals of the invoice do not add up to the cent.',
    remedy: 'Ask the supplier for an invoice with correct totals.',
  },
  TOTALS_EXTENSION: {
    class: 'hold',
    term: 'BT-115',
    cause: 'The amount due includes third-party amounts of an extension of the standard.',
    remedy: 'Check with the supplier what the added amounts are before paying.',
  },
  LINE_AMOUNT_DEVIATES: {
    class: 'note',
    term: 'BT-131',
    cause: 'A line amount differs from quantity times price; prices are often rounded for display.',
    remedy: 'Nothing to do; the line amount counts.',
  },
  VAT_DEVIATES: {
    class: 'note',
    term: 'BT-117',
    cause: 'A VAT amount differs from base times rate by more than the rounding the rules allow.',
    remedy: 'Check the VAT before you file the return; the payment is not touched.',
  },
  IBAN_INVALID: {
    class: 'reject',
    term: 'BT-84',
    cause: 'The account number looks like an IBAN but its check digits or length are wrong.',
    remedy: 'Ask the supplier for an invoice with the right IBAN; never correct it by hand.',
  },
  NOT_IBAN: {
    class: 'hold',
    term: 'BT-84',
    cause: 'The account to pay is not an IBAN, and only IBANs can be paid over SEPA.',
    remedy: 'Ask the supplier for an IBAN, or pay by hand.',
  },
  RAIL_NOT_SUPPORTED: {
    class: 'hold',
    term: 'BT-84',
    cause: 'The account is in a country outside SEPA.',
    remedy: 'Pay this invoice by hand over another rail.',
  },
  NO_BENEFICIARY_ACCOUNT: {
    class: 'hold',
    term: 'BT-84',
    cause: 'The invoice asks for a transfer but names no account.',
    remedy: 'Ask the supplier for the account to pay.',
  },
  MULTIPLE_ACCOUNTS: {
    class: 'hold',
    term: 'BT-84',
    cause: 'The invoice names several accounts and none, or more than one, is approved for the supplier.',
    remedy: 'Approve one of the accounts for the supplier after checking it, then release.',
  },
  CONFLICTING_PAYMENT_MEANS: {
    class: 'hold',
    term: 'BT-81',
    cause: 'The invoice names payment means that exclude each other, such as a transfer and a direct debit.',
    remedy: 'Ask the supplier how the invoice is to be paid.',
  },
  PAYMENT_MEANS_UNDECIDED: {
    class: 'hold',
    term: 'BT-81',
    cause: 'The payment means code does not say that the buyer has to transfer money.',
    remedy: 'Ask the supplier how the invoice is to be paid, then release or reject.',
  },
  SPLIT_ACCOUNTS: {
    class: 'hold',
    term: 'BT-84',
    cause: 'The amount is split over two accounts (a Dutch g-account).',
    remedy: 'Pay the two parts by hand; Acquit does not split yet.',
  },
  INSTALMENTS: {
    class: 'hold',
    term: 'BT-20',
    cause: 'The amount is to be paid in parts on different days.',
    remedy: 'Pay the parts by hand; Acquit does not split yet.',
  },
  NEW_BANK_ACCOUNT: {
    class: 'hold',
    term: 'BT-84',
    cause:
      'This supplier was never paid on this account before; a changed account is the usual sign of fraud.',
    remedy:
      'Call the supplier on a number you already had. When it is right, release with --approve NEW_BANK_ACCOUNT; never by answering the invoice.',
  },
  PAYEE_DIFFERS: {
    class: 'hold',
    term: 'BT-59',
    cause: 'The invoice asks to pay somebody else than the seller.',
    remedy: 'Check the assignment or factoring with the supplier through another channel, then release.',
  },
  CURRENCY_NOT_SUPPORTED: {
    class: 'hold',
    term: 'BT-5',
    cause: 'The invoice is not in euro, and SEPA transfers are in euro only.',
    remedy: 'Pay this invoice by hand.',
  },
  NO_DUE_DATE: {
    class: 'hold',
    term: 'BT-9',
    cause: 'The invoice has no due date and the supplier has no default payment term.',
    remedy: 'Give the supplier a default payment term in the directory, then release.',
  },
  DUE_DATE_DOUBTFUL: {
    class: 'hold',
    term: 'BT-9',
    cause: 'The due date is before the issue date, years away, or written twice with different dates.',
    remedy: 'Ask the supplier for the right due date, then release or reject.',
  },
  PAST_DUE: {
    class: 'note',
    term: 'BT-9',
    cause: 'The due date has passed; the payment goes out on the next banking day.',
    remedy: 'Nothing to do; expect a reminder that crosses the payment.',
  },
  CORRECTIVE_INVOICE: {
    class: 'hold',
    term: 'BT-25',
    cause: 'The invoice corrects an earlier one; paying it in full would pay the earlier one twice.',
    remedy: 'Compare it with the invoice that it corrects and pay only the difference.',
  },
  PREPAID_REVIEW: {
    class: 'hold',
    term: 'BT-113',
    cause:
      'Part of the invoice was paid before, or it was rounded, and no account code is configured for that.',
    remedy: 'Give the organisation account codes for prepaid and rounding amounts, then release.',
  },
  DUPLICATE_NUMBER: {
    class: 'hold',
    term: 'BT-1',
    cause: 'The supplier sent another invoice with the same number but with other content.',
    remedy:
      'Ask the supplier which one is right. Reject the wrong one; release with --approve DUPLICATE_NUMBER only when both must be paid.',
  },
  DUPLICATE_INVOICE: {
    class: 'no-payment',
    term: 'BT-1',
    cause: 'The same invoice is known under another document id.',
    remedy: 'Nothing to do; the first one is handled.',
  },
  KIND_DOUBTFUL: {
    class: 'hold',
    term: 'BT-3',
    cause: 'The type code is not one that is surely a claim by the supplier, or it contradicts the amount.',
    remedy: 'Look at the document and decide whether it must be paid.',
  },
  CODING_MISSING: {
    class: 'hold',
    term: 'BT-133',
    cause: 'No account code could be found for a line.',
    remedy: 'Add a coding rule for the organisation or the supplier, then release.',
  },
  REQUEST_LIMIT_EXCEEDED: {
    class: 'hold',
    term: null,
    cause: 'The payment request would break a limit of the ERP.',
    remedy: 'Pay this invoice by hand, or change the setting that is named.',
  },
  CREDIT_NOTE: {
    class: 'no-payment',
    term: 'BT-3',
    cause: 'A credit note: money flows to us.',
    remedy: 'Book it and set it off against an invoice of this supplier.',
  },
  NEGATIVE_AMOUNT: {
    class: 'no-payment',
    term: 'BT-115',
    cause: 'The amount due is negative: money flows to us.',
    remedy: 'Book it like a credit note.',
  },
  ZERO_AMOUNT: {
    class: 'no-payment',
    term: 'BT-115',
    cause: 'The amount due is zero.',
    remedy: 'Book it; there is nothing to transfer.',
  },
  DIRECT_DEBIT: {
    class: 'no-payment',
    term: 'BT-81',
    cause: 'The supplier collects the amount by direct debit.',
    remedy: 'Book it and wait for the debit; paying it would pay twice.',
  },
  CARD: {
    class: 'no-payment',
    term: 'BT-81',
    cause: 'The invoice was paid by card.',
    remedy: 'Book it against the card statement.',
  },
  CASH: {
    class: 'no-payment',
    term: 'BT-81',
    cause: 'The invoice was paid in cash.',
    remedy: 'Book it against the cash book.',
  },
  CLEARING: {
    class: 'no-payment',
    term: 'BT-81',
    cause: 'The invoice is settled by clearing between partners.',
    remedy: 'Book it against the clearing account.',
  },
  SELF_BILLED: {
    class: 'no-payment',
    term: 'BT-3',
    cause: 'A self-billed invoice: the customer wrote it, and we are not to pay it.',
    remedy: 'Book it as a sale, or return it when it was misrouted.',
  },
  NOT_A_CLAIM: {
    class: 'no-payment',
    term: 'BT-3',
    cause: 'A pro forma or an accounting message: not a claim.',
    remedy: 'Nothing to pay; wait for the invoice.',
  },
} as const satisfies Record<string, CatalogueEntry>;
