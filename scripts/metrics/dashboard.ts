import { accountPanels, moneyPanels, pollPanels } from './account-panels.ts';
import { balancePanels, overviewPanels } from './balance-panels.ts';
import { datasource, placed } from './panel.ts';

/** A list above the dashboard, from a query. `qryType`: 1 for the values of a label, 3 for a query and a pattern. */
function variable(name: string, label: string, query: string, rest: object = {}) {
  return {
    name,
    label,
    type: 'query',
    datasource,
    query: { qryType: query.startsWith('query_result') ? 3 : 1, query, refId: `variable-${name}` },
    refresh: 2,
    sort: 1,
    multi: true,
    includeAll: true,
    allValue: '.*',
    current: { text: ['All'], value: ['$__all'] },
    ...rest,
  };
}

const variables = [
  {
    name: 'datasource',
    label: 'Prometheus',
    type: 'datasource',
    query: 'prometheus',
    refresh: 1,
    multi: false,
    includeAll: false,
  },
  variable('instance', 'Fuelgauge', 'label_values(fuelgauge_build_info, instance)'),
  variable('provider', 'Provider', 'label_values(fuelgauge_account_info{instance=~"$instance"}, provider)'),
  variable('tag', 'Tag', 'label_values(fuelgauge_account_tag_info{instance=~"$instance"}, tag)'),
  variable(
    'account',
    'Account',
    'query_result(fuelgauge_account_info{instance=~"$instance", provider=~"$provider", tag=~"(.*,)?($tag)(,.*)?"})',
    // Shown by its name, chosen by its id.
    { regex: '/account="(?<value>[^"]+)".*label="(?<text>[^"]+)"/' },
  ),
  // Not to choose: there is a panel for each unit, because amounts of different units are never on one scale.
  variable('unit', 'Unit', 'label_values(fuelgauge_pool_remaining{instance=~"$instance"}, unit)', {
    hide: 2,
  }),
];

const dashboard = {
  uid: 'fuelgauge',
  title: 'Fuelgauge',
  description:
    'What is left at every provider, when it runs out, which cap stops you, and what lapses. Written by `npm run metrics`.',
  tags: ['fuelgauge'],
  // The newest of the classic model: apps/dashboard/pkg/migration/schemaversion in github.com/grafana/grafana (November 2026).
  schemaVersion: 42,
  version: 1,
  editable: true,
  graphTooltip: 1,
  refresh: '1m',
  time: { from: 'now-7d', to: 'now' },
  timezone: 'browser',
  templating: { list: variables },
  annotations: { list: [] },
  links: [],
  panels: placed([...overviewPanels, ...balancePanels, ...moneyPanels, ...accountPanels, ...pollPanels]),
};

/** The dashboard as a file. */
export const dashboardFile = (): string => `${JSON.stringify(dashboard, null, 2)}\n`;
