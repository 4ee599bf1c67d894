import { Coins, Trash2 } from 'lucide-react';
import { formatAmount, type WritingContext } from '../../../../shared/format.ts';
import type { AccountState, CapState, Grant, PoolState } from '../../../../shared/model/index.ts';
import { formatMoney } from '../../../../shared/money/format.ts';
import { willLapse } from '../../../../shared/standing/index.ts';
import { Button } from '../../../components/controls/Button.tsx';
import type { AccountActions } from '../actions.tsx';
import { grantEnds, grantName, provenanceWord } from '../words.ts';
import styles from './GrantsTable.module.css';
import { type LeftRow, LeftTable } from './LeftTable.tsx';
import { Lost, Waste } from './Waste.tsx';

export interface GrantsTableProps {
  account: AccountState;
  pool: PoolState;
  /** The caps that limit spending from it. */
  caps: readonly CapState[];
  actions: AccountActions;
  context: WritingContext;
}

/** What was bought by itself: the plan's price is entered with the plan. Its size must be known, to cost a part of it. */
const isPriceable = ({ kind, granted }: Grant): boolean => kind !== 'refill' && granted !== null;

/** An amount and its whole stay on one line up to this many characters. */
const oneLine = 20;

/** A pool's grants in the order they are spent; you can remove those you entered. */
export function GrantsTable({ account, pool, caps, actions, context }: GrantsTableProps) {
  const entered = new Map(account.entered.grants.map((grant) => [grant.id, grant]));
  const reported = new Map(account.entered.grantPrices?.map((each) => [each.grant, each.paid]));
  const isForeseen = pool.grants.some((grant) => willLapse(pool, grant) !== null);
  const row = (grant: Grant): LeftRow => {
    const own = entered.get(grant.id);
    const paid = own?.paid ?? reported.get(grant.id);
    const name = grantName(grant, pool, context);
    const amount = formatAmount(grant.remaining, pool.unit, context);
    const whole = grant.granted === null ? '' : ` of ${formatAmount(grant.granted, pool.unit, context)}`;
    const swatch = [styles.swatch, grant.kind === 'refill' ? styles.plan : styles.topup].join(' ');
    return {
      id: grant.id,
      name: (
        <span className={styles.grantName}>
          <span className={swatch} aria-hidden="true" />
          {name}
          {paid !== undefined && <span className={styles.of}>{formatMoney(paid, context)}</span>}
        </span>
      ),
      left: (
        <span className={amount.length + whole.length <= oneLine ? styles.figure : undefined}>
          <span className={styles.figure}>{amount}</span>
          {whole !== '' && (
            <span className={styles.of}>
              {' '}
              <span className={styles.figure}>{whole.trim()}</span>
            </span>
          )}
        </span>
      ),
      ends: grantEnds(grant, pool, context),
      lapses: isForeseen ? <Lost amount={willLapse(pool, grant)} pool={pool} context={context} /> : undefined,
      source: provenanceWord(grant.provenance),
      action: (own || isPriceable(grant)) && (
        <>
          {isPriceable(grant) && (
            <Button
              variant="quiet"
              aria-label={`Price of ${name}`}
              icon={<Coins aria-hidden="true" />}
              onClick={() => actions.priceGrant({ id: grant.id, name })}
            />
          )}
          {own && (
            <Button
              variant="quiet"
              aria-label={`Remove ${name}`}
              icon={<Trash2 aria-hidden="true" />}
              onClick={() => actions.removeGrant(own)}
            />
          )}
        </>
      ),
    };
  };
  return (
    <LeftTable
      title={pool.grants.length > 1 ? 'Grants, in the order they are spent' : 'Grants'}
      first="Grant"
      rows={pool.grants.map(row)}
    >
      <Waste pools={[{ pool, caps }]} context={context} />
    </LeftTable>
  );
}
