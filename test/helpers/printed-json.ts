import { expect } from 'vitest';
import { findDocument } from '../../shared/json/index.ts';

/** What each command prints with --json, of shared/json. Where it depends: a key, and what has it and what has not. */
const documents: Record<string, string | [key: string, having: string, lacking: string]> = {
  status: 'status',
  accounts: 'accounts',
  add: 'added',
  removed: 'removed',
  providers: 'providers',
  log: 'log',
  history: 'history',
  forecast: 'forecast',
  estimate: ['generations', 'operations', 'estimate'],
  spend: 'spend',
  budget: 'budgets',
  import: ['findings', 'import', 'backup-import'],
  export: 'backup',
  token: 'tokens',
  statement: 'statement',
  plans: 'plans',
  rates: 'rates',
  alerts: 'alerts',
  rules: 'rules',
  'rules preview': 'rules-preview',
  quiet: 'quiet',
  weekly: 'weekly',
  channels: 'channels',
  'channels kinds': 'channel-kinds',
  timeline: 'timeline',
  tags: 'tags',
  interval: 'interval',
  preferences: 'preferences',
  hosts: 'hosts',
  'provider list': 'own-providers',
  'provider test': 'provider-test',
  'provider show': 'own-provider',
};

/** Holds what a command printed as JSON to its schema: no key may be missing, wrong or unknown. */
export function expectPrinted(args: readonly string[], printed: string): void {
  const [command = '', sub = ''] = args;
  const name = Object.hasOwn(documents, `${command} ${sub}`) ? `${command} ${sub}` : command;
  const isJson = args.includes('--json') || ['export', 'provider show'].includes(name);
  if (!isJson || !printed.startsWith('{')) return;
  const json: unknown = JSON.parse(printed);
  const document = documents[name];
  expect(document, `a document of shared/json for \`fuelgauge ${name}\``).toBeDefined();
  const has = (key: string) => typeof json === 'object' && json !== null && key in json;
  const chosen = Array.isArray(document) ? document[has(document[0]) ? 1 : 2] : document;
  expectDocument(chosen ?? '', json);
}

/** The same of anything that is named. */
export function expectDocument(name: string, json: unknown): void {
  const parsed = findDocument(name)?.schema.safeParse(json);
  expect(parsed?.error?.issues, name).toBeUndefined();
  // What a schema does not know, it leaves out.
  expect(json, name).toEqual(parsed?.data);
}
