import type { Catalogue } from '../../state/index.ts';
import { Button } from '../controls/Button.tsx';
import { Notice } from './Notice.tsx';

/** Says that the catalogue is loading, or why it is not there. */
export function CatalogueWait({ catalogue }: { catalogue: Exclude<Catalogue, { state: 'ready' }> }) {
  if (catalogue.state === 'loading') return <p role="status">Opening…</p>;
  return (
    <Notice
      tone="critical"
      title="The providers could not be loaded"
      action={<Button onClick={catalogue.retry}>Try again</Button>}
    >
      {catalogue.message}
    </Notice>
  );
}
