import { KeyRound, Play } from 'lucide-react';
import { useState } from 'react';
import type { ProviderInfo } from '../../../shared/model/index.ts';
import { Button, useToasts } from '../../components/index.ts';
import { useAdding } from '../../dialogs/add/adding.ts';
import { MissingProvider } from '../../dialogs/add/MissingProvider.tsx';
import { api, useCatalogueEntries } from '../../state/index.ts';
import { systemOf } from '../settings/platform.ts';
import styles from './FirstRun.module.css';

/** More names than these are only counted. */
const mostNames = 8;

/** Those that most people have an account at, named before any other. */
const bestKnown = [
  'openrouter',
  'openai',
  'anthropic',
  'deepseek',
  'elevenlabs',
  'firecrawl',
  'twilio',
  'apify',
];

/** `Works with OpenRouter, Firecrawl and 130 more.` */
function providersSentence(providers: readonly ProviderInfo[]): string {
  const rank = ({ id }: ProviderInfo) => {
    const at = bestKnown.indexOf(id);
    return at < 0 ? bestKnown.length : at;
  };
  const known = providers.toSorted((a, b) => rank(a) - rank(b));
  const names = known.slice(0, mostNames).map(({ name }) => name);
  const more = providers.length - names.length;
  const parts = more > 0 ? [...names, `${more} more`] : names;
  return `Works with ${new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(parts)}.`;
}

/** The first screen: what this is, and two ways to start. */
export function FirstRun() {
  const add = useAdding();
  const providers = useCatalogueEntries();
  const toasts = useToasts();
  const [starting, setStarting] = useState(false);
  const demo = async () => {
    setStarting(true);
    try {
      await api.startDemo.mutate();
    } catch {
      toasts.push({ text: 'Could not start the demo: Fuelgauge is not responding.' });
    }
    setStarting(false);
  };
  return (
    <div className={styles.page}>
      <title>Fuelgauge</title>
      <h1 className={styles.heading}>Know what is left before it runs out.</h1>
      <p className={styles.text}>
        Fuelgauge checks your balance at each API provider, for free, and shows which one runs out or expires
        first. Your keys stay encrypted on this computer. Each goes only to its own provider.
      </p>
      <div className={styles.providers}>
        {/* As high as its words, before they are there. */}
        <p className={styles.names}>{providers.length > 0 && providersSentence(providers)}</p>
        <MissingProvider />
      </div>
      <div className={styles.ways}>
        <section className={styles.way}>
          <h2>With your own account</h2>
          <p>Paste an API key. You can test it before you save it.</p>
          <Button variant="primary" icon={<KeyRound aria-hidden="true" />} onClick={() => add()}>
            Add account
          </Button>
        </section>
        <section className={styles.way}>
          <h2>Just looking</h2>
          <p>Invented accounts on this computer. Fuelgauge contacts no provider.</p>
          <Button icon={<Play aria-hidden="true" />} busy={starting} onClick={() => void demo()}>
            Look around with demo data
          </Button>
        </section>
      </div>
      {window.fuelgauge !== undefined && systemOf(navigator) === 'win32' && (
        <p className={styles.text}>
          Windows puts new icons behind the arrow (^) beside the clock. Drag Fuelgauge from there to the
          taskbar to keep it in sight.
        </p>
      )}
    </div>
  );
}
