import { summarize } from '../../shared/summary/index.ts';
import { useWritingContext } from '../state/now.ts';
import { useAccounts, useProviders } from '../state/store.ts';
import { Detail, Heading, Title } from './Heading.tsx';

/** How things stand, in one sentence, and what else there is to know. */
export function Head() {
  const { title, detail } = summarize(useAccounts(), useProviders(), useWritingContext());
  return (
    <Heading>
      <Title>{title}</Title>
      {detail !== null && <Detail>{detail}</Detail>}
    </Heading>
  );
}
