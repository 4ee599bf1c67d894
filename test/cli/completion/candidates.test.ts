import { describe, expect, it } from 'vitest';
import { candidatesFor, type Names } from '../../../main/cli/completion/candidates.ts';
import { commandTree } from '../../../main/cli/program.ts';

const account = (id: string, provider: string, label: string, tags: string[] = []) => ({
  id,
  provider,
  label,
  tags,
});
const names: Names = {
  accounts: [
    account('a1', 'scraperapi', 'production', ['client X']),
    account('a2', 'hunter', 'Production'),
    account('a3', 'gateway', 'my big crawl', ['Crawler', 'client x']),
  ],
  removed: [account('a4', 'hunter', 'old')],
  budgets: ['budget-0f3a91c2'],
  channels: [{ id: 'c-0f3a91c2', label: 'team' }],
  ownProviders: [{ id: 'gateway', name: 'Our gateway' }],
  providers: { hunter: 'Hunter', scraperapi: 'ScraperAPI' },
};
const program = commandTree(async () => {});
const found = (...words: string[]) => candidatesFor(program, words, () => names);
const values = (...words: string[]) => found(...words)?.map(({ value }) => value) ?? null;

describe('commands and options come from the commands themselves', () => {
  it('commands', () => {
    expect(values('statu')).toEqual(['status']);
    expect(values('')).toContain('help');
    expect(values('help', 'budg')).toEqual(['budget']);
    expect(values('budget', '')).toEqual(['set', 'remove']);
    expect(values('provider', 'sh')).toEqual(['show']);
    expect(values('nonsense', '')).toEqual([]);
  });

  it('options, each that takes no value once', () => {
    expect(values('status', '--j')).toEqual(['--json']);
    expect(values('status', '--json', '--j')).toEqual([]);
    expect(values('edit', 'a1', '--tag', 'x', '--tag')).toContain('--tag');
    expect(values('budget', 'set', '80', '--per')).toEqual(['--period']);
    expect(values('status', '--', '--')).toEqual([]);
  });

  it('values that an option may have, in both forms', () => {
    expect(values('spend', '--by', 't')).toEqual(['tag']);
    expect(values('spend', '--by=t')).toEqual(['--by=tag']);
    expect(values('completion', 'f')).toEqual(['fish']);
    expect(values('spend', '--month', '')).toEqual([]);
  });

  it('every command of the help can be completed', () => {
    const all = program.createHelp().visibleCommands(program);
    expect(values('')).toEqual(all.map((command) => command.name()));
  });
});

describe('names come from the data folder', () => {
  it('accounts, by the shortest name that is theirs alone', () => {
    expect(found('check', '')).toEqual([
      { value: 'scraperapi/production', about: 'ScraperAPI, a1' },
      { value: 'hunter/Production', about: 'Hunter, a2' },
      { value: 'my big crawl', about: 'Our gateway, a3' },
    ]);
    expect(values('check', 'prod')).toEqual(['scraperapi/production']);
    expect(values('check', 'MY')).toEqual(['my big crawl']);
    expect(values('check', 'gateway/')).toEqual(['gateway/my big crawl']);
    expect(values('check', 'a')).toEqual(['a1', 'a2', 'a3']);
    expect(values('budget', 'set', '5', '--account', 'my')).toEqual(['my big crawl']);
    expect(values('check', 'a1', '')).toEqual([]);
  });

  it('those that can be restored', () => {
    expect(values('restore', '')).toEqual(['old']);
  });

  it('tags, providers and budgets', () => {
    expect(values('edit', 'a1', '--add-tag', 'cl')).toEqual(['client x']);
    expect(values('add', '')).toEqual(['hunter', 'scraperapi', 'gateway']);
    expect(values('provider', 'show', '')).toEqual(['gateway']);
    expect(values('budget', 'remove', '')).toEqual(['budget-0f3a91c2']);
    expect(values('channels', 'test', '')).toEqual(['c-0f3a91c2']);
    expect(values('tags', 'rename', 'cl')).toEqual(['client x']);
  });

  it('kinds of alerts, channels and events', () => {
    expect(values('rules', 'set', 'lo')).toEqual(['low']);
    expect(values('rules', 'set', 'low', '')).toEqual(['on', 'off']);
    expect(values('alerts', '--kind', 'key-')).toEqual(['key-expires', 'key-old']);
    expect(values('channels', 'add', 'nt')).toEqual(['ntfy']);
    expect(values('channels', 'add', 'desk')).toEqual([]);
    expect(values('timeline', '--kind', 'run')).toEqual(['run-out']);
  });

  it('files are left to the shell', () => {
    expect(found('forecast', '')).toBeNull();
    expect(found('history', 'a1', '--output', 'x')).toEqual(null);
  });

  it('and they are not read for what needs none', () => {
    const unread = () => expect.unreachable();
    expect(candidatesFor(program, ['removed', '--json', ''], unread)).toEqual([]);
    expect(candidatesFor(program, ['statu'], unread)).toHaveLength(1);
  });
});
