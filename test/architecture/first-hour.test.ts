import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'docs', 'first-hour');
const most = 100_000;

describe.each(['linux', 'macos', 'windows'])('the first hour on %s', (system) => {
  const page = readFileSync(join(folder, `${system}.md`), 'utf8');

  it('says at its top that its pictures were made on a stand-in', () => {
    const [, introduction = ''] = page.split('\n\n');
    expect(introduction).toContain('stand-in for Electron](../platforms.md)');
  });

  it('shows four small pictures, each described in words', () => {
    const pictures = [...page.matchAll(/!\[([^\]]+)\]\(([\w-]+\.png)\)/g)];
    expect(pictures.map(([, , file]) => file)).toEqual([
      'first-window.png',
      'first-key.png',
      `tray-${system}.png`,
      `notification-${system}.png`,
    ]);
    for (const [, , file = ''] of pictures) expect(statSync(join(folder, file)).size).toBeLessThan(most);
  });

  it('is found from the README', () => {
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(`docs/first-hour/${system}.md`);
  });
});
