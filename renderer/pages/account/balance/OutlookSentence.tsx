import type { Outlook } from '../../../../shared/outlook/index.ts';
import styles from './OutlookSentence.module.css';

/** An outlook in full. If it needs attention, its day is bold and in the colour of its tone. */
export function OutlookSentence({ outlook, className }: { outlook: Outlook; className: string | undefined }) {
  const { long, stress, tone } = outlook;
  const at = stress === null ? -1 : long.indexOf(stress);
  if (stress === null || at < 0 || (tone !== 'critical' && tone !== 'watch'))
    return <p className={className}>{long}</p>;
  return (
    <p className={className}>
      {long.slice(0, at)}
      <strong className={[styles.stress, styles[tone]].join(' ')}>{stress}</strong>
      {long.slice(at + stress.length)}
    </p>
  );
}
