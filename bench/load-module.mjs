// Prints how many milliseconds the module takes to load in this fresh process, which has loaded what the runtime of
// Lambda has. Plain JavaScript, so that nothing of a TypeScript loader is in the measurement.
import 'node:fs';
import 'node:http';
import 'node:https';
import 'node:stream';
import 'node:url';
import { pathToFileURL } from 'node:url';

const url = pathToFileURL(process.argv[2]).href;
const start = performance.now();
const { handler } = await import(url);
const milliseconds = performance.now() - start;
if (typeof handler !== 'function') throw new Error(`${process.argv[2]} exports no handler`);
process.stdout.write(String(milliseconds));
// Timers of a client must not keep the process.
process.exit(0);
