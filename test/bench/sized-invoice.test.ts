import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sizedInvoice } from '../../bench/sized-invoice.ts';
import { parseDirectory } from '../../cli/directory-file.ts';
import { isoDate } from '../iso-date.ts';
