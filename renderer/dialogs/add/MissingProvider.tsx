import styles from './MissingProvider.module.css';

/** What to do if your provider is not among those that Fuelgauge knows. */
export function MissingProvider() {
  return (
    <details className={styles.missing}>
      <summary>Mine is not here</summary>
      <p>
        Fuelgauge cannot read it yet. Ask for it with the “A new provider” form among the issues of
        Fuelgauge’s source, or describe it yourself: it takes one file, and docs/describing-providers.md shows
        how.
      </p>
    </details>
  );
}
