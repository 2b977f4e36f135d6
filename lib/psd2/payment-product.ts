import { AcquitError } from '../findings/acquit-error.ts';
import type { BankSettings, PaymentProduct } from './bank-settings.ts';

/** What is paid with where nobody chose: offered by every bank (psd2.md U-16). */
export const singleSepa: PaymentProduct = { service: 'payments', product: 'sepa-credit-transfers' };

const productName = ({ service, product }: PaymentProduct): string => `${service}/${product}`;

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
