import type { Recognised } from '../../../shared/catalogue/recognise.ts';
import type { ProviderInfo } from '../../../shared/model/index.ts';
import { Button } from '../../components/controls/Button.tsx';
import { Notice } from '../../components/feedback/Notice.tsx';
import styles from './PastedKey.module.css';

export interface PastedKeyProps {
  value: string;
  found: Recognised;
  /** You said that it belongs to none of those it could be. */
  isOther: boolean;
  onOther(): void;
  onChoose(provider: ProviderInfo): void;
  onForget(): void;
}

/** A pasted key that does not say enough: whose it could be, or that it is of the wrong kind. Never the key itself. */
export function PastedKey({ value, found, isOther, onOther, onChoose, onForget }: PastedKeyProps) {
  const end = value.length > 12 ? ` that ends in ${value.slice(-4)}` : '';
  const forget = <Button onClick={onForget}>Forget the key</Button>;
  if (found.sure) {
    const { provider, otherKind } = found.match;
    return (
      <div className={styles.pasted}>
        <Notice tone="watch" title={`This is another kind of ${provider.name} key`}>
          <p>{otherKind}</p>
          <p className={styles.ways}>
            <Button onClick={() => onChoose(provider)}>{`Go on with ${provider.name}`}</Button>
            {forget}
          </p>
        </Notice>
      </div>
    );
  }
  const isAsked = found.matches.length > 0 && !isOther;
  return (
    <div className={styles.pasted}>
      <Notice tone="neutral" title={`Whose key is it?`}>
        <p>
          {isAsked
            ? `Keys of several providers look like the one${end}. Choose yours.`
            : `Nothing in the key${end} says whose it is. Search for its provider.`}{' '}
          Nothing is sent before you test or add it.
        </p>
        <p className={styles.ways}>
          {isAsked && <Button onClick={onOther}>Another provider</Button>}
          {forget}
        </p>
      </Notice>
    </div>
  );
}
