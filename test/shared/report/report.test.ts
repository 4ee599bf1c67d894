import { describe, expect, it } from 'vitest';
import type { ReadResult } from '../../../main/providers/contract/provider.ts';
import { findProvider } from '../../../main/providers/index.ts';
import { ok } from '../../../shared/model/index.ts';
import { type Exchange, reportText } from '../../../shared/report/index.ts';
import { type Fixture, now, readFixtures } from '../../providers/fixtures.ts';

/** The report of a fixture's case. */
async function reportOf({ id, credential }: Fixture, steps: Fixture['answers'][number]['steps']) {
  const provider = findProvider(id);
  if (!provider) throw new Error(`There is no provider “${id}”.`);
  const exchanges: Exchange[] = [];
  const result: ReadResult = await provider.read({
    credential,
    now,
    async request(request) {
      const answer = steps[exchanges.length] ?? { status: 599, headers: {}, body: '' };
      exchanges.push({ request, answer });
      return ok(answer);
    },
  });
  return reportText({
    provider: { ...provider, endpoints: provider.evidence?.endpoints ?? [] },
    credential,
    version: '0.1.0',
    day: '2031-12-31',
    error: result.ok ? null : result.error,
    notes: result.ok ? result.value.notes : [],
    exchanges,
  });
}

/** Texts of four letters or more, and numbers of four digits or more, that an answer has as values. */
function valuesIn(value: unknown): string[] {
  if (typeof value === 'string') return value.length < 4 ? [] : [value];
  if (typeof value === 'number') return Math.abs(value) < 1000 ? [] : [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(valuesIn);
}

function bodyOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}

const fixtures = readFixtures().filter(({ requests }) => requests.length > 0);

describe.each(fixtures.map((fixture) => [fixture.id, fixture] as const))('a report of %s', (_, fixture) => {
  it('has nothing of the credential, and no value of any answer', async () => {
    for (const { steps } of [...fixture.answers, ...fixture.refusals]) {
      const report = await reportOf(fixture, steps);
      for (const value of Object.values(fixture.credential).filter(Boolean))
        expect(report).not.toContain(value);
      for (const value of steps.flatMap(({ body }) => valuesIn(bodyOf(body)))) {
        const quoted = JSON.stringify(value);
        expect(report, value).not.toContain(`: ${quoted}`);
        if (/[ @]|\d{4}/.test(value) && !/^2026-01-01/.test(value))
          expect(report, value).not.toContain(value);
      }
    }
  });
});
