import { useStore } from '../../state/store.ts';
import { Detail, Heading, Title } from '../Heading.tsx';
import styles from './Waiting.module.css';

/** Shown until the first state arrives: a skeleton, or why there is no state. */
export function Waiting() {
  const lost = useStore((store) => store.connection === 'lost');
  if (lost)
    return (
      <Heading>
        <Title>Fuelgauge is not responding</Title>
        <Detail role="status">Check that it is still running. This window keeps trying.</Detail>
      </Heading>
    );
  return (
    <div className={styles.skeleton} aria-busy="true">
      <p className="visually-hidden" role="status">
        Opening…
      </p>
      <Heading>
        <div className={[styles.line, styles.title].join(' ')} />
        <div className={[styles.line, styles.detail].join(' ')} />
      </Heading>
      {['first', 'second', 'third', 'fourth', 'fifth'].map((row) => (
        <div key={row} className={styles.row}>
          <div className={styles.mark} />
          <div className={styles.words}>
            <div className={[styles.line, styles.name].join(' ')} />
            <div className={[styles.line, styles.outlook].join(' ')} />
            <div className={styles.bar} />
          </div>
          <div className={[styles.line, styles.amount].join(' ')} />
        </div>
      ))}
    </div>
  );
}
