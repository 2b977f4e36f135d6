import { html } from 'hono/html';
import { type Decimal, decimal, sum } from '../../lib/money/decimal.ts';
import { maskIban } from '../iban.ts';
import type { PaymentBody } from './payment-body.ts';
import type { Html } from './sca-layout.ts';
import type { ScaSubject } from './sca-subject.ts';
import { scaTexts } from './sca-texts.ts';
import type { Language } from './sca-wording.ts';

type Payments = Extract<ScaSubject, { kind: 'payments' | 'cancellation' }>;
type Consent = Extract<ScaSubject, { kind: 'consent' }>;

/** What the PSU must see before a decision: of money the payees and amounts, of data whose and which. */
export function describeSubject(subject: ScaSubject, language: Language): Html {
  if (subject.kind === 'consent') return describeConsent(subject, language);
  const texts = scaTexts[language];
  if (subject.kind === 'funds') {
    return html`<dl class="apart">
      ${row(texts.account, showIban(subject.iban), 'iban')}
      ${row(texts.reference, subject.registration ?? texts.noReference)}
    </dl>`;
  }
  const [first] = subject.transfers;
  if (subject.transfers.length === 1 && first !== undefined) return describeOne(first, subject, language);
  return describeMany(subject, language);
}

function describeOne(
  transfer: PaymentBody,
  { executionDate, standingOrder }: Payments,
  language: Language,
): Html {
  const texts = scaTexts[language];
  const day = executionDate ?? standingOrder?.startDate;
  return html`
    <p class="amount"><span class="label">${texts.amount}</span> ${showAmount(transfer, language)}</p>
    <dl>
      ${row(texts.payee, transfer.creditorName, 'strong')}
      ${row(texts.account, inFours(transfer.creditorAccount.iban), 'iban')}
      ${row(texts.reference, transfer.remittanceInformationUnstructured ?? texts.noReference)}
      ${row(texts.from, showIban(transfer.debtorAccount.iban), 'iban')}
      ${day === undefined ? '' : row(texts.day, showDay(day, language))}
      ${standingOrder === undefined ? '' : row(texts.repeats, texts.frequencies[standingOrder.frequency])}
      ${standingOrder?.endDate === undefined ? '' : row(texts.until, showDay(standingOrder.endDate, language))}
    </dl>
  `;
}

function describeMany({ transfers, executionDate }: Payments, language: Language): Html {
  const texts = scaTexts[language];
  const total = sum(transfers.map(({ instructedAmount }) => decimal(instructedAmount.amount)));
  const from = [...new Set(transfers.map(({ debtorAccount }) => debtorAccount.iban))];
  const label = texts.total(transfers.length);
  return html`
    <p class="amount"><span class="label">${label}</span> ${formatEuro(total, language)}</p>
    <ol class="transfers" tabindex="0" aria-label="${label}">
      ${transfers.map(
        (transfer) => html`<li>
          <span class="strong">${transfer.creditorName}</span>
          <span class="sum">${showAmount(transfer, language)}</span>
          <span class="more iban">${inFours(transfer.creditorAccount.iban)}</span>
          <span class="more">${transfer.remittanceInformationUnstructured ?? texts.noReference}</span>
        </li>`,
      )}
    </ol>
    <dl>
      ${from.map((iban) => row(texts.from, showIban(iban), 'iban'))}
      ${executionDate === undefined ? '' : row(texts.day, showDay(executionDate, language))}
    </dl>
  `;
}

function describeConsent({ access, recurring, validUntil }: Consent, language: Language): Html {
  const texts = scaTexts[language];
  const seen = (iban: string) => {
    const parts = [
      texts.seenAccount,
      access.balances.includes(iban) ? texts.seenBalances : undefined,
      access.transactions.includes(iban) ? texts.seenTransactions : undefined,
    ];
    return parts.filter((part) => part !== undefined).join(', ');
  };
  return html`<dl class="apart">
    ${access.accounts.map((iban) => row(html`<span class="iban">${showIban(iban)}</span>`, seen(iban)))}
    ${row(texts.howOften, recurring ? texts.recurring : texts.once)}
    ${row(texts.until, showDay(validUntil, language))}
  </dl>`;
}

const row = (term: Html | string, description: Html | string, kind = '') =>
  html`<div class="row"><dt>${term}</dt><dd class="${kind}">${description}</dd></div>`;

const localeOf = (language: Language) => (language === 'nl' ? 'nl-NL' : 'en-IE');

const showAmount = ({ instructedAmount }: PaymentBody, language: Language): string =>
  formatEuro(decimal(instructedAmount.amount), language);

function formatEuro(amount: Decimal, language: Language): string {
  const format = new Intl.NumberFormat(localeOf(language), { style: 'currency', currency: 'EUR' });
  return format.format(amount as string as `${number}`); // decimal text by its type; Intl reads text exactly
}

function showDay(day: string, language: Language): string {
  const format = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** The account of a payee in full, so that the PSU can compare it with the invoice. */
const inFours = (iban: string) => iban.replace(/.{4}(?=.)/g, '$& ');

/** Enough for the PSU to recognise an own account by: its country, check digits and last four characters. */
const showIban = (iban: string) => maskIban(iban).replace(/\*+/, ' •••• •••• ');
