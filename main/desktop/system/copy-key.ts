import { clipboard, systemPreferences } from 'electron';
import { type CommandError, fail, ok, type Result } from '../../../shared/model/index.ts';
import type { Clock } from '../../engine/clock.ts';
import type { Engine } from '../../engine/engine.ts';

/** How long a copied key stays in the clipboard. */
const keptMs = 30_000;

/**
 * Whether the system can ask who is there before a key is copied. Electron has this on macOS alone (November 2026), with a
 * Touch ID sensor.
 */
export const canConfirm = (): boolean =>
  process.platform === 'darwin' && systemPreferences.canPromptTouchID();

/**
 * Copies keys to the clipboard after the system's own confirmation. Neither a page nor the answer ever has the key. `engine()` is
 * the one that is shown.
 */
export function createKeyCopier({ engine, clock }: { engine(): Engine; clock: Pick<Clock, 'after'> }) {
  let clear = async () => {};
  const copy = async (
    account: string,
    field: string,
  ): Promise<Result<Record<string, never>, CommandError>> => {
    if (!canConfirm()) return refused(noConfirmation);
    try {
      await systemPreferences.promptTouchID('copy a key to the clipboard');
    } catch {
      return refused('The key was not copied: nobody confirmed it.');
    }
    const stored = await engine().storedCredential(account);
    if (!stored.ok) return stored;
    const key = stored.value.values[field];
    if (key === undefined) return refused('This part of the key is not stored.');
    await clipboard.writeText(key);
    const takeBack = async () => {
      // What you copied since stays.
      if ((await clipboard.readText()) === key) clipboard.clear();
    };
    clear = takeBack;
    clock.after(keptMs, () => void takeBack());
    return ok({});
  };
  /** `clear`: takes the key back at once, before the app quits. */
  return { copy, clear: () => clear() };
}

const noConfirmation =
  'Your system has no confirmation that Fuelgauge could ask for, so the key stays hidden. Replace it with one from the provider’s page.';

const refused = (message: string) => fail<CommandError>({ kind: 'not-supported', message });
