import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import type { WritingContext } from '../../../../shared/format.ts';
import type { BudgetState } from '../../../../shared/model/index.ts';
import { budgetAlarm, budgetName, percent } from '../../../../shared/money/budget-alarm.ts';
import { formatMoney, formatMoneyRange } from '../../../../shared/money/format.ts';
import { Button, Meter, useToasts } from '../../../components/index.ts';
import { api, outcome, useAccounts, useProviders, useStatePart } from '../../../state/index.ts';
import { BudgetDialog } from './BudgetDialog.tsx';
import styles from './Budgets.module.css';

const periods = { day: 'today', week: 'this week', month: 'this month', year: 'this year' } as const;

/** All budgets, with how far each is used; you make, change and remove them here. */
export function Budgets({ context }: { context: WritingContext }) {
  const heading = useId();
  const budgets = useStatePart('budgets');
  const [edited, setEdited] = useState<BudgetState | 'new' | null>(null);
  const name = useBudgetNames();
  const { push } = useToasts();
  const remove = async ({ id, scope, limit, period }: BudgetState) => {
    const removed = await outcome(api.removeBudget.mutate({ id }));
    push(
      removed.ok
        ? {
            text: 'Budget removed.',
            undo: async () => {
              const back = await outcome(api.setBudget.mutate({ id, scope, limit, period }));
              if (!back.ok) push({ text: back.error.message });
            },
          }
        : { text: removed.error.message },
    );
  };
  return (
    <section className={styles.frame} aria-labelledby={heading}>
      <div className={styles.head}>
        <h2 id={heading} className={styles.heading}>
          Budgets
        </h2>
        <Button icon={<Plus aria-hidden="true" />} onClick={() => setEdited('new')}>
          New budget
        </Button>
      </div>
      {budgets.length === 0 ? (
        <p className={styles.none}>
          A budget warns you at half, at 80 % and when it is used up, and as soon as the forecast says that it
          will be. It can be for an account, for a tag such as a client, or for all.
        </p>
      ) : (
        <ul className={styles.list}>
          {budgets.map((budget) => (
            <li key={budget.id}>
              <Budget budget={budget} name={name(budget)} context={context} />
              <span className={styles.buttons}>
                <Button
                  variant="quiet"
                  icon={<Pencil aria-hidden="true" />}
                  aria-label={`Change the budget of ${name(budget)}`}
                  onClick={() => setEdited(budget)}
                />
                <Button
                  variant="quiet"
                  icon={<Trash2 aria-hidden="true" />}
                  aria-label={`Remove the budget of ${name(budget)}`}
                  onClick={() => void remove(budget)}
                />
              </span>
            </li>
          ))}
        </ul>
      )}
      <BudgetDialog
        open={edited !== null}
        budget={edited === 'new' ? null : edited}
        onClose={() => setEdited(null)}
      />
    </section>
  );
}

/** Names what a budget is for. */
function useBudgetNames(): (budget: BudgetState) => string {
  const accounts = useAccounts();
  const providers = useProviders();
  return ({ scope }) => budgetName(scope, { accounts, providers });
}

function Budget({ budget, name, context }: { budget: BudgetState; name: string; context: WritingContext }) {
  const { limit, spent, share, period, end, incomplete } = budget;
  const { currency } = limit;
  const said = budgetAlarm(budget, context);
  const of = `${formatMoney({ amount: spent, currency }, context)} of ${formatMoney({ amount: limit.amount, currency }, context)} ${periods[period]}`;
  return (
    <div className={styles.budget}>
      <span className={styles.name}>{name}</span>
      <Meter
        label={`Budget of ${name}`}
        valueText={context.mask ? `${percent(share)} used` : of}
        max={1}
        segments={[{ amount: Math.min(1, share), kind: 'plan' }]}
        tone={said?.tone === 'critical' ? 'critical' : said?.tone === 'watch' ? 'watch' : 'ok'}
      />
      <span className={styles.words}>
        {of}
        {end !== null && `, likely ${formatMoneyRange(end, context)} at its end`}
        {said !== null && `: ${said.brief}`}. {incomplete && 'Use without a price is not in it.'}
      </span>
    </div>
  );
}
