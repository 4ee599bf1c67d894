import { useState } from 'react';
import { spokenShortcut, writtenShortcut } from '../../../shared/desktop/accelerator.ts';
import { type DesktopState, type Preferences, preferencesSchema } from '../../../shared/model/index.ts';
import { useCommand } from '../../components/form/useCommand.ts';
import { Button, Select, Switch, useToasts } from '../../components/index.ts';
import { api, outcome, usePreferences, useStatePart } from '../../state/index.ts';
import styles from './Desktop.module.css';
import { Problem } from './Problem.tsx';
import { systemOf } from './platform.ts';
import { ShortcutInput } from './ShortcutInput.tsx';
import { Updates } from './Updates.tsx';

/** The settings of the desktop app: start at login, shortcut, tray, updates. */
export function Desktop({ desktop }: { desktop: DesktopState }) {
  const { trayText, popoverPinned } = usePreferences();
  const toasts = useToasts();
  const system = systemOf(navigator);
  const change = async (patch: Partial<Preferences>) => {
    const result = await outcome(api.setPreferences.mutate(patch));
    if (!result.ok) toasts.push({ text: result.error.message });
  };
  return (
    <>
      {desktop.trayHelp !== null && (
        <div>
          <p className={styles.label}>No tray icon</p>
          <p className={styles.text}>{desktop.trayHelp}</p>
        </div>
      )}
      <StartAtLogin state={desktop.loginItem} />
      <Shortcut problem={desktop.shortcutError} note={desktop.shortcutNote} />
      {system === 'darwin' && (
        <Select
          label="Text beside the icon"
          value={trayText}
          options={trayTexts}
          onChange={(value) => {
            const wanted = preferencesSchema.shape.trayText.safeParse(value);
            if (wanted.success) void change({ trayText: wanted.data });
          }}
        />
      )}
      <Switch
        label="Keep the popover open"
        hint="It stays open when you click elsewhere. Escape still closes it."
        checked={popoverPinned}
        onChange={(pinned) => void change({ popoverPinned: pinned })}
      />
      <Updates state={desktop.updates} />
      <About version={desktop.version} />
    </>
  );
}

const trayTexts = [
  { value: 'none', label: 'None' },
  { value: 'runs-out', label: 'When the first account runs out' },
  { value: 'balance', label: 'The most urgent balance' },
];

const settingsOfTheSystem = {
  darwin: 'Allow it in System Settings, under General, Login Items.',
  win32: 'Allow it in Settings, under Apps, Startup.',
  linux: 'Turn it on here, or in your desktop’s list of startup programs.',
};

function loginWords(state: 'on' | 'off' | 'blocked'): string {
  if (state === 'on') return 'Fuelgauge starts in the tray when you log in.';
  return state === 'off'
    ? 'Fuelgauge starts only when you open it.'
    : `Your system’s settings block Fuelgauge from starting. ${settingsOfTheSystem[systemOf(navigator)]}`;
}

/** Shows the system's actual setting, not the requested one. */
function StartAtLogin({ state }: { state: DesktopState['loginItem'] }) {
  const { error, run } = useCommand();
  if (state === 'unsupported')
    return (
      <div>
        <p className={styles.label}>Start at login</p>
        <p className={styles.text}>This copy of Fuelgauge is not installed, so it cannot start at login.</p>
      </div>
    );
  return (
    <div>
      <Switch
        label="Start at login"
        hint={loginWords(state)}
        checked={state === 'on'}
        onChange={(on) => void run(() => api.desktop.setLaunchAtLogin.mutate({ on }))}
      />
      <Problem text={error} />
    </div>
  );
}

function Shortcut({ problem, note }: { problem: string | null; note: string | undefined }) {
  const { shortcut } = usePreferences();
  const isDemo = useStatePart('mode') === 'demo';
  const [tried, setTried] = useState<string | null>(null);
  const [announced, setAnnounced] = useState('');
  const { error, run } = useCommand();
  const system = systemOf(navigator);
  // The shortcut is system-wide, but the demo has its own settings.
  if (isDemo)
    return (
      <div>
        <p className={styles.label}>Global shortcut</p>
        <p className={styles.text}>Leave the demo to change it.</p>
      </div>
    );

  const set = async (accelerator: string | null) => {
    setTried(accelerator);
    setAnnounced('');
    const done = await run(() => api.desktop.setShortcut.mutate({ accelerator }));
    if (done === null) return;
    setAnnounced(
      accelerator === null
        ? 'Global shortcut cleared.'
        : note === undefined
          ? `The global shortcut is ${spokenShortcut(accelerator, system)}.`
          : `Your desktop was asked for ${spokenShortcut(accelerator, system)}.`,
    );
  };
  // Error messages contain Electron accelerators; the page shows shortcuts the way the system writes them.
  const asWritten = (sentence: string | null, accelerator: string | null) =>
    sentence === null || accelerator === null
      ? sentence
      : sentence.replaceAll(accelerator, writtenShortcut(accelerator, system));
  const stays = shortcut === null ? '' : ` ${writtenShortcut(shortcut, system)} stays in use.`;
  const refused = asWritten(error, tried);
  return (
    <div>
      <ShortcutInput
        label="Global shortcut"
        hint={['Opens the popover from any program. Press the keys together here. Escape clears it.', note]
          .filter(Boolean)
          .join(' ')}
        value={shortcut}
        onChange={(accelerator) => void set(accelerator)}
        error={refused === null ? asWritten(problem, shortcut) : `${refused}${problem === null ? stays : ''}`}
        platform={system}
      />
      <p role="status" className="visually-hidden">
        {announced}
      </p>
    </div>
  );
}

function About({ version }: { version: string }) {
  const { error, run } = useCommand();
  return (
    <div>
      <div className={styles.row}>
        <p className={styles.words}>
          <span className={styles.label}>Fuelgauge {version}</span>
        </p>
        <Button onClick={() => void run(() => api.desktop.showAbout.mutate())}>About Fuelgauge</Button>
      </div>
      <Problem text={error} />
    </div>
  );
}
