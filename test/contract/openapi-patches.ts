/** A part of an OpenAPI file as it was read; the patches change it in place. */
export type Json = { [name: string]: unknown };

/** Corrects one known defect of the files (psd2.md 9.2); answers in how many places. */
export type Patch = (document: Json) => number;

/**
 * A periodic payment also fits the schema of a single one, and `{}` fits every body of an authorisation, so that
 * `oneOf` refuses them.
 */
export const bodiesMayFitTwice: Patch = (document) =>
  change(
    document,
    ({ oneOf }) => Array.isArray(oneOf),
    (schema) => {
      schema['anyOf'] = schema['oneOf'];
      delete schema['oneOf'];
    },
  );

/** PSUs have IPv6 addresses as well; the files say `format: ipv4` (psd2.md 1.4, U-14). */
export const addressesMayBeIpv6: Patch = (document) =>
  change(
    document,
    ({ format }) => format === 'ipv4',
    (schema) => {
      schema['format'] = 'ip';
    },
  );

/** OpenAPI 3.0 writes `exclusiveMinimum: false` beside `minimum`; in JSON Schema of today it is a number or absent. */
export const minimaAreInclusive: Patch = (document) =>
  change(
    document,
    ({ exclusiveMinimum }) => exclusiveMinimum === false,
    (schema) => {
      delete schema['exclusiveMinimum'];
    },
  );

/** There is no format `url`; meant is `uri`. */
export const locationsAreUris: Patch = (document) =>
  change(
    document,
    ({ format }) => format === 'url',
    (schema) => {
      schema['format'] = 'uri';
    },
  );

/** The description knows pain.001 bodies, the content types of the request do not. */
export const paymentsMayBeXml: Patch = (document) =>
  change(
    document,
    ({ content }) => isJson(content) && 'multipart/form-data' in content && 'application/json' in content,
    ({ content }) => {
      if (isJson(content)) content['application/xml'] = { schema: { type: 'string' } };
    },
  );

/** Our bank wants its apiKey on every call (psd2.md 1.3, S2), which the standard does not know. */
export const everyCallHasAnApiKey: Patch = (document) =>
  change(
    document,
    ({ operationId }) => typeof operationId === 'string',
    (operation) => {
      const parameters: unknown[] = Array.isArray(operation['parameters']) ? operation['parameters'] : [];
      const schema = { type: 'string', minLength: 1 };
      operation['parameters'] = [...parameters, { name: 'apiKey', in: 'header', required: true, schema }];
    },
  );

function change(node: unknown, applies: (node: Json) => boolean, apply: (node: Json) => void): number {
  if (Array.isArray(node)) return node.reduce<number>((count, one) => count + change(one, applies, apply), 0);
  if (!isJson(node)) return 0;
  const here = applies(node);
  if (here) apply(node);
  return Object.values(node).reduce<number>(
    (count, one) => count + change(one, applies, apply),
    here ? 1 : 0,
  );
}

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
