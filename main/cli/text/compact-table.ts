import type { AccountState } from '../../../shared/model/index.ts';
import { outlook } from '../../../shared/outlook/index.ts';
import { remarksOf } from '../../../shared/remarks.ts';
import { type Level, standingOf } from '../../../shared/standing/index.ts';
import { figureOf, leftWords } from '../../../shared/summary/index.ts';
import type { GlanceState } from '../../engine/store/glance.ts';
import type { Paint, Style } from '../terminal.ts';
import { ageOf, fitTo, nameOf, poolLeft } from './accounts-table.ts';
import { layout, plain, type Row } from './table.ts';

const styles: Partial<Record<Level, Style>> = { critical: 'red', watch: 'yellow', off: 'dim' };

/** One line for each account, in the state's order. `columns`: of the terminal. */
export function compactTable(state: GlanceState, zone: string, paint: Paint, columns: number): string {
  const context = { now: state.at, zone };
  const providers = new Map(state.providers.map((provider) => [provider.id, provider]));
  const rows = state.accounts.map((account): Row => {
    const provider = providers.get(account.provider);
    const figure = figureOf(account, provider);
    const ofCap = figure?.cap ? leftWords(figure, context) : null;
    const [pool] = account.pools;
    const left = ofCap ?? (pool ? poolLeft(pool) : 'unknown');
    const style = styles[standingOf(account, state.at).level];
    return {
      cells: [
        account.id,
        nameOf(account, provider),
        left,
        wordsOf(account, context),
        ageOf(account, context),
      ],
      ...(style && { style: (text: string) => paint(style, text) }),
    };
  });
  const head: Row = {
    cells: ['ID', 'ACCOUNT', 'LEFT', 'STATUS', 'READ'],
    style: (text) => paint('dim', text),
  };
  const tail: Row = {
    line: `${state.accounts.length} accounts; --full shows every detail.`,
    style: (text) => paint('dim', text),
  };
  return layout([head, ...rows, tail], fitTo(columns));
}

/** What is wrong, or how long it lasts. */
function wordsOf(account: AccountState, context: { now: number; zone: string }): string {
  const [remark] = remarksOf(account, context);
  const [pool] = account.pools;
  return plain(remark?.text ?? (pool ? outlook(pool, account.caps, context).short : ''));
}
