import { appendFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { followFile } from '../../../main/engine/store/follow-file.ts';
import { temporaryHome } from '../../helpers/folder.ts';

const leaving: (() => void)[] = [];
afterEach(() => {
  for (const leave of leaving.splice(0)) leave();
});

/** Follows a file. `next` does something to it and resolves when the change was told. */
function follow(file: string) {
  let told = () => {};
  leaving.push(followFile(file, () => told()));
  return {
    async next(change: () => void): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>();
      told = resolve;
      change();
      await promise;
    },
  };
}

describe('a file that is followed', () => {
  it('tells of each write, replacement and removal, and of the file that comes back', async () => {
    const file = join(temporaryHome(), 'settings.json');
    writeFileSync(file, 'a');
    const { next } = follow(file);
    const replace = () => {
      writeFileSync(`${file}.tmp`, 'b');
      renameSync(`${file}.tmp`, file);
    };
    await next(() => appendFileSync(file, 'b'));
    await next(replace);
    // The one that took its place, too.
    await next(replace);
    await next(() => appendFileSync(file, 'c'));
    await next(() => rmSync(file));
    await next(() => writeFileSync(file, 'd'));
    await next(replace);
  });

  it('may be missing at first', async () => {
    const file = join(temporaryHome(), 'settings.json');
    const { next } = follow(file);
    await next(() => writeFileSync(file, 'a'));
    await next(() => appendFileSync(file, 'b'));
  });

  it('tells several changes at once as one', async () => {
    const file = join(temporaryHome(), 'settings.json');
    writeFileSync(file, 'a');
    let times = 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    leaving.push(
      followFile(file, () => {
        times += 1;
        resolve();
      }),
    );
    for (const letter of 'bcd') appendFileSync(file, letter);
    await promise;
    expect(times).toBe(1);
  });
});
