// Reads every file of a folder as a document, and prints the most memory that this process ever had, in kilobytes.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDocument } from '../../lib/documents/read-document.ts';

const [, , folder = ''] = process.argv;
for (const name of readdirSync(folder)) await readDocument(readFileSync(join(folder, name)));
process.stdout.write(String(process.resourceUsage().maxRSS));
