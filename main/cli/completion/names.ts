import { join } from 'node:path';
import { plainText } from '../../../shared/plain-text.ts';
import { readWhole } from '../../engine/store/files.ts';
import providers from '../../providers/names.json' with { type: 'json' };
import type { Names } from './candidates.ts';

// The names in the data folder, read from the file of the settings alone. Not with its schema: loading zod takes longer than all
// the rest (0.1 s on a busy machine, Node 24.21, November 2026). What is not as it should be is left out.

/** Whatever is missing, damaged or not readable has no names. */
export function readNames(home: string): Names {
  const settings = fieldsOf(parsed(join(home, 'settings.json')));
  return {
    accounts: listOf(settings.accounts).flatMap(accountOf),
    removed: listOf(settings.removed).flatMap((each) => accountOf(fieldsOf(each).account)),
    budgets: listOf(settings.budgets).flatMap((each) => textOf(fieldsOf(each).id)),
    channels: listOf(fieldsOf(settings.alerts).channels).flatMap((each) => {
      const { id, label } = fieldsOf(each);
      return textOf(id).map((own) => ({ id: own, label: textOf(label)[0] ?? own }));
    }),
    ownProviders: listOf(settings.customProviders).flatMap((each) => {
      const { id, name } = fieldsOf(fieldsOf(each).definition);
      return textOf(id).map((own) => ({ id: own, name: textOf(name)[0] ?? own }));
    }),
    providers,
  };
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readWhole(file)?.toString('utf8') ?? '');
  } catch {
    return null;
  }
}

function accountOf(value: unknown): Names['accounts'][number][] {
  const { id, provider, label, tags } = fieldsOf(value);
  const [known] = textOf(id);
  const [at] = textOf(provider);
  if (known === undefined || at === undefined) return [];
  return [{ id: known, provider: at, label: textOf(label)[0] ?? known, tags: listOf(tags).flatMap(textOf) }];
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
/** One line, so that it is one candidate. */
const textOf = (value: unknown): string[] => {
  const text = typeof value === 'string' ? plainText(value) : '';
  return text === '' ? [] : [text];
};
