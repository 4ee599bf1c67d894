import { findProviders } from '../../../shared/catalogue/search.ts';
import type { ProvidersJson } from '../../../shared/json/providers.ts';
import { type CommandError, ok, type Result } from '../../../shared/model/index.ts';
import { nearest } from '../../../shared/nearest.ts';
import { checkCostWords } from '../../../shared/paid-checks.ts';
import { catalogueEntry, type Provider } from '../../providers/contract/provider.ts';
import { loadRateCard } from '../../providers/rates/index.ts';
import { withEngine } from '../compose.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import { shown } from '../input/values.ts';
import { paint, print, printJson } from '../terminal.ts';
import { layout, type Row } from '../text/table.ts';

/** Lists the providers that the words fit, best first; all of them without words. Exit code 1 if none does. */
export const listProviders = (
  words: readonly string[],
  options: { category?: string; json?: boolean },
): Promise<Outcome> => withEngine(({ engine }) => list([...engine.providers.values()], words, options));

async function list(
  providers: readonly Provider[],
  words: readonly string[],
  options: { category?: string; json?: boolean },
): Promise<Outcome> {
  const category = categoryOf(providers, options.category);
  if (!category.ok) return category;
  const search = words.join(' ').trim();
  const groups = findProviders(category.value, search);
  const found = groups.flatMap((group) => group.providers);
  if (options.json) {
    // Without words in the order of their ids.
    const listed = search === '' ? category.value : found;
    const entries = await Promise.all(listed.map(jsonOf));
    printJson<ProvidersJson>({ schemaVersion: 1, providers: entries });
  } else if (found.length === 0) print(nothingFound(providers, search));
  else
    print(
      layout([
        { cells: ['  NAME', 'ID', 'NEEDS', 'CHECK', 'EVIDENCE', 'REPORTS'], style: dim },
        ...groups.flatMap((group): Row[] => [
          { line: paint('bold', `${group.name} (${group.providers.length})`) },
          ...group.providers.map(rowOf),
        ]),
      ]),
    );
  return ok(found.length === 0 ? exitCodes.no : exitCodes.done);
}

const dim = (text: string) => paint('dim', text);

function rowOf(provider: Provider): Row {
  const { id, name, tells, evidence, checkCost, credentialFields: fields } = provider;
  const needed = fields.filter(({ optional }) => !optional).map(({ label }) => label);
  return {
    cells: [
      `  ${name}`,
      id,
      needed.join(', ') || 'no key',
      evidence?.endpoints.length === 0 ? 'none' : checkCost === 0 ? 'free' : checkCostWords(provider),
      evidenceWords(evidence),
      tells,
    ],
  };
}

const evidenceWords = (evidence: Provider['evidence']): string =>
  evidence ? `${evidence.confidence}${evidence.confirmed ? `, confirmed ${evidence.confirmed}` : ''}` : '';

/** The providers of a category, named in any case, with spaces or hyphens. */
function categoryOf(
  providers: readonly Provider[],
  written: string | undefined,
): Result<readonly Provider[], CommandError> {
  if (written === undefined) return ok(providers);
  const wanted = written.trim().toLowerCase().replaceAll('-', ' ');
  const found = providers.filter(({ category }) => category === wanted);
  if (found.length > 0) return ok(found);
  const known = [...new Set(providers.map(({ category }) => category))].sort();
  return badInput(`There is no category ‘${shown(written)}’. The categories: ${known.join(', ')}.`);
}

function nothingFound(providers: readonly Provider[], search: string): string {
  const ids = providers.map(({ id }) => id);
  const near = nearest(search.replaceAll(' ', '-'), ids);
  const meant = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : '';
  return `Nothing matches ‘${shown(search)}’.${meant} \`fuelgauge providers\` lists all.`;
}

async function jsonOf(provider: Provider) {
  const { evidence, ...entry } = catalogueEntry(provider);
  return {
    ...entry,
    evidence: evidence && { ...evidence, readOn: provider.docs?.readOn ?? null },
    rateCard: await loadRateCard(provider.id),
  };
}
