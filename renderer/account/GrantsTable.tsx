import { Trash2 } from 'lucide-react';
import { useId } from 'react';
import { formatAmount } from '../../shared/format.ts';
import type { AccountState, CapState, PoolState } from '../../shared/model/index.ts';
import { willLapse } from '../../shared/outlook.ts';
import { Button } from '../components/Button.tsx';
import styles from './AccountPage.module.css';
import type { AccountActions } from './actions.tsx';
import { Lost, Waste } from './Waste.tsx';
import { grantEnds, grantName, type Place, provenanceWord } from './words.ts';

export interface GrantsTableProps {
  account: AccountState;
  pool: PoolState;
  /** Those that limit spending from it. */
  caps: readonly CapState[];
  actions: AccountActions;
  place: Place;
}

/** A pool's grants in draw order; those that were entered can be taken back. */
export function GrantsTable({ account, pool, caps, actions, place }: GrantsTableProps) {
  const heading = useId();
  const entered = new Map(account.entered.grants.map((grant) => [grant.id, grant]));
  const removable = pool.grants.some((grant) => entered.has(grant.id));
  const sourced = pool.grants.some((grant) => provenanceWord(grant.provenance) !== null);
  const isForeseen = pool.grants.some((grant) => willLapse(pool, grant) !== null);
  const several = pool.grants.length > 1;
  return (
    <section className={styles.section} aria-labelledby={heading}>
      <h2 id={heading} className={styles.heading}>
        {several ? 'Grants, in the order they are spent' : 'Grants'}
      </h2>
      <table className={styles.grants} aria-labelledby={heading}>
        <thead>
          <tr>
            <th scope="col">Grant</th>
            <th scope="col" className={styles.number}>
              Left
            </th>
            <th scope="col">Ends</th>
            {isForeseen && (
              <th scope="col" className={styles.number}>
                Will lapse
              </th>
            )}
            {sourced && (
              <th scope="col">
                <span className="visually-hidden">Source</span>
              </th>
            )}
            {removable && (
              <th scope="col">
                <span className="visually-hidden">Actions</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {pool.grants.map((grant) => {
            const own = entered.get(grant.id);
            const name = grantName(grant, pool, place);
            const word = provenanceWord(grant.provenance);
            return (
              <tr key={grant.id}>
                <th scope="row">
                  <span
                    className={[styles.swatch, grant.kind === 'refill' ? styles.plan : styles.topup].join(
                      ' ',
                    )}
                    aria-hidden="true"
                  />
                  {name}
                </th>
                <td className={styles.number}>
                  {formatAmount(grant.remaining, pool.unit)}
                  {grant.granted !== null && (
                    <span className={styles.of}> of {formatAmount(grant.granted, pool.unit)}</span>
                  )}
                </td>
                <td>{grantEnds(grant, pool, place)}</td>
                {isForeseen && (
                  <td className={styles.number}>
                    <Lost amount={willLapse(pool, grant)} pool={pool} />
                  </td>
                )}
                {sourced && <td className={styles.source}>{word}</td>}
                {removable && (
                  <td className={styles.remove}>
                    {own !== undefined && (
                      <Button
                        variant="quiet"
                        aria-label={`Remove ${name}`}
                        icon={<Trash2 aria-hidden="true" />}
                        onClick={() => actions.removeGrant(own)}
                      />
                    )}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      <Waste pools={[{ pool, caps }]} place={place} />
    </section>
  );
}
