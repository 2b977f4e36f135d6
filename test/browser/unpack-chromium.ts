// Unpacks the Chromium that is inside of its npm package into the folder TMPDIR, with the libraries and fonts that a
// bare Linux lacks; browser.ts runs it as a process of its own, because the package takes both from the environment.
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';

await chromium.executablePath();

/** One font for every machine, so that a page looks the same everywhere; the package knows only the paths of AWS. */
const fonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;
writeFileSync(join(tmpdir(), 'fonts/fonts.conf'), fonts);
