import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Provider } from '../main/providers/contract/provider.ts';
import type { Confidence } from '../shared/catalogue/entry.ts';
import { readFixtures } from '../test/providers/fixtures.ts';
import { brandMarks } from './brand-marks.ts';
import { marksOf } from './marks.ts';
import { reportsOf } from './provider-reports.ts';
import { standIns } from './stand-ins.ts';

// Generates files from the providers: the catalogue, their names, the map of rate cards, the brands’ marks, what the sandbox answers,
// docs/providers.md, and the count in the README.

const root = join(import.meta.dirname, '..');
const folder = 'main/providers';
const marks = 'renderer/components/brand/brand-marks.ts';
/** Folders that are not categories. */
const others = ['contract', 'rates'];

interface ProviderFile {
  /** Relative to main/providers. */
  path: string;
  /** The name of its export. */
  name: string;
  provider: Provider;
}

/** All providers' files, ordered by id. */
export async function providerFiles(): Promise<ProviderFile[]> {
  const paths = globSync('*/*.ts', { cwd: join(root, folder) })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => !others.includes(dirname(path)))
    .sort((a, b) => (basename(a) < basename(b) ? -1 : 1));
  return Promise.all(
    paths.map(async (path) => {
      const file = join(root, folder, path);
      const name = /^export const (\w+) = defineProvider\(/m.exec(readFileSync(file, 'utf8'))?.[1];
      if (name === undefined) throw new Error(`${folder}/${path} exports no provider.`);
      const module: Record<string, Provider> = await import(pathToFileURL(file).href);
      const provider = module[name];
      if (!provider) throw new Error(`${folder}/${path} exports no ${name}.`);
      return { path, name, provider };
    }),
  );
}

/** The same, with what the answers of their fixtures contain, and a mark that no other has. */
async function seenFiles(): Promise<ProviderFile[]> {
  const fixtures = new Map(readFixtures().map((fixture) => [fixture.id, fixture]));
  const files = await providerFiles();
  const marks = marksOf(files.map(({ provider }) => provider));
  return Promise.all(
    files.map(async ({ provider, ...file }) => {
      const reports = await reportsOf(provider, fixtures.get(provider.id));
      const mark = marks.get(provider.id) ?? provider.mark;
      return { ...file, provider: { ...provider, mark, reports } };
    }),
  );
}

/** The generated files, by path. */
export async function providerPages(): Promise<Map<string, string>> {
  const files = await seenFiles();
  const providers = files.map(({ provider }) => provider);
  return new Map([
    [`${folder}/catalogue.ts`, formatted(`${folder}/catalogue.ts`, catalogueText(files))],
    [`${folder}/names.json`, formatted(`${folder}/names.json`, namesText(providers))],
    [`${folder}/rate-cards.ts`, formatted(`${folder}/rate-cards.ts`, rateCards())],
    [marks, formatted(marks, brandMarks(providers.map(({ id }) => id)))],
    ['docs/providers.md', providersPage(providers)],
    ['main/sandbox/stand-ins.json', formatted('main/sandbox/stand-ins.json', standIns())],
    ['README.md', counted(readFileSync(join(root, 'README.md'), 'utf8'), providers.length)],
  ]);
}

/** The paths of generated files that are out of date. */
export async function staleProviderPages(): Promise<string[]> {
  const pages = await providerPages();
  return [...pages].flatMap(([path, text]) => (textOf(path) === text ? [] : [path]));
}

function textOf(path: string): string | null {
  return globSync(path, { cwd: root }).length === 0
    ? null
    : readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n');
}

/** The catalogue of these providers: what is known of each as data, because loading all their code would take longer than starting the command. */
export function catalogueText(files: readonly ProviderFile[]): string {
  return [
    '// Written by `npm run providers`; do not edit.',
    '',
    `import { loadedLater, type Provider } from './contract/provider.ts';`,
    '',
    '/** All providers, ordered by id. */',
    'export const catalogue: readonly Provider[] = [',
    ...files.map(({ path, name, provider: { read: _, ...data } }) => {
      const load = `async () => (await import('./${path}')).${name}`;
      return `loadedLater(${JSON.stringify(data)}, ${load}),`;
    }),
    '];',
    '',
  ].join('\n');
}

