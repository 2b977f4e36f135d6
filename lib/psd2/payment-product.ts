import { AcquitError } from '../findings/acquit-error.ts';
import type { BankSettings, PaymentProduct } from './bank-settings.ts';

/** What is paid with where nobody chose: offered by every bank (psd2.md U-16). */
export const singleSepa: PaymentProduct = { service: 'payments', product: 'sepa-credit-transfers' };

/** How a product is written in settings and records: `payments/sepa-credit-transfers`. */
export const productName = ({ service, product }: PaymentProduct): string => `${service}/${product}`;

/** The product of this name; undefined for one that is none, or absent. */
export function productNamed(name: string | undefined): PaymentProduct | undefined {
  const [service, product] = (name ?? '').split('/');
  const known = service === 'payments' || service === 'bulk-payments' || service === 'periodic-payments';
  return known && product !== undefined ? { service, product } : undefined;
}

/** What single payments are made with: the first such product of the configured ones (psd2.md U-16). */
export function singleProduct({ products }: Pick<BankSettings, 'products'>) {
  const { product } = products.find(({ service }) => service === 'payments') ?? singleSepa;
  return { service: 'payments', product } as const satisfies PaymentProduct;
}

/** The SEPA products that we can build, in JSON and in XML (psd2.md 4.1). */
const known = /^(pain\.001-)?(instant-)?sepa-credit-transfers$/;

/** Whether a product takes pain.001 in XML and gives its status as pain.002. */
export const isXml = ({ product }: PaymentProduct): boolean => product.startsWith('pain.001-');

export const isInstant = ({ product }: PaymentProduct): boolean => /(^|\.001-)instant-/.test(product);

/** Throws an AcquitError CONFIGURATION_INVALID for a product that the bank does not offer us or that we cannot build. */
export function requireProduct({ products }: Pick<BankSettings, 'products'>, wanted: PaymentProduct): void {
  const name = productName(wanted);
  const offered = products.map(productName);
  if (!offered.includes(name)) {
    const list = offered.join(', ') || 'none';
    throw new AcquitError(
      'CONFIGURATION_INVALID',
      `The payment product ${name} is not among the configured ones (${list}); select it at the bank and add it.`,
      { detail: { product: name } },
    );
  }
  if (!known.test(wanted.product)) {
    throw new AcquitError('CONFIGURATION_INVALID', `Acquit does not build payments of the product ${name}.`, {
      detail: { product: name },
    });
  }
}
