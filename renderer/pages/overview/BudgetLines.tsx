import { Link } from 'wouter';
import { budgetSentences } from '../../../shared/money/budget-alarm.ts';
import { Chip } from '../../components/data/Chip.tsx';
import { useAccounts, useProviders, useStatePart, useWritingContext } from '../../state/index.ts';
import styles from './BudgetLines.module.css';

/** The budgets that are used up, or will be; each leads to the page of what it costs. */
export function BudgetLines() {
  const accounts = useAccounts();
  const providers = useProviders();
  const budgets = useStatePart('budgets');
  const said = budgetSentences({ accounts, providers, budgets }, useWritingContext());
  if (said.length === 0) return null;
  return (
    <ul className={styles.budgets} aria-label="Budgets">
      {said.map(({ id, text, tone }) => (
        <li key={id}>
          <Link href="/spend">
            <Chip tone={tone}>{text}</Chip>
          </Link>
        </li>
      ))}
    </ul>
  );
}
