import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { keepHeapSmall } from '../main/engine/heap.ts';

// Prints this process's resident memory in bytes: either bare Node, or the idle engine after building its state.

if (process.argv[2] === 'engine') {
  // As the shells that run for weeks begin.
  keepHeapSmall();
  const { openBenchEngine } = await import('./engine.ts');
  const home = mkdtempSync(join(tmpdir(), 'fuelgauge-bench-'));
  const engine = await openBenchEngine(home, { accounts: 50, origin: 'http://127.0.0.1:9' });
  // A year as the history keeps it: thirty days at five minutes, hourly before that.
  const db = new DatabaseSync(join(home, 'history.db'));
  const now = Date.now();
  db.exec(`PRAGMA busy_timeout = 5000; BEGIN;
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50)
      INSERT INTO pools (id, account, name) SELECT i, 'a' || i, 'credits' FROM n;
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 8639)
      INSERT INTO samples SELECT pools.id, ${now} - n.i * 300000, 5000 + n.i FROM pools CROSS JOIN n;
    WITH RECURSIVE n(i) AS (SELECT 721 UNION ALL SELECT i + 1 FROM n WHERE i < 8760)
      INSERT INTO samples SELECT pools.id, ${now} - n.i * 3600000, 5000 + n.i FROM pools CROSS JOIN n;
    COMMIT;`);
  db.close();
  engine.start();
  engine.state();
  for (let pool = 1; pool <= 50; pool += 1)
    await engine.history({ account: `a${pool}`, pool: 'credits', from: 0, to: now, points: 600 });
  process.stdout.write(String(process.memoryUsage.rss()));
  await engine.stop();
  rmSync(home, { recursive: true });
} else process.stdout.write(String(process.memoryUsage.rss()));
