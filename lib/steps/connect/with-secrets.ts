import type { SecretReader } from '../../config/create-secret-reader.ts';
import type { Secret, SecretName } from '../../config/secrets.ts';

type Secrets<Names extends readonly SecretName[]> = { [Index in keyof Names]: Secret<Names[Index]> };

/**
 * The services of a function that need secrets: made at the first call, kept while the secrets are the same, and
 * made anew when one was rotated. A failure is not kept.
 */
export function withSecrets<const Names extends readonly SecretName[], Services>(
  readSecret: SecretReader,
  names: Names,
  make: (...secrets: Secrets<Names>) => Services,
): () => Promise<Services> {
  let made: { from: readonly unknown[]; services: Services } | undefined;
  return async () => {
    const from = await Promise.all(names.map((name) => readSecret(name)));
    if (made === undefined || from.some((secret, index) => secret !== made?.from[index])) {
      // Promise.all of the names' own secrets, which the compiler cannot follow through map.
      made = { from, services: make(...(from as unknown as Secrets<Names>)) };
    }
    return made.services;
  };
}
