import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openHistory } from '../main/engine/store/history.ts';
import { dayMs } from '../shared/time/index.ts';
import { must } from './engine.ts';
import { median, report, type Use, used } from './report.ts';

/**
 * Reads the chart points of one year of one pool, from ten million readings. The file is in the system's cache; each pool is
 * read for the first time, so SQLite has none of its pages.
 */
export async function charts(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'fuelgauge-bench-'));
  const file = join(home, 'history.db');
  must(openHistory(file)).history.close();
  const db = new DatabaseSync(file);
  const now = Date.UTC(2026, 10, 21);
  const [pools, perPool] = [100, 100_000];
  const step = Math.floor((365 * dayMs) / perPool);
  db.exec(`PRAGMA synchronous = OFF; BEGIN;
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${pools})
      INSERT INTO pools (id, account, name) SELECT i, 'a' || i, 'credits' FROM n;
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${perPool - 1})
      INSERT INTO samples SELECT pools.id, ${now} - (${perPool} - n.i) * ${step}, 10000 - (n.i % 10000)
      FROM pools CROSS JOIN n;
    COMMIT;`);
  db.close();
  const { history } = must(openHistory(file));
  const uses: Use[] = [];
  for (let pool = 1; pool <= 21; pool += 1)
    uses.push(await used(() => history.samples(`a${pool}`, 'credits', now - 365 * dayMs, now, 600)));
  history.close();
  rmSync(home, { recursive: true });
  const cpuMs = median(uses.map((use) => use.cpuMs));
  report('one year of one pool to 600 points, from 10 million readings: CPU time', cpuMs, 'ms', 10);
  const ms = median(uses.map((use) => use.ms));
  report('the same by the clock, which on a busy computer takes longer', ms, 'ms');
}
