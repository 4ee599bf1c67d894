// `node scripts/manifests.ts REPOSITORY SHA256SUMS FOLDER`: writes the manifests for Homebrew, winget, Scoop and the AUR, from
// the files of a release. docs/releasing.md says what to do with them.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { hashesIn, manifestsOf } from './package-manifests.ts';

const [repository, sums, folder] = process.argv.slice(2);
if (repository === undefined || sums === undefined || folder === undefined) {
  process.stderr.write('Usage: node scripts/manifests.ts REPOSITORY SHA256SUMS FOLDER\n');
  process.exit(2);
}
const { version, description } = packageJson;
const manifests = manifestsOf({
  version,
  description,
  repository,
  hashes: hashesIn(readFileSync(sums, 'utf8')),
});
for (const [path, text] of manifests) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
