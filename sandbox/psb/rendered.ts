import type { SandboxPsbOptions } from './sandbox-psb.ts';
import { PsbError } from './psb-error.ts';

/**
 * The document in the asked format: as it came without one or when it has that one already, else what `renditions`
 * makes of it. Throws 422 when there is no such transformation.
 */
export function rendered(
  bytes: Uint8Array,
  source: unknown,
  target: string | undefined,
  { renditions }: SandboxPsbOptions,
): Uint8Array {
  if (target === undefined || target === source) return bytes;
  const rendition = renditions?.(bytes, target);
  if (rendition === undefined) throw new PsbError(422, 'No such transformation.');
  return rendition;
}
