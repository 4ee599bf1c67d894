import { useState } from 'react';
import type { SpendReport } from '../../../../shared/api/money.ts';
import type { WritingContext } from '../../../../shared/format.ts';
import { formatMoney } from '../../../../shared/money/format.ts';
import { LinkButton } from '../../../components/controls/LinkButton.tsx';
import { useStatePart } from '../../../state/index.ts';
import styles from './CurrencyLine.module.css';
import { RatesDialog } from './RatesDialog.tsx';

/** How totals of several currencies are told, and where that is changed; nothing where there is one alone. */
export function CurrencyLine({ report, context }: { report: SpendReport; context: WritingContext }) {
  const settings = useStatePart('money');
  const [open, setOpen] = useState(false);
  const { total, converted } = report;
  const told = [...total.spent, ...total.bought, ...total.left, ...total.lapsed];
  const currencies = [...new Set(told.map(({ currency }) => currency))].sort();
  const isPlain = currencies.length < 2 && settings.currency === null;
  return (
    <p className={styles.line}>
      Days are those of your time zone ({report.zone}). Days of use that a provider reports keep its own dates
      (UTC).{' '}
      {!isPlain &&
        (converted === null
          ? `Amounts in ${list.format(currencies)} are not added up: enter a rate to see one total. `
          : `In all ${formatMoney({ amount: converted.spent, currency: converted.currency }, context)} spent, at your rates (${converted.rates
              .map(({ from, to, rate, on }) => `1 ${from} = ${rate} ${to} on ${on}`)
              .join('; ')}). `)}
      <LinkButton onClick={() => setOpen(true)}>Currency and rates</LinkButton>
      <RatesDialog open={open} onClose={() => setOpen(false)} currencies={currencies} />
    </p>
  );
}

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });
