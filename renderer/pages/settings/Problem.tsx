import styles from './Problem.module.css';

/** Why a command failed; nothing if it did not. */
export function Problem({ text }: { text: string | null }) {
  return (
    text !== null && (
      <p role="alert" className={styles.problem}>
        {text}
      </p>
    )
  );
}
