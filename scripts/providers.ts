import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { providerPages, staleProviderPages } from './provider-pages.ts';

// `npm run providers` writes what follows from the providers' files; `-- --check` only says whether it is up to date.

if (process.argv.includes('--check')) {
  const stale = await staleProviderPages();
  if (stale.length > 0) {
    process.stderr.write(
      `Out of date: ${stale.join(', ')}. Run \`npm run providers\` and commit what changed.\n`,
    );
    process.exitCode = 1;
  }
} else {
  for (const [path, text] of await providerPages())
    writeFileSync(join(import.meta.dirname, '..', path), text);
}
