import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { providerPages, staleProviderPages } from './provider-pages.ts';

// `npm run providers` generates files from the providers; `-- --check` only checks whether they are up to date.

if (process.argv.includes('--check')) {
  const stale = await staleProviderPages();
  if (stale.length > 0) {
    process.stderr.write(
      `Out of date: ${stale.join(', ')}. Run \`npm run providers\` and commit the changes.\n`,
    );
    process.exitCode = 1;
  }
} else {
  for (const [path, text] of await providerPages())
    writeFileSync(join(import.meta.dirname, '..', path), text);
}
