import { families } from '../../shared/metrics/index.ts';

const head = '| Metric | Type | Labels | Meaning |\n| --- | --- | --- | --- |\n';

const rows = families.map(
  ({ name, type, labels, help }) =>
    `| \`${name}\` | ${type} | ${labels.map((label) => `\`${label}\``).join(', ')} | ${help} |\n`,
);

/** The page with an up-to-date table of the metrics. */
export const withMetricTable = (page: string): string =>
  page.replace(/^\| Metric \|.*\n(?:\|.*\n)*/m, () => head + rows.join(''));
