import { setImmediate } from 'node:timers/promises';
import { AggregatorRegistry, openMetricsContentType, prometheusContentType } from 'prom-client';
import packageJson from '../../../package.json' with { type: 'json' };
import {
  type Family,
  families,
  type MetricFacts,
  type MetricInput,
  metricFacts,
} from '../../../shared/metrics/index.ts';

/** The two formats that Prometheus reads. */
export const contentTypes = { openMetrics: openMetricsContentType, text: prometheusContentType };
export type Format = keyof typeof contentTypes;

/** The metrics as text, written by prom-client family by family, so that other requests get their turn in between. */
export async function render(input: Omit<MetricInput, 'version'>, format: Format): Promise<string> {
  const facts = metricFacts({ ...input, version: packageJson.version });
  const texts: string[] = [];
  for (const family of families) {
    const registry = AggregatorRegistry.aggregate([[metricOf(family, facts, format)]]);
    registry.setContentType(contentTypes[format]);
    texts.push(await registry.getSingleMetricAsString(nameIn(family, format)));
    await setImmediate();
  }
  return format === 'openMetrics' ? `${texts.join('\n')}\n# EOF\n` : `${texts.join('\n\n')}\n`;
}

/** OpenMetrics names a counter without the ending of its samples. */
const nameIn = ({ name, type }: Family, format: Format): string =>
  format === 'openMetrics' && type === 'counter' ? name.replace(/_total$/, '') : name;

/** As prom-client's `getMetricsAsJSON` has it. Of two samples with the same labels, the first counts. */
function metricOf(family: Family, facts: MetricFacts, format: Format) {
  const name = nameIn(family, format);
  return {
    name,
    help: family.help,
    type: family.type,
    aggregator: 'first',
    values: family.samples(facts).map(({ labels, value, part }) => ({
      labels,
      value,
      ...(part !== undefined && { metricName: `${name}_${part}` }),
    })),
  };
}
