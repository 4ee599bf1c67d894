import { formatAge } from '../../../shared/format.ts';
import type { UpdateState } from '../../../shared/model/index.ts';
import { ExternalLink } from '../../components/controls/ExternalLink.tsx';
import { useCommand } from '../../components/form/useCommand.ts';
import { Button } from '../../components/index.ts';
import { api, useNow } from '../../state/index.ts';
import styles from './Desktop.module.css';
import { Problem } from './Problem.tsx';

/** The state of updates, with the command that fits it. */
export function Updates({ state }: { state: UpdateState }) {
  const { busy, error, run } = useCommand();
  const now = useNow();
  const canLook = state.state === 'idle' || state.state === 'failed' || state.state === 'checking';
  return (
    <div>
      <div className={styles.row}>
        <div className={styles.words}>
          <p className={styles.label}>Updates</p>
          <p className={styles.text}>
            <span role="status">{updateWords(state, now)}</span>
            {/* Outside the status, so that screen readers do not announce every percent. */}
            {state.state === 'downloading' && ` ${percents.format(state.percent / 100)}.`}
          </p>
          {state.state === 'off' && state.download !== undefined && (
            <p className={styles.text}>
              <ExternalLink href={state.download}>Open the download page</ExternalLink>
            </p>
          )}
        </div>
        {canLook && (
          <Button
            busy={busy || state.state === 'checking'}
            onClick={() => void run(() => api.desktop.checkForUpdates.mutate())}
          >
            Check for updates
          </Button>
        )}
        {state.state === 'ready' && (
          <Button busy={busy} onClick={() => void run(() => api.desktop.restartToUpdate.mutate())}>
            Restart now
          </Button>
        )}
      </div>
      <Problem text={error} />
    </div>
  );
}

const percents = new Intl.NumberFormat('en', { style: 'percent' });

function updateWords(state: UpdateState, now: number): string {
  switch (state.state) {
    case 'off':
      return `Automatic updates are off. ${state.reason}`;
    case 'idle':
      return state.checkedAt === null
        ? 'Not checked for updates yet.'
        : `You have the newest version. Checked ${formatAge(now - state.checkedAt)}.`;
    case 'checking':
      return 'Checking for updates…';
    case 'downloading':
      return 'Downloading the new version:';
    case 'ready':
      return `Version ${state.version} is ready. Restart to use it.`;
    case 'failed':
      return state.message;
  }
}
