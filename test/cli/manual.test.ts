import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { blocksOf, entriesOf } from '../../main/cli/manual/entries.ts';
import { escaped, manPage } from '../../main/cli/manual/man-page.ts';
import { commandTree } from '../../main/cli/program.ts';
import manifest from '../../package.json' with { type: 'json' };
import { runCli, temporaryHome } from '../helpers/run-cli.ts';

const page = manPage(
  commandTree(async () => {}),
  manifest.version,
);

it('the man page has every command, with its arguments, options and examples', () => {
  const { commands } = entriesOf(commandTree(async () => {}));
  expect(commands.map(({ name }) => name)).toContain('fuelgauge budget set');
  for (const { usage, terms, notes } of commands) {
    expect(page).toContain(`.SS "${escaped(usage)}"`);
    for (const { term } of terms) expect(page).toContain(`.B "${escaped(term)}"`);
    for (const note of notes)
      for (const line of 'lines' in note ? note.lines : [note.text]) expect(page).toContain(escaped(line));
  }
  for (const section of ['EXIT CODES', 'ENVIRONMENT', 'EXAMPLES', 'FILES'])
    expect(page).toContain(`\n.SH ${section}\n`);
});

it('is what the command prints, and what the build installs', async () => {
  const folder = temporaryHome();
  const { stdout } = await runCli(folder.home, ['man']);
  folder.remove();
  expect(stdout).toBe(page);
});

it('no line of it is a request of roff by mistake', () => {
  const requests = page.split('\n').filter((line) => /^[.']/.test(line));
  expect(requests.filter((line) => !/^\.(TH|SH|SS|TP|PP|B|I|RS|RE|nf|fi)\b/.test(line))).toEqual([]);
  expect(page).toMatch(/^[\0-\x7f]*$/);
  expect(escaped('.x \\ “y” ünd')).toBe('\\&.x \\e \\(lqy\\(rq \\[u00FC]nd');
});

it.skipIf(spawnSync('groff', ['--version']).error !== undefined)('groff has nothing to complain of', () => {
  const { stderr, status } = spawnSync('groff', ['-man', '-Tutf8', '-ww', '-z'], {
    input: page,
    encoding: 'utf8',
  });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
});

it('tells paragraphs from lines that stay as they are', () => {
  expect(blocksOf('\nOne\nparagraph.\n\nExamples:\n  a b\n    c\n\nEnd.')).toEqual([
    { text: 'One paragraph.' },
    { text: 'Examples:' },
    { lines: ['a b', '  c'] },
    { text: 'End.' },
  ]);
});
