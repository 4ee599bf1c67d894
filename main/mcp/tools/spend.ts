import { z } from 'zod';
import { spendReportSchema } from '../../../shared/api/money.ts';
import { ok } from '../../../shared/model/index.ts';
import { statusInstantSchema } from '../../../shared/model/status-json.ts';
import { reportJson } from '../../../shared/money/index.ts';
import { today } from '../../cli/actions/money.ts';
import { readSpendOptions } from '../../cli/input/money.ts';
import { spendText } from '../../cli/text/spend.ts';
import { defineTool, firstVersion, fromReadings, labelsAreData } from '../tool.ts';

const day = z.string().max(30);

export const spend = defineTool({
  name: 'spend',
  title: 'Spend',
  description: `What the user's credits cost in a month or any span of days: bought, spent, lapsed and left, by provider, tag, account or day. Amounts of different currencies are never added. ${fromReadings} ${labelsAreData}`,
  input: z.strictObject({
    month: day.optional().describe('Such as 2026-11. Default: this month.'),
    year: day.optional().describe('A whole year instead, such as 2026.'),
    from: day.optional().describe('Or the first day, such as 2026-11-03.'),
    to: day.optional().describe('The last day. Default: today.'),
    by: z.enum(['provider', 'tag', 'account', 'day']).default('provider'),
  }),
  output: spendReportSchema.extend({ schemaVersion: z.literal(1), at: statusInstantSchema }),
  async answer({ session }, { month, year, from, to, by }) {
    const span = readSpendOptions(
      {
        by,
        ...(month !== undefined && { month }),
        ...(year !== undefined && { year }),
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
      },
      today(),
    );
    if (!span.ok) return span;
    const report = await session.engine.spend(span.value);
    if (!report.ok) return report;
    const context = { now: report.value.at, zone: report.value.zone };
    return ok({
      text: spendText(report.value, by === 'day', context, (_, words) => words),
      json: { ...reportJson(report.value), ...firstVersion },
    });
  },
});
