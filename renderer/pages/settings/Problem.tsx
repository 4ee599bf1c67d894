import styles from './Problem.module.css';

/** Why a command was not carried out; nothing where it was. */
export function Problem({ text }: { text: string | null }) {
  return (
    text !== null && (
      <p role="alert" className={styles.problem}>
        {text}
      </p>
    )
  );
}
