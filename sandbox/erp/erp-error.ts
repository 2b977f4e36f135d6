import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** A refusal with the ERP's error body: a Dutch sentence and one code for everything (erp.md, Errors). */
export class ErpError extends Error {
  readonly status: ContentfulStatusCode;

  constructor(status: ContentfulStatusCode, detail: string) {
    super(detail);
    this.status = status;
  }

  toBody(): { detail: string; code: string } {
    return { detail: this.message, code: 'ERROR' };
  }
}
