import type { Reading, Wrapping } from './reading.ts';

/** The reading of a document that came in an envelope, with the envelope named first. */
export const wrapped = (envelope: Wrapping, reading: Reading): Reading =>
  reading.readable ? { ...reading, wrapping: [envelope, ...reading.wrapping] } : reading;
