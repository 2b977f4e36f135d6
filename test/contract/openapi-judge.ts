import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { type Document, OpenAPIBackend } from 'openapi-backend';
import { parse } from 'yaml';
import type { RecordedRequest } from '../../sandbox/bank/record-request.ts';
import {
  addressesMayBeIpv6,
  bodiesMayFitTwice,
  everyCallHasAnApiKey,
  type Json,
  locationsAreUris,
  minimaAreInclusive,
  type Patch,
  paymentsMayBeXml,
} from './openapi-patches.ts';

const folder = resolve(import.meta.dirname, '../../../shared/psd2-openapi');

/** The files of the Berlin Group, read in place, with the corrections that each needs. */
const sources = {
  xs2a: {
    file: resolve(folder, 'psd2-api_v1.3.12-2022-07-06.yaml'),
    patches: {
      bodiesMayFitTwice,
      addressesMayBeIpv6,
      locationsAreUris,
      minimaAreInclusive,
      paymentsMayBeXml,
      everyCallHasAnApiKey,
    },
  },
  funds: {
    file: resolve(folder, 'psd2-confirmation-of-funds-consent-2.0-20190607_ea72ca339_valid.yaml'),
    patches: { bodiesMayFitTwice, addressesMayBeIpv6, everyCallHasAnApiKey },
  },
} as const;

export const hasOpenApi = Object.values(sources).every(({ file }) => existsSync(file));

/** What the documents say of one request. */
export interface Judgement {
  /** `initiatePayment`, …; undefined when the documents know no such call. */
  readonly operationId: string | undefined;
  /** The tag of the operation: `Payment Initiation Service (PIS)`, … */
  readonly service: string | undefined;
  readonly faults: readonly string[];
}

export interface Judge {
  judge(request: RecordedRequest): Judgement;
  /** Where each patch changed a document: `xs2a.addressesMayBeIpv6` → 3. */
  readonly patched: ReadonlyMap<string, number>;
}

/** Reads the documents, corrects them and makes a judge of them. */
export async function createJudge(): Promise<Judge> {
  const patched = new Map<string, number>();
  const [xs2a, funds] = await Promise.all([open('xs2a', patched), open('funds', patched)]);
  return {
    patched,
    judge: (request) => judge(request, request.path.startsWith('/v2/') ? funds : xs2a),
  };
}

async function open(name: keyof typeof sources, patched: Map<string, number>): Promise<OpenAPIBackend> {
  const { file, patches } = sources[name];
  // The files are OpenAPI documents (checked by their publisher); one of them repeats keys.
  const document = parse(readFileSync(file, 'utf8'), { uniqueKeys: false }) as Json;
  for (const [patch, apply] of Object.entries<Patch>(patches))
    patched.set(`${name}.${patch}`, apply(document));
  const backend = new OpenAPIBackend({
    definition: document as unknown as Document,
    quick: true,
    ajvOpts: { strict: false, allErrors: true },
    customizeAjv: (ajv) => {
      ajv.addFormat('ip', (text: string) => isIP(text) !== 0);
      ajv.addFormat('uuid', /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i);
      ajv.addFormat('date', /^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/);
      ajv.addFormat('date-time', (text: string) => !Number.isNaN(Date.parse(text)));
      ajv.addFormat('uri', (text: string) => URL.canParse(text, 'https://bank.example'));
      return ajv;
    },
  });
  await backend.init();
  return backend;
}

function judge({ method, path, headers, body }: RecordedRequest, backend: OpenAPIBackend): Judgement {
  const request = { method, path, headers: { ...headers }, ...(body !== '' && { body }) };
  const operation = backend.router.matchOperation(request);
  if (operation?.operationId === undefined) {
    return { operationId: undefined, service: undefined, faults: ['the documents know no such call'] };
  }
  const contentType = (headers['content-type'] ?? '').split(';')[0] ?? '';
  const { errors } = backend.validateRequest(request, operation);
  const faults = (errors ?? [])
    // The library sees no body but JSON; whether there is one is looked at below.
    .filter(({ params }) => contentType === 'application/json' || params['missingProperty'] !== 'requestBody')
    .map(({ instancePath, message }) => `${instancePath}: ${message ?? ''}`);
  const declared = new Set(
    (operation.parameters ?? []).map((parameter) =>
      'name' in parameter ? parameter.name.toLowerCase() : '',
    ),
  );
  // The header matrix of psd2.md 1.4: none of the standard's headers where the standard has none.
  const stray = Object.keys(headers).filter(
    (name) => /^(psu-|tpp-|consent-id|digest|signature)/.test(name) && !declared.has(name),
  );
  const wanted = operation.requestBody;
  const types = wanted !== undefined && 'content' in wanted ? Object.keys(wanted.content) : [];
  const isMissing = body === '' && wanted !== undefined && 'content' in wanted && wanted.required === true;
  return {
    operationId: operation.operationId,
    service: operation.tags?.[0],
    faults: [
      ...faults,
      ...stray.map((name) => `${name}: no header of this call`),
      ...(body !== '' && !types.includes(contentType)
        ? [`${contentType}: no content type of this call`]
        : []),
      ...(isMissing ? ['the body is missing'] : []),
    ],
  };
}
