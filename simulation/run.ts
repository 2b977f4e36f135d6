import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { queueArn } from '../sandbox/embedded/start-sqs-and-s3.ts';
import { readDeclaredStack } from '../sandbox/host/declared-stack.ts';
import { declaredIndexes } from './aws.ts';
import { simulate } from './simulate.ts';
const root = new URL('..', import.meta.url).pathname;
process.env['POWERTOOLS_METRICS_DISABLED'] = 'true';
const indexes = declaredIndexes(readDeclaredStack(JSON.parse(readFileSync(join(root, 'dist/serverless.local.json'), 'utf8')), queueArn));
const [from = '1', count = '1', docs = '50'] = process.argv.slice(2);
for (let seed = Number(from); seed < Number(from) + Number(count); seed += 1) {
  const began = performance.now();
  const cpu = process.cpuUsage();
  const result = await simulate({ seed: String(seed), documents: Number(docs), indexes, traced: count === '1' });
  const used = process.cpuUsage(cpu);
  if (count === '1') console.log(result.trace.slice(-Number(process.env['TAIL'] ?? 0) || result.trace.length).join('\n'));
  console.log(seed, result.faults.length, 'faults', Math.round(performance.now() - began), 'ms', Math.round((used.user+used.system)/1000), 'cpu ms', result.happened, result.deliveries, result.deaths, JSON.stringify([...result.struck]), result.fingerprint.slice(0, 8));
  for (const fault of result.faults.slice(0, 12)) console.log('   ', fault);
}
