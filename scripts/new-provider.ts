import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { catalogue } from '../main/providers/catalogue.ts';
import { providerFile, providerFixture } from './new-provider-template.ts';
import { formatted, providerPages } from './provider-pages.ts';

// `npm run new:provider -- acme "Acme" "web scraping"` writes a provider's two files, for you to fill in.

const categories = [...new Set(catalogue.map(({ category }) => category))].sort();
const root = join(import.meta.dirname, '..');
const [id = '', name = '', category = ''] = process.argv.slice(2);

const wrong = whatIsWrong();
if (wrong === null) await write();
else {
  process.stderr.write(`${wrong}\nUsage: npm run new:provider -- <id> "<Name>" "<category>"\n`);
  process.exitCode = 2;
}

function whatIsWrong(): string | null {
  if (!/^[a-z][a-z0-9-]*$/.test(id))
    return 'The id must be lower-case letters, digits and hyphens, starting with a letter.';
  if (name === '') return 'The name is missing.';
  if (!/^[a-z][a-z0-9 -]*$/.test(category))
    return `The category must be a few words in lower case. There are: ${categories.join(', ')}.`;
  if (existsSync(join(root, fixturePath()))) return `There is already a provider “${id}”.`;
  return null;
}

function fixturePath(): string {
  return `test/fixtures/providers/${id}.json`;
}

async function write(): Promise<void> {
  const words = category.replaceAll('-', ' ');
  const path = `main/providers/${words.replaceAll(' ', '-')}/${id}.ts`;
  const month = new Date().toISOString().slice(0, 7);
  for (const [file, text] of [
    [path, providerFile({ id, name, category: words, month })],
    [fixturePath(), providerFixture(id)],
  ] as const) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), formatted(file, text));
  }
  for (const [file, text] of await providerPages()) writeFileSync(join(root, file), text);
  const lines = [
    `Wrote ${path} and ${fixturePath()}, and updated the catalogue and its page.`,
    ...(categories.includes(words)
      ? []
      : [`“${words}” is a new category. There were: ${categories.join(', ')}.`]),
    `Fill in every TODO, then run: npx vitest run --project unit --hideSkippedTests test/providers -t ${id}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