/** Their names by id, for the completion of a shell, which cannot wait for the catalogue. */
const namesText = (providers: readonly Provider[]): string =>
  JSON.stringify(Object.fromEntries(providers.map(({ id, name }) => [id, name])));

/** Each rate card is its own module, so that it is loaded only when an estimate needs it. */
function rateCards(): string {
  const ids = globSync('*.ts', { cwd: join(root, folder, 'rates') })
    .map((file) => basename(file, '.ts'))
    .filter((id) => id !== 'index')
    .sort();
  return [
    '// Written by `npm run providers`; do not edit.',
    '',
    `import type { RateCard } from '../../shared/model/index.ts';`,
    '',
    '/** Provider id → its rate card. */',
    'export const rateCards: Readonly<Record<string, () => Promise<{ rateCard: RateCard }>>> = {',
    ...ids.map((id) => `  ${/^[a-z]\w*$/.test(id) ? id : `'${id}'`}: () => import('./rates/${id}.ts'),`),
    '};',
    '',
  ].join('\n');
}

/** Formats and lints a text. */
export function formatted(path: string, text: string): string {
  const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [biome, 'check', '--write', `--stdin-file-path=${path}`],
    { cwd: root, input: text, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

const confidences: Record<Confidence, string> = {
  documented: 'the provider’s documentation or API description says so',
  'official client': 'the provider’s own client does so',
  recorded: 'recorded answers, or many independent clients, agree',
  'third-party clients': 'a few third-party clients agree',
};

/** docs/providers.md for these providers. */
export function providersPage(providers: readonly Provider[]): string {
  const categories = [...new Set(providers.map(({ category }) => category))].sort();
  return [
    '# Providers',
    '',
    `Fuelgauge supports ${providers.length} providers. \`npm run providers\` generates this page from the files in \`main/providers/\`.`,
    '',
    '“Evidence” is how we know what an endpoint answers, and when we last checked:',
    '',
    ...Object.entries(confidences).map(([confidence, meaning]) => `- *${confidence}*: ${meaning}.`),
    '',
    confirmedSentence(providers),
    ...categories.flatMap((category) => [
      '',
      `## ${category.charAt(0).toUpperCase()}${category.slice(1)}`,
      '',
      '| Provider | Id | What it reports | Credential | Endpoint | Evidence |',
      '| --- | --- | --- | --- | --- | --- |',
      ...providers.filter((provider) => provider.category === category).map(row),
    ]),
    '',
  ].join('\n');
}

function confirmedSentence(providers: readonly Provider[]): string {
  const how = 'You can [confirm one](describing-providers.md#confirmed-against-the-live-service).';
  return providers.some(({ evidence }) => evidence?.confirmed)
    ? `“Confirmed” is the month in which somebody saw it work against the live service; the others are not yet confirmed. ${how}`
    : `None is confirmed against the live service yet. ${how}`;
}

function row(provider: Provider): string {
  const { name, id, homepage, tells, credentialFields, checkCost, docs, evidence } = provider;
  const endpoints = evidence?.endpoints.map((endpoint) => `\`${endpoint}\``).join('<br>') || 'none';
  const cells = [
    `[${name}](${homepage ?? ''})`,
    `\`${id}\``,
    tells,
    credentialFields.map(({ label }) => label).join(', ') || 'none',
    checkCost > 0 ? `${endpoints}<br>each check costs ${checkCost}` : endpoints,
    `[${evidence?.confidence}](${docs?.url ?? ''}), ${docs?.readOn}${evidence?.confirmed ? `<br>confirmed ${evidence.confirmed}` : ''}`,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

const mark = /(<!-- providers -->)\d+(<!-- \/providers -->)/g;

function counted(readme: string, count: number): string {
  const text = readme.replaceAll('\r\n', '\n');
  if (text.search(mark) < 0) throw new Error('README.md has no <!-- providers -->0<!-- /providers -->.');
  return text.replace(mark, `$1${count}$2`);
}
