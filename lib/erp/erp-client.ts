import type * as z from 'zod';
import { AcquitError } from '../findings/acquit-error.ts';
import { buildUrl } from '../http/build-url.ts';
import type { HttpRequest, HttpResponse, Send } from '../http/http-response.ts';
import { noAnswer } from '../http/no-answer.ts';
import { parseJsonBody } from '../http/parse-json-body.ts';
import { sendAuthorised } from '../http/send-authorised.ts';
import type { TokenSource } from '../http/token-source.ts';
import { erpError } from './erp-error.ts';
import {
  type ErpPage,
  type ErpPaymentRequest,
  erpPageSchema,
  erpPaymentRequestSchema,
} from './erp-payment-request.ts';

/**
 * The payment requests of the ERP (erp.md). All calls throw AcquitErrors ERP_*; `detail.sent` says whether the
 * request may have had its effect: `maybe` after a lost answer, a 5xx or an answer that cannot be read.
 */
export interface ErpClient {
  /**
   * Sends the stored bytes of a payment request. The same bytes may be sent any number of times: the ERP
   * answers `replayed`. Other bytes under the same keys end in ERP_CONFLICT.
   */
  submit(body: Uint8Array): Promise<{ outcome: 'created' | 'replayed'; resource: ErpPaymentRequest }>;
  /** One payment request of ours; undefined when the ERP has none under this id. */
  read(organisation: string, externalRequestId: string): Promise<ErpPaymentRequest | undefined>;
  /** One page, from 1, of all our payment requests, in no order that may be relied on. */
  list(organisation: string, page: number, pageSize?: number): Promise<ErpPage>;
}

export interface ErpClientOptions {
  /** With the version: `https://…/api/v1`. */
  readonly baseUrl: string;
  readonly send: Send;
  readonly tokens: TokenSource;
  readonly now: () => Date;
}

const collection = 'payment-requests';

export function createErpClient(options: ErpClientOptions): ErpClient {
  const { baseUrl, now } = options;
  const call = async (request: HttpRequest): Promise<HttpResponse> => {
    const headers = { Accept: 'application/json', ...request.headers };
    return sendAuthorised(options, { ...request, headers }).catch((failure: unknown) => {
      throw noAnswer(failure, 'ERP_UNAVAILABLE');
    });
  };

  return {
    async submit(body) {
      const response = await call({
        method: 'POST',
        url: buildUrl(baseUrl, [collection]),
        headers: { 'Content-Type': 'application/json' },
        body,
      });
      if (response.status !== 201 && response.status !== 200) throw erpError(response, now());
      const outcome = response.status === 201 ? 'created' : 'replayed';
      return { outcome, resource: parse(erpPaymentRequestSchema, response) };
    },

    async read(organisation, externalRequestId) {
      const query = { organization_short_code: organisation };
      const url = buildUrl(baseUrl, [collection, externalRequestId], query);
      const response = await call({ method: 'GET', url });
      if (response.status === 404) return undefined;
      if (response.status !== 200) throw erpError(response, now());
      return parse(erpPaymentRequestSchema, response);
    },

    async list(organisation, page, pageSize = 100) {
      const query = { organization_short_code: organisation, page: `${page}`, page_size: `${pageSize}` };
      const response = await call({ method: 'GET', url: buildUrl(baseUrl, [collection], query) });
      if (response.status !== 200) throw erpError(response, now());
      return parse(erpPageSchema, response);
    },
  };
}

function parse<T>(schema: z.ZodType<T>, { status, body }: HttpResponse): T {
  const { json, excerpt } = parseJsonBody(body);
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const field = result.error.issues[0]?.path.join('.') || 'body';
  throw new AcquitError('ERP_ANSWER_INVALID', `The ERP answered ${status} with an unreadable ${field}`, {
    detail: { status, field, excerpt: json === undefined ? excerpt : null, sent: 'maybe' },
  });
}
