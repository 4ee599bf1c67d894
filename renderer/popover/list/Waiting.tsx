import { useStore } from '../../state/store.ts';
import styles from '../Popover.module.css';
import skeleton from './Waiting.module.css';

/** Before the first state has come: the shape of what will be, or why nothing comes. */
export function Waiting() {
  const lost = useStore((store) => store.connection === 'lost');
  if (lost)
    return (
      <header className={styles.head}>
        <h1 className={styles.title}>Fuelgauge does not answer</h1>
        <p className={styles.detail} role="status">
          Check that it is still running. This tries again by itself.
        </p>
      </header>
    );
  return (
    <div className={skeleton.skeleton} aria-busy="true">
      <p className="visually-hidden" role="status">
        Opening…
      </p>
      <div className={styles.head}>
        <div className={[skeleton.line, skeleton.title].join(' ')} />
        <div className={[skeleton.line, skeleton.detail].join(' ')} />
      </div>
      {['first', 'second', 'third', 'fourth', 'fifth'].map((row) => (
        <div key={row} className={skeleton.row}>
          <div className={skeleton.mark} />
          <div className={skeleton.words}>
            <div className={[skeleton.line, skeleton.name].join(' ')} />
            <div className={[skeleton.line, skeleton.outlook].join(' ')} />
            <div className={skeleton.bar} />
          </div>
          <div className={[skeleton.line, skeleton.amount].join(' ')} />
        </div>
      ))}
    </div>
  );
}
