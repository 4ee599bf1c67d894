import { useId } from 'react';
import { formatQuantity } from '../../shared/format.ts';
import type { Pool, PoolState } from '../../shared/model/index.ts';
import { willLapse } from '../../shared/outlook.ts';
import styles from './AccountPage.module.css';
import { Lost, Waste } from './Waste.tsx';
import { grantEnds, type Place } from './words.ts';

/** Whether a pool is told in one line: one grant at most, without limit and cycle. */
export function isPackage(pool: Pool): boolean {
  return pool.grants.length <= 1 && pool.cycle === null && pool.limit === null;
}

/** Balances beside the first one that are told in one line each, such as packages. */
export function Packages({ pools, place }: { pools: readonly PoolState[]; place: Place }) {
  const heading = useId();
  const lapse = (pool: PoolState) => {
    const [grant] = pool.grants;
    return grant === undefined ? null : willLapse(pool, grant);
  };
  const isForeseen = pools.some((pool) => lapse(pool) !== null);
  return (
    <section className={styles.section} aria-labelledby={heading}>
      <h2 id={heading} className={styles.heading}>
        Other balances
      </h2>
      <table className={styles.grants} aria-labelledby={heading}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col" className={styles.number}>
              Left
            </th>
            <th scope="col">Ends</th>
            {isForeseen && (
              <th scope="col" className={styles.number}>
                Will lapse
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {pools.map((pool) => {
            const [grant] = pool.grants;
            return (
              <tr key={pool.id}>
                <th scope="row">{pool.label}</th>
                <td className={styles.number}>
                  {pool.remaining === null ? 'not known' : formatQuantity(pool.remaining, pool.unit)}
                </td>
                <td>{grant === undefined ? 'not known' : grantEnds(grant, pool, place)}</td>
                {isForeseen && (
                  <td className={styles.number}>
                    <Lost amount={lapse(pool)} pool={pool} />
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      <Waste pools={pools.map((pool) => ({ pool, caps: [] }))} place={place} />
    </section>
  );
}
