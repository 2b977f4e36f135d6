/**
 * The numbers of EN 16931 for groups that have one shape and several roles. Where a role has no number for a term
 * that the shape has, the number of its group stands in.
 */
export const sellerNumbers = {
  name: 'BT-27',
  tradingName: 'BT-28',
  identifiers: 'BT-29',
  legalId: 'BT-30',
  vatId: 'BT-31',
  taxRegistrations: 'BT-32',
  endpoint: 'BT-34',
  country: 'BT-40',
};

export type PartyNumbers = typeof sellerNumbers;

export const buyerNumbers: PartyNumbers = {
  name: 'BT-44',
  tradingName: 'BT-45',
  identifiers: 'BT-46',
  legalId: 'BT-47',
  vatId: 'BT-48',
  taxRegistrations: 'BG-7',
  endpoint: 'BT-49',
  country: 'BT-55',
};

export const payeeNumbers: PartyNumbers = {
  name: 'BT-59',
  tradingName: 'BG-10',
  identifiers: 'BT-60',
  legalId: 'BT-61',
  vatId: 'BG-10',
  taxRegistrations: 'BG-10',
  endpoint: 'BG-10',
  country: 'BG-10',
};

/** EN 16931 has no payer; it comes from the French extension (documents.md 8.6). */
export const payerNumbers: PartyNumbers = {
  name: 'payer',
  tradingName: 'payer',
  identifiers: 'payer',
  legalId: 'payer',
  vatId: 'payer',
  taxRegistrations: 'payer',
  endpoint: 'payer',
  country: 'payer',
};

export const allowanceNumbers = {
  isCharge: 'BG-20',
  amount: 'BT-92',
  reason: 'BT-97',
  reasonCode: 'BT-98',
  vatCategory: 'BT-95',
  vatRate: 'BT-96',
};

export type AllowanceNumbers = typeof allowanceNumbers;

export const chargeNumbers: AllowanceNumbers = {
  isCharge: 'BG-21',
  amount: 'BT-99',
  reason: 'BT-104',
  reasonCode: 'BT-105',
  vatCategory: 'BT-102',
  vatRate: 'BT-103',
};

export const lineAllowanceNumbers: AllowanceNumbers = {
  isCharge: 'BG-27',
  amount: 'BT-136',
  reason: 'BT-139',
  reasonCode: 'BT-140',
  vatCategory: 'BG-27',
  vatRate: 'BG-27',
};

export const lineChargeNumbers: AllowanceNumbers = {
  isCharge: 'BG-28',
  amount: 'BT-141',
  reason: 'BT-144',
  reasonCode: 'BT-145',
  vatCategory: 'BG-28',
  vatRate: 'BG-28',
};
