import type { ImportItem, ImportReport, Missing } from '../../../shared/api/backup.ts';
import { plain } from './table.ts';

const words: Record<ImportItem['outcome'], string> = {
  added: 'added',
  changed: 'changed',
  removed: 'removed',
  same: 'same',
  'left-out': 'left out',
};
const widest = Math.max(...Object.values(words).map((word) => word.length));
const kinds: Record<ImportItem['what'], string> = {
  account: '',
  provider: 'provider ',
  channel: 'channel ',
  rules: '',
  preferences: '',
  budgets: '',
};

/** What an import would do, a line for each thing. */
export function importLines({ items, createdAt }: ImportReport, replace: boolean): string[] {
  const how = replace ? 'replaces your settings' : 'adds what you do not have';
  return [`The backup of ${createdAt.slice(0, 10)} ${how}:`, ...items.map(lineOf)];
}

const lineOf = ({ what, name, id, outcome, why }: ImportItem): string => {
  const shown = what === 'account' && id !== null && outcome !== 'left-out' ? ` (${id})` : '';
  return plain(
    `${words[outcome].padEnd(widest)}  ${kinds[what]}${name}${shown}${why === null ? '' : `. ${why}`}`,
  );
};

/** What an import did, in a sentence or two. */
export function importSummary({ items, setAside }: ImportReport): string {
  const counts = Object.entries(words).flatMap(([outcome, word]) => {
    const count = items.filter((item) => item.outcome === outcome).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  const aside = setAside === null ? '' : `\nYour settings as they were are in ${plain(setAside)}`;
  return `Imported: ${counts.join(', ')}.${aside}`;
}

/** What is still to be entered, with the commands. */
export function missingLines({ missing }: Pick<ImportReport, 'missing'>): string[] {
  return missing.length === 0
    ? []
    : ['Still missing:', ...missing.map((one) => `  ${plain(missingWords(one))}`)];
}

function missingWords(one: Missing): string {
  if (one.what === 'channel')
    return `the address of the channel “${one.label}”: enter it on the page Alerts, under Channels`;
  const name = `${one.provider} “${one.label}”`;
  return one.what === 'variables'
    ? `${name}: set the environment variable ${one.names.join(' and ')}`
    : `${name}: fuelgauge credential ${one.account} < key.txt`;
}
