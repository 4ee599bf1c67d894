import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { render } from '../../../main/server/metrics/render.ts';
import { rules } from '../../../scripts/metrics/rules.ts';
import { families, type MetricName } from '../../../shared/metrics/index.ts';
import { everything, whole } from '../../helpers/metrics.ts';
import { type Prometheus, promtool, startPrometheus } from '../../helpers/prometheus.ts';
import { firstLine, runCli, startCli, temporaryHome } from '../../helpers/run-cli.ts';
import { appState } from '../../helpers/states.ts';
import { ruleCases, ruleTests } from './rule-cases.ts';

const rulesFile = resolve('deploy/prometheus/fuelgauge.rules.yml');

describe('promtool', () => {
  it('has nothing to say of the metrics', async () => {
    const odd = whole('a2', { label: 'a "b" \\ {c="d"} \n e # EOF ünïcødé 😀\u0000', tags: ['x"y', 'a\\'] });
    const text = await render({ ...everything, state: appState([whole('a1'), odd]) }, 'text');
    expect(await promtool(['check', 'metrics'], text)).toEqual({ code: 0, text: '' });
  });

  it('finds the rules in order', async () => {
    const { code, text } = await promtool(['check', 'rules', rulesFile]);
    expect(text).toContain(`SUCCESS: ${rules.length} rules found`);
    expect(code).toBe(0);
  });

  it('sees each rule fire when it should, and keep quiet when not', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fuelgauge-rules-'));
    const file = join(folder, 'rules-test.yml');
    writeFileSync(file, ruleTests(rulesFile));
    const { code, text } = await promtool(['test', 'rules', file]);
    rmSync(folder, { recursive: true, force: true });
    expect(text).toContain('SUCCESS');
    expect(code).toBe(0);
  });

  it('has a case of both for every rule', () => {
    const cases = (fires: boolean) =>
      new Set(ruleCases.filter((each) => (each.fires !== null) === fires).map(({ alert }) => alert));
    const names = [...new Set(rules.map(({ alert }) => alert))].sort();
    expect([...cases(true)].sort()).toEqual(names);
    expect([...cases(false)].sort()).toEqual(names);
    const severities = new Set(ruleCases.map(({ alert, fires }) => `${alert} ${fires?.labels.severity}`));
    for (const { alert, severity } of rules) expect(severities).toContain(`${alert} ${severity}`);
  });
});

const panels = z.object({
  panels: z.array(
    z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).default([]) }),
  ),
  templating: z.object({ list: z.array(z.object({ query: z.unknown() })) }),
});

/** As Grafana fills it in while everything is chosen. */
const filled = (expr: string): string =>
  expr.replaceAll(/\$(instance|provider|tag|account|unit)\b/g, '.*').replaceAll('$__rate_interval', '1m');

/** What the demo's world happens not to have. */
const notInDemo: readonly MetricName[] = [
  'fuelgauge_cap_reach_timestamp_seconds',
  'fuelgauge_account_error_info',
  'fuelgauge_account_tag_info',
];

describe('a real Prometheus', () => {
  const folder = temporaryHome();
  let server: ReturnType<typeof startCli>;
  let prometheus: Prometheus;

  beforeAll(async () => {
    const token = await runCli(folder.home, ['token', '--read', '--label', 'prometheus']);
    const credentials = join(folder.home, 'prometheus-token');
    writeFileSync(credentials, token.stdout.trim());
    server = startCli(folder.home, ['serve', '--demo', '--port', '0']);
    const { host } = new URL((await firstLine(server)) ?? '');
    prometheus = await startPrometheus({
      global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
      rule_files: [rulesFile],
      scrape_configs: [
        {
          job_name: 'fuelgauge',
          authorization: { credentials_file: credentials },
          static_configs: [{ targets: [host] }],
        },
      ],
    });
    await vi.waitFor(async () => expect(await prometheus.query('up == 1')).toHaveLength(1), {
      timeout: 30_000,
    });
  });
  afterAll(async () => {
    await prometheus?.stop();
    server?.kill();
    folder.remove();
  });

  it('gets every metric of a running Fuelgauge', async () => {
    for (const { name, type } of families.filter((family) => !notInDemo.includes(family.name))) {
      const found = await prometheus.query(type === 'histogram' ? `${name}_count` : name);
      expect(found.length, name).toBeGreaterThan(0);
    }
    const [accounts] = await prometheus.query('count(fuelgauge_account_info)');
    expect(accounts?.value[1]).toBe('14');
    expect(await prometheus.query('fuelgauge_pool_run_out_timestamp_seconds < time() - 60')).toEqual([]);
    expect(await prometheus.query('time() - fuelgauge_account_reading_timestamp_seconds < -60')).toEqual([]);
  });

  it('understands each query of the dashboard', async () => {
    const dashboard = panels.parse(JSON.parse(readFileSync('deploy/grafana/fuelgauge.json', 'utf8')));
    const empty: string[] = [];
    for (const { title, targets } of dashboard.panels)
      for (const { expr } of targets)
        if ((await prometheus.query(filled(expr))).length === 0) empty.push(title);
    // Both follow from what changes between two scrapes.
    const mayBeEmpty = new Set(['Duration of polls, 95th percentile', 'Polls without a reading']);
    expect(empty.filter((title) => !mayBeEmpty.has(title))).toEqual([]);
  });

  it('works out the rules without an error', async () => {
    const groups = z.object({
      data: z.object({
        groups: z.array(
          z.object({
            rules: z.array(
              z.object({ name: z.string(), health: z.string(), lastError: z.string().optional() }),
            ),
          }),
        ),
      }),
    });
    await vi.waitFor(
      async () => {
        const [group] = groups.parse(await prometheus.api('/api/v1/rules')).data.groups;
        expect(group?.rules.map(({ name, health, lastError }) => [name, health, lastError])).toEqual(
          rules.map(({ alert }) => [alert, 'ok', undefined]),
        );
      },
      { timeout: 20_000 },
    );
  });
});
