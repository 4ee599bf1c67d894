import { useEffect, useRef, useState } from 'react';
import type { WritingContext } from '../../../../shared/format.ts';
import type { AccountState, ForecastPoint, PoolState, Unit } from '../../../../shared/model/index.ts';
import { outlook } from '../../../../shared/outlook/index.ts';
import { api } from '../../../state/index.ts';
import {
  axisEnd,
  type CapLine,
  type ChartMark,
  type ChartRow,
  capLine,
  chartMarks,
  chartRows,
  fittedRange,
  type Point,
  type Range,
  withCurrent,
} from './chart.ts';

/** A pool's history and forecast, ready to draw. */
export interface Drawable {
  points: Point[];
  from: number;
  now: number;
  /** The end of the time axis; after now if there is a forecast. */
  end: number;
  rows: ChartRow[];
  marks: ChartMark[];
  cap: CapLine | null;
  tone: 'ok' | 'watch' | 'critical';
  range: Range;
  unit: Unit;
}

export type Loaded =
  | { state: 'loading' }
  | { state: 'failed'; message: string }
  | ({ state: 'ready' } & Drawable);

// As many points as a wide chart can show.
const mostPoints = 600;

/** A pool's history and forecast, loaded again after every new reading. The old data stays until the new arrives. */
export function useHistory(
  account: AccountState,
  pool: PoolState,
  range: Range,
  context: WritingContext,
): Loaded {
  const latest = useRef({ context, pool, account });
  latest.current = { context, pool, account };
  const [loaded, setLoaded] = useState<Loaded>({ state: 'loading' });
  const { id } = account;
  const { readAt } = account.health;

  useEffect(() => {
    let wanted = true;
    const to = Math.max(latest.current.context.now, readAt ?? 0);
    const from = to - range.span;
    Promise.all([
      api.history.query({ account: id, pool: pool.id, from, to, points: mostPoints }),
      api.forecast.query({ account: id, pool: pool.id }),
    ]).then(
      ([result, forecast]) => {
        if (!wanted) return;
        // Without a forecast the chart is still useful.
        const path = forecast.ok ? forecast.value : [];
        setLoaded(
          result.ok
            ? ready(result.value, path, { ...latest.current, range, now: to })
            : { state: 'failed', message: result.error.message },
        );
      },
      () => {
        if (wanted)
          setLoaded({ state: 'failed', message: 'Fuelgauge did not respond. Try again in a moment.' });
      },
    );
    return () => {
      wanted = false;
    };
  }, [id, pool.id, range, readAt]);

  return loaded;
}

interface Loading {
  account: AccountState;
  pool: PoolState;
  context: WritingContext;
  range: Range;
  now: number;
}

function ready(history: readonly Point[], path: readonly ForecastPoint[], loading: Loading): Loaded {
  const { account, pool, context, now } = loading;
  // Caps limit spending from the first pool only.
  const caps = pool.id === account.pools[0]?.id ? account.caps : [];
  const points = withCurrent(history, account.health.readAt, pool.remaining, now);
  const range = fittedRange(loading.range, points, now);
  // As much of the forecast as fits beside so much history.
  const ahead = { ...range, span: Math.min(loading.range.span, 4 * range.span) };
  const end = points.length < 2 ? now : axisEnd(now, ahead, path, pool);
  const { tone } = outlook(pool, caps, { ...context, now });
  return {
    state: 'ready',
    points,
    from: now - range.span,
    now,
    end,
    rows: chartRows(points, end > now ? path : [], end, pool.cycle?.renewsAt ?? null),
    marks: chartMarks(pool, range, end, { ...context, now }),
    cap: end > now ? capLine(pool, caps, now) : null,
    tone: tone === 'critical' || tone === 'watch' ? tone : 'ok',
    range,
    unit: pool.unit,
  };
}
