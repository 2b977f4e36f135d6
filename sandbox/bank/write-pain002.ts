import { XMLBuilder } from 'fast-xml-parser';
import type { StoredPayment } from './stored.ts';

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', format: true });

/** The status of a payment that came as pain.001, as a pain.002 (psd2.md 4.2). */
export function writePain002({ id, createdAt, transfers }: StoredPayment, status: string): string {
  const GrpHdr = { MsgId: id.replaceAll('-', ''), CreDtTm: createdAt };
  const OrgnlGrpInfAndSts = {
    OrgnlMsgId: id.replaceAll('-', ''),
    OrgnlMsgNmId: 'pain.001.001.03',
    OrgnlNbOfTxs: transfers.length,
    GrpSts: status,
  };
  const Document = {
    '@xmlns': 'urn:iso:std:iso:20022:tech:xsd:pain.002.001.03',
    CstmrPmtStsRpt: { GrpHdr, OrgnlGrpInfAndSts },
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ Document })}`;
}
