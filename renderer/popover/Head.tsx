import { summarize } from '../../shared/summary/index.ts';
import { useWritingContext } from '../state/now.ts';
import { useAccounts, useProviders } from '../state/store.ts';
import { Detail, Heading, Title } from './Heading.tsx';

/** How your accounts are doing, in one sentence and some detail. */
export function Head() {
  const { title, detail } = summarize(useAccounts(), useProviders(), useWritingContext());
  return (
    <Heading>
      <Title>{title}</Title>
      {detail !== null && <Detail>{detail}</Detail>}
    </Heading>
  );
}
