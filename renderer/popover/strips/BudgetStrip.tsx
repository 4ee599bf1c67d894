import { Coins } from 'lucide-react';
import { budgetSentences } from '../../../shared/money/budget-alarm.ts';
import { useWritingContext } from '../../state/now.ts';
import { useAccounts, useProviders, useStatePart } from '../../state/store.ts';
import { DashboardLink } from '../DashboardLink.tsx';
import { Strip } from './Strip.tsx';
import styles from './Strips.module.css';

/** The budgets that are used up, or will be. */
export function BudgetStrip() {
  const accounts = useAccounts();
  const providers = useProviders();
  const budgets = useStatePart('budgets');
  const [first, ...others] = budgetSentences({ accounts, providers, budgets }, useWritingContext());
  if (first === undefined) return null;
  return (
    <Strip
      tone="watch"
      icon={<Coins aria-hidden="true" />}
      action={
        <DashboardLink to="/spend" className={styles.action}>
          {others.length === 0 ? 'Spend' : `${others.length} more`}
        </DashboardLink>
      }
    >
      {first.text}
    </Strip>
  );
}
