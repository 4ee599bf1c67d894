import type { MetricName } from '../../shared/metrics/index.ts';

// The parts of a Grafana dashboard, in its classic model:
// https://grafana.com/docs/grafana/latest/visualizations/dashboards/build-dashboards/view-dashboard-json-model/ (November 2026).

/** A query, and what its series are called. */
export interface Query {
  expr: string;
  legend?: string;
}

export interface Panel {
  type: 'stat' | 'table' | 'timeseries' | 'state-timeline' | 'row';
  title: string;
  description?: string;
  width: number;
  height: number;
  queries?: readonly Query[];
  /** Only the present numbers, as rows of a table. */
  isTable?: boolean;
  fieldConfig?: object;
  options?: object;
  transformations?: readonly object[];
  /** One panel for each value of this variable. */
  repeat?: string;
}

/** The data source that is chosen above the dashboard. */
export const datasource = { type: 'prometheus', uid: '$datasource' };

/** Only what is chosen above the dashboard. The label `tag` lists all tags of an account. */
const chosen = 'instance=~"$instance", provider=~"$provider", account=~"$account", tag=~"(.*,)?($tag)(,.*)?"';

/** A metric of the chosen accounts, with further matchers. */
export const ofAccounts = (name: MetricName, ...more: string[]): string =>
  `${name}{${[chosen, ...more].join(', ')}}`;

/** A metric of the chosen installations that belongs to no account. */
export const ofInstances = (name: string & MetricName, ...more: string[]): string =>
  `${name}{${['instance=~"$instance"', ...more].join(', ')}}`;

/** With these labels alone, so that tables can put the queries of a row together. */
export const by = (labels: readonly string[], expr: string): string =>
  `sum by (${labels.join(', ')}) (${expr})`;

/** Colours from a value on; the first is that of everything below. */
export const steps = (...colors: readonly (readonly [color: string, from: number | null])[]) => ({
  mode: 'absolute',
  steps: colors.map(([color, value]) => ({ color, value })),
});

/** Numbers as words. */
export const words = (texts: Readonly<Record<number, { text: string; color: string }>>) => [
  {
    type: 'value',
    options: Object.fromEntries(
      Object.entries(texts).map(([value, { text, color }], index) => [value, { text, color, index }]),
    ),
  },
];

/** How one column or series looks. */
export const field = (name: string, properties: Readonly<Record<string, unknown>>) => ({
  matcher: { id: 'byName', options: name },
  properties: Object.entries(properties).map(([id, value]) => ({ id, value })),
});

interface Table {
  /** What each row is of: the labels of all queries. */
  labels: readonly string[];
  /** Labels and values in their order, with their titles; other labels are left out. */
  columns: Readonly<Record<string, string>>;
  sortBy: { field: string; desc?: boolean };
}

/** The queries of a table as columns of one row. */
export const inOneRow = ({ labels, columns, sortBy }: Table) => [
  { id: 'merge', options: {} },
  {
    id: 'organize',
    options: {
      excludeByName: Object.fromEntries(
        ['Time', ...labels].filter((name) => !(name in columns)).map((name) => [name, true]),
      ),
      indexByName: Object.fromEntries(Object.keys(columns).map((name, index) => [name, index])),
      renameByName: columns,
    },
  },
  { id: 'sortBy', options: { sort: [sortBy] } },
];

/** Puts the panels into rows of 24 columns, from left to right. */
export function placed(panels: readonly Panel[]): object[] {
  let [x, y, rowHeight] = [0, 0, 0];
  return panels.map((panel, index) => {
    const { width, height } = panel;
    if (x + width > 24) {
      y += rowHeight;
      x = 0;
      rowHeight = 0;
    }
    const gridPos = { x, y, w: width, h: height };
    x += width;
    rowHeight = Math.max(rowHeight, height);
    return panelJson(panel, index + 1, gridPos);
  });
}

function panelJson(panel: Panel, id: number, gridPos: object): object {
  const { type, title, description, queries = [], isTable = false, repeat } = panel;
  const base = { id, type, title, ...(description !== undefined && { description }), gridPos };
  if (type === 'row') return { ...base, collapsed: false, panels: [] };
  return {
    ...base,
    datasource,
    ...(repeat !== undefined && { repeat, repeatDirection: 'h', maxPerRow: 3 }),
    targets: queries.map(({ expr, legend }, index) => ({
      refId: String.fromCharCode('A'.charCodeAt(0) + index),
      datasource,
      editorMode: 'code',
      expr,
      ...(isTable || type === 'stat'
        ? { instant: true, range: false, format: isTable ? 'table' : 'time_series' }
        : { instant: false, range: true, format: 'time_series' }),
      ...(legend !== undefined && { legendFormat: legend }),
    })),
    fieldConfig: { defaults: {}, overrides: [], ...panel.fieldConfig },
    options: panel.options ?? {},
    transformations: panel.transformations ?? [],
  };
}
