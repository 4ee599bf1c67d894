import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { withLock, withLockSync } from '../../../main/engine/store/lock.ts';
import { ok } from '../../../shared/model/index.ts';
import { temporaryHome } from '../../helpers/folder.ts';

// Other processes are started; a busy machine may need long for it.
vi.setConfig({ testTimeout: 60_000 });

const lockModule = JSON.stringify(join(process.cwd(), 'main/engine/store/lock.ts'));

describe('withLock', () => {
  it('lets one call after the other in, whatever the one before did', async () => {
    const home = temporaryHome();
    const order: string[] = [];
    const slow = withLock(home, async () => {
      order.push('a in');
      await new Promise((resolve) => setImmediate(resolve));
      order.push('a out');
      throw new Error('broken');
    });
    const quick = withLock(home, async () => {
      order.push('b');
      return ok(1);
    });
    await expect(slow).rejects.toThrow('broken');
    expect(await quick).toEqual(ok(1));
    expect(order).toEqual(['a in', 'a out', 'b']);
  });

  it('runs synchronous work inside its own lock at once', async () => {
    const home = temporaryHome();
    expect(await withLock(home, async () => withLockSync(home, () => ok('inside')))).toEqual(ok('inside'));
  });

  it('waits for another process, and takes over from one that was killed', async () => {
    const home = temporaryHome();
    const holder = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        // The timer knows how to end the work: what nothing can end is garbage, and its lock with it.
        `import { withLock } from ${lockModule};
         await withLock(process.argv[1], () => { process.stdout.write('held'); return new Promise((end) => setInterval(() => end.name, 1e6)); });`,
        home,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(holder.stdout, 'data');
    let entered = false;
    const waiting = withLock(home, async () => {
      entered = true;
      return ok('mine');
    });
    // As many turns as it takes to try at least once.
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(entered).toBe(false);
    holder.kill('SIGKILL');
    expect(await waiting).toEqual(ok('mine'));
  });

  it.each([
    [
      'garbage',
      (file: string) =>
        writeFileSync(file, 'this is no database, and long enough to be seen as none'.repeat(20)),
    ],
    ['a short text', (file: string) => writeFileSync(file, 'x')],
    ['gone', (file: string) => rmSync(file, { force: true })],
  ])('goes on with a lock file that is %s, since nothing is kept in it', async (_, harm) => {
    const home = temporaryHome();
    harm(join(home, 'lock.db'));
    expect(await withLock(home, async () => ok(1))).toEqual(ok(1));
    expect(withLockSync(home, () => ok(2))).toEqual(ok(2));
    expect(statSync(join(home, 'lock.db')).mode & 0o777).toBe(0o600);
  });

  it('keeps a lock that another one holds while the file was garbage', async () => {
    const home = temporaryHome();
    writeFileSync(join(home, 'lock.db'), 'garbage'.repeat(100));
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
      return ok(1);
    };
    await Promise.all([withLock(home, work), withLock(home, work), withLock(home, work)]);
    expect(most).toBe(1);
  });

  it.runIf(process.platform !== 'win32').each([
    ['a folder', (file: string) => mkdirSync(file), 'a folder is in the way'],
    ['a link', (file: string) => symlinkSync('/tmp/elsewhere', file), 'a symbolic link is in its place'],
    ['a pipe', (file: string) => execFileSync('mkfifo', [file]), 'not a file'],
  ])('refuses %s in its place at once', async (_, put, why) => {
    const home = temporaryHome();
    put(join(home, 'lock.db'));
    const refused = { ok: false, error: { kind: 'not-writable', message: expect.stringContaining(why) } };
    expect(await withLock(home, async () => ok(1))).toMatchObject(refused);
    expect(withLockSync(home, () => ok(1))).toMatchObject(refused);
  });
});
