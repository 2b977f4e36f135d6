import { add, type Decimal, decimal, divide, multiply, round, sum } from '../lib/money/decimal.ts';

/**
 * The sample with its lines repeated `lines` times in all and their descriptions made longer until the invoice has
 * about `bytes`, and its totals made to fit, so that it is still an invoice that may be paid. The sample is UBL with
 * one VAT rate, no allowances and nothing prepaid.
 */
export function sizedInvoice(
  sample: string,
  { lines: count, bytes }: { lines: number; bytes: number },
): string {
  const [head = '', tail = ''] = sample.split(/\s*<cac:InvoiceLine>[\s\S]*<\/cac:InvoiceLine>/);
  const blocks = sample.match(/\s*<cac:InvoiceLine>[\s\S]*?<\/cac:InvoiceLine>/g) ?? [];
  const lines = repeated(blocks, count, (bytes - Buffer.byteLength(head + tail)) / count);
  const net = sum(lines.map((line) => decimal(valueOf(line, 'cbc:LineExtensionAmount'))));
  const tax = vat(net, decimal(valueOf(sample, 'cbc:Percent')));
  return setTotals(head, round(net, 2), tax) + lines.join('') + tail;
}

function repeated(blocks: readonly string[], count: number, bytesEach: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const block = blocks[index % blocks.length];
    if (block === undefined) throw new Error('The sample has no invoice lines');
    const line = block.replace(/<cbc:ID>[^<]*/, `<cbc:ID>${index + 1}`);
    const missing = Math.max(0, Math.floor(bytesEach) - Buffer.byteLength(line));
    return line.replace(
      /(?=<\/cbc:Name>)/,
      ' geleverd volgens raamcontract'.repeat(Math.ceil(missing / 30)).slice(0, missing),
    );
  });
}

const vat = (net: Decimal, percent: Decimal): Decimal => divide(multiply(net, percent), decimal('100'), 2);

function setTotals(head: string, net: Decimal, tax: Decimal): string {
  const gross = add(net, tax);
  const amounts = {
    TaxAmount: tax,
    TaxableAmount: net,
    LineExtensionAmount: net,
    TaxExclusiveAmount: net,
    TaxInclusiveAmount: round(gross, 2),
    PayableAmount: round(gross, 2),
  };
  return Object.entries(amounts).reduce(
    (text, [name, amount]) => text.replaceAll(new RegExp(`(<cbc:${name}[^>]*>)[^<]*`, 'g'), `$1${amount}`),
    head,
  );
}

function valueOf(xml: string, tag: string): string {
  const value = new RegExp(`<${tag}[^>]*>([^<]*)<`).exec(xml)?.[1];
  if (value === undefined) throw new Error(`The sample has no ${tag}`);
  return value;
}
