import { categoryName } from '../../../../shared/catalogue/search.ts';
import type { ProviderInfo } from '../../../../shared/model/index.ts';
import styles from './Categories.module.css';

/** Shows one category alone: each with how many of the found providers are in it. */
export function Categories({
  providers,
  chosen,
  onChoose,
}: {
  providers: readonly ProviderInfo[];
  /** Null: all. */
  chosen: string | null;
  onChoose(category: string | null): void;
}) {
  const counts = Map.groupBy(providers, ({ category }) => category);
  const names = [...new Set([...counts.keys(), ...(chosen === null ? [] : [chosen])])].sort();
  return (
    <fieldset className={styles.categories}>
      <legend className="visually-hidden">Category</legend>
      {[null, ...names].map((category) => (
        <button
          key={category ?? 'all categories'}
          type="button"
          className={styles.category}
          aria-pressed={category === chosen}
          onClick={() => onChoose(category)}
        >
          {category === null ? 'All' : categoryName(category)}{' '}
          <span className={styles.count}>
            {category === null ? providers.length : (counts.get(category)?.length ?? 0)}
          </span>
        </button>
      ))}
    </fieldset>
  );
}
