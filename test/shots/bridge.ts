import type { Page } from 'playwright-core';
import { type AppState, appStateSchema } from '../../shared/model/index.ts';
import { asEntries } from '../helpers/catalogue.ts';
import { providers } from '../helpers/states.ts';
import type { Answers, View } from './view.ts';

/**
 * Gives the page, before it loads, what Electron's preload would: a state of our own, answers to its questions, and a window
 * that can be made higher. `onHeight` is told the popover's height in CSS pixels.
 */
export async function layBridge(
  page: Page,
  state: AppState,
  { stream, answers = {} }: Pick<View, 'stream' | 'answers'>,
  onHeight: (height: number) => void,
): Promise<void> {
  // A state that the page cannot read would show as a lost connection.
  const whole = { kind: 'whole', state: appStateSchema.parse(state) };
  await page.exposeFunction('shotAnswer', (path: string, input: unknown) =>
    (({ ...known, ...answers })[path] ?? otherwise(path))(input),
  );
  await page.exposeFunction('shotHeight', onHeight);
  await page.addInitScript(`
    const whole = ${JSON.stringify(whole)};
    const stream = ${JSON.stringify(stream ?? 'live')};
    let opened = 0;
    window.fuelgauge = {
      call: async (path, type, input) => ({ ok: true, data: { ok: true, value: await shotAnswer(path, input) } }),
      onState(listener) {
        opened += 1;
        if (stream === 'live' || (stream === 'lost' && opened === 1)) listener(whole);
        // What cannot be read ends the stream; the page then opens it again and hears nothing.
        if ((stream === 'lost' || stream === 'broken') && opened === 1) listener('?');
        return () => {};
      },
      openDashboard() {}, hidePopover() {}, setPopoverHeight: (height) => void shotHeight(height), recordShortcut() {},
    };`);
}

/** What a page asks for by itself. */
const known: Answers = { catalogue: () => asEntries(providers), planFit: () => null };
const lists = ['history', 'forecast', 'alerts.history', 'alerts.preview', 'listOwnProviders', 'listTokens'];
const otherwise =
  (path: string): Answers[string] =>
  () =>
    lists.includes(path) ? [] : {};
