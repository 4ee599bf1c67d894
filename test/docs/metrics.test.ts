import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { metricFiles } from '../../scripts/metrics.ts';
import { families } from '../../shared/metrics/index.ts';

const read = (path: string) => readFileSync(path, 'utf8');

describe('what follows from the list of metrics', () => {
  it.each([...metricFiles(read)])('%s is as `npm run metrics` writes it', (path, text) => {
    expect(read(path)).toBe(text);
  });

  it('names no metric that does not exist', () => {
    const names = new Set<string>(families.map(({ name }) => name));
    const page = [...metricFiles(read).values(), read('docs/teams.md')].join('\n');
    const named = [...page.matchAll(/\bfuelgauge_[a-z_]+/g)].map(([name]) => name.replace(/_bucket$/, ''));
    expect(named.length).toBeGreaterThan(100);
    expect([...new Set(named)].filter((name) => !names.has(name))).toEqual([]);
  });
});

const dashboardSchema = z.object({
  uid: z.string(),
  schemaVersion: z.literal(42),
  templating: z.object({ list: z.array(z.object({ name: z.string() })) }),
  panels: z.array(
    z.object({
      id: z.number().int(),
      type: z.string(),
      title: z.string(),
      gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
      datasource: z.object({ type: z.literal('prometheus'), uid: z.literal('$datasource') }).optional(),
      targets: z.array(z.object({ refId: z.string(), expr: z.string() })).default([]),
    }),
  ),
});

describe('the dashboard', () => {
  const dashboard = dashboardSchema.parse(JSON.parse(read('deploy/grafana/fuelgauge.json')));
  const { panels } = dashboard;

  it('has its panels side by side, none on another', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const { gridPos: a, id } of panels) {
      expect(a.x + a.w).toBeLessThanOrEqual(24);
      const over = panels.filter(
        ({ gridPos: b, ...other }) =>
          other.id !== id && a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h,
      );
      expect(over).toEqual([]);
    }
  });

  it('asks for nothing but what is chosen above it', () => {
    const names = dashboard.templating.list.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['datasource', 'provider', 'tag', 'account']));
    for (const { targets, type, title } of panels) {
      if (type !== 'row') expect(targets.length, title).toBeGreaterThan(0);
      for (const { expr } of targets) {
        expect(expr).toContain('$instance');
        const used = [...expr.matchAll(/\$(\w+)/g)].map(([, name = '']) => name);
        expect(used.filter((name) => !names.includes(name) && name !== '__rate_interval')).toEqual([]);
      }
    }
  });
});
