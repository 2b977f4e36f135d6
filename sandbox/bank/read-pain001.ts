import { XMLParser } from 'fast-xml-parser';
import * as z from 'zod';
import { holdTo } from './json-body.ts';
import { type PaymentBody, paymentBodySchema } from './payment-body.ts';
import { TppError } from './tpp-error.ts';

const text = z.string().min(1);
const party = z.object({ Nm: text });
const account = z.object({ Id: z.object({ IBAN: text }) });
const transferSchema = z.object({
  PmtId: z.object({ EndToEndId: text }),
  Amt: z.object({ InstdAmt: z.object({ '#text': text, '@Ccy': text }) }),
  Cdtr: party,
  CdtrAcct: account,
  RmtInf: z.object({ Ustrd: z.array(text).max(1).optional() }).optional(),
});
const documentSchema = z.object({
  Document: z.object({
    '@xmlns': z.literal('urn:iso:std:iso:20022:tech:xsd:pain.001.001.03'),
    CstmrCdtTrfInitn: z.object({
      GrpHdr: z.object({ MsgId: text.max(35), CreDtTm: text, NbOfTxs: z.string().regex(/^[0-9]+$/) }),
      PmtInf: z
        .array(
          z.object({
            PmtInfId: text.max(35),
            PmtMtd: z.literal('TRF'),
            ReqdExctnDt: z.iso.date(),
            DbtrAcct: account,
            CdtTrfTxInf: z.array(transferSchema).min(1),
          }),
        )
        .length(1),
    }),
  }),
});

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  isArray: (name) => ['PmtInf', 'CdtTrfTxInf', 'Ustrd'].includes(name),
});

/**
 * Takes a pain.001.001.03 by its shape (psd2.md 4.2): one payment block, its count of transfers, and each transfer
 * with the fields that we need. Throws a TppError FORMAT_ERROR.
 */
export function readPain001(xml: string): { transfers: PaymentBody[]; executionDate: string } {
  const { GrpHdr, PmtInf } = holdTo(documentSchema, parse(xml)).Document.CstmrCdtTrfInitn;
  const transfers = PmtInf.flatMap(({ DbtrAcct, CdtTrfTxInf }) =>
    CdtTrfTxInf.map(({ PmtId, Amt, Cdtr, CdtrAcct, RmtInf }) =>
      holdTo(paymentBodySchema, {
        debtorAccount: { iban: DbtrAcct.Id.IBAN },
        instructedAmount: { currency: Amt.InstdAmt['@Ccy'], amount: Amt.InstdAmt['#text'] },
        creditorAccount: { iban: CdtrAcct.Id.IBAN },
        creditorName: Cdtr.Nm,
        endToEndIdentification: PmtId.EndToEndId,
        remittanceInformationUnstructured: RmtInf?.Ustrd?.[0],
      }),
    ),
  );
  if (GrpHdr.NbOfTxs !== String(transfers.length)) {
    throw new TppError(400, 'FORMAT_ERROR', 'NbOfTxs does not count the transfers.', 'NbOfTxs');
  }
  return { transfers, executionDate: PmtInf[0]?.ReqdExctnDt ?? '' };
}

function parse(xml: string): unknown {
  try {
    return parser.parse(xml, true);
  } catch {
    throw new TppError(400, 'FORMAT_ERROR', 'The body is no XML.');
  }
}
