/** Keeps what the code logs instead of printing it; `release` gives the streams back. */
export function keepLogs() {
  const kept: string[] = [];
  const streams = [process.stdout, process.stderr];
  const originals = streams.map((stream) => stream.write.bind(stream));
  const keep = (chunk: string | Uint8Array): boolean => {
    kept.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
    return true;
  };
  for (const stream of streams) stream.write = keep;
  return {
    text: (): string => kept.join(''),
    release(): void {
      streams.forEach((stream, index) => {
        const write = originals[index];
        if (write !== undefined) stream.write = write;
      });
    },
  };
}
