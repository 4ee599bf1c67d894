import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { alertKinds } from '../../../shared/alerts/kinds.ts';

describe('the table of kinds', () => {
  // These need nothing of their own anywhere: what names them besides their rule and condition would be a second list.
  it.each(['burn-spike', 'topup-seen', 'refill-due', 'refill-landed'])(
    'is, with its rule and its condition, the only place that names %s',
    (kind) => {
      const naming = globSync('{shared,main,renderer,scripts}/**/*.{ts,tsx}').filter((path) =>
        new RegExp(`['"\`]?${kind}['"\`./]`).test(readFileSync(path, 'utf8')),
      );
      expect(naming.filter((path) => !/^shared.alerts./.test(path))).toEqual([]);
      expect(naming.length).toBe(4);
    },
  );

  it('calls each by another name', () => {
    const names = Object.values(alertKinds).flatMap(({ name, clause }) => [name, clause]);
    expect(new Set(names).size).toBe(names.length);
  });
});
