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

// The demo makes a month of history before it answers.
vi.setConfig({ hookTimeout: 120_000 });

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
});

/** As Grafana fills it in while everything is chosen. */
const filled = (expr: string): string =>
  expr.replaceAll(/\$(instance|provider|tag|account|unit)\b/g, '.*').replaceAll('$__rate_interval', '1m');

/** A scrape that takes longer than its second fails, and the next one may not. */
const patience = { timeout: 25_000 };

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
  });
  afterAll(async () => {
    await prometheus?.stop();
    server?.kill();
    folder.remove();
  });

  it('gets every metric of a running Fuelgauge', async () => {
    const missing = async () => {
      const names: string[] = [];
      for (const { name, type } of families) {
        const found = await prometheus.query(type === 'histogram' ? `${name}_count` : name);
        if (found.length === 0) names.push(name);
      }
      return names.sort();
    };
    await expect.poll(missing, patience).toEqual([...notInDemo].sort());
    const count = async (expr: string) => (await prometheus.query(`count(${expr})`))[0]?.value[1] ?? '0';
    await expect.poll(() => count('fuelgauge_account_info'), patience).toBe('14');
    // The demo's clock runs fast; what is told is on this one.
    expect(await count('time() - fuelgauge_account_reading_timestamp_seconds < -60')).toBe('0');
  });

  it('understands each query of the dashboard, and has an answer', async () => {
    const dashboard = panels.parse(JSON.parse(readFileSync('deploy/grafana/fuelgauge.json', 'utf8')));
    // Both follow from what changes between two scrapes.
    const mayBeEmpty = ['Duration of polls, 95th percentile', 'Polls without a reading'];
    const empty = async () => {
      const titles: string[] = [];
      for (const { title, targets } of dashboard.panels)
        for (const { expr } of targets)
          if ((await prometheus.query(filled(expr))).length === 0) titles.push(title);
      return titles.filter((title) => !mayBeEmpty.includes(title));
    };
    await expect.poll(empty, patience).toEqual([]);
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
    const outcome = async () =>
      groups
        .parse(await prometheus.api('/api/v1/rules'))
        .data.groups.flatMap((group) => group.rules.map((rule) => [rule.name, rule.health, rule.lastError]));
    await expect.poll(outcome, patience).toEqual(rules.map(({ alert }) => [alert, 'ok', undefined]));
  });
});
