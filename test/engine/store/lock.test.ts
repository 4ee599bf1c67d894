import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
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
        `import { withLock } from ${lockModule};
         await withLock(process.argv[1], () => { process.stdout.write('held'); return new Promise(() => setInterval(() => {}, 1e6)); });`,
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

  it('names the lock file when it cannot be used', async () => {
    const home = temporaryHome();
    writeFileSync(
      join(home, 'lock.db'),
      'this is no database, and long enough to be seen as none'.repeat(20),
    );
    expect(await withLock(home, async () => ok(1))).toMatchObject({
      ok: false,
      error: { kind: 'not-writable', message: expect.stringContaining(join(home, 'lock.db')) },
    });
  });
});
