import { hiddenWords } from '../../shared/standing/index.ts';
import { summarize } from '../../shared/summary/index.ts';
import { useWritingContext } from '../state/now.ts';
import { useAccounts, useProviders, useVisibleAccounts } from '../state/store.ts';
import { Detail, Heading, Title } from './Heading.tsx';

/** How your accounts are doing, in one sentence and some detail. */
export function Head() {
  const all = useAccounts();
  const visible = useVisibleAccounts();
  const summary = summarize(visible, useProviders(), useWritingContext());
  const hidden = visible.length === 0 ? hiddenWords(all) : null;
  const { title, detail } =
    hidden === null ? summary : { title: hidden, detail: 'The dashboard can show them.' };
  return (
    <Heading>
      <Title>{title}</Title>
      {detail !== null && <Detail>{detail}</Detail>}
    </Heading>
  );
}
