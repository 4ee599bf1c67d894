import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { serveIpc } from '../../main/desktop/ipc/router.ts';
import { channels } from '../../shared/bridge.ts';
import type { AppState } from '../../shared/model/index.ts';
import { settle } from '../helpers/clock.ts';
import { type House, openHouse } from '../server/helpers.ts';

const electron = vi.hoisted(() => ({ on: new Map<string, (event: unknown) => void>() }));
vi.mock('electron', () => ({
  ipcMain: {
    handle: () => {},
    on: (channel: string, listener: (event: unknown) => void) => electron.on.set(channel, listener),
  },
}));

/** The part of a window's contents that the pushes touch. */
class Contents extends EventEmitter {
  sent: { channel: string; push: { kind: string; parts?: Partial<AppState> } }[] = [];
  mainFrame = { url: 'app://fuelgauge/index.html', frameToken: 'main' };
  gone = false;
  isDestroyed = () => this.gone;
  send(channel: string, push: Contents['sent'][number]['push']): void {
    this.sent.push({ channel, push });
  }
  destroy(): void {
    this.gone = true;
    this.emit('destroyed');
  }
}
const tell = (channel: string, sender: Contents, senderFrame: unknown = sender.mainFrame) =>
  electron.on.get(channel)?.({ sender, senderFrame });

let house: House;
let page: Contents;
beforeEach(() => {
  house = openHouse();
  page = new Contents();
  serveIpc({ engine: () => house.engine, demo: null });
});
afterEach(() => house.close());

/** A change of state, and time enough for the news of it. */
async function choose(theme: 'light' | 'dark'): Promise<void> {
  await house.engine.setPreferences({ theme });
  await settle();
  await house.time.advance(1000);
}
const kinds = () => page.sent.map(({ push }) => push.kind);

describe('the state over IPC', () => {
  it('comes whole, then as changes', async () => {
    tell(channels.watch, page);
    await choose('dark');
    expect(page.sent.map(({ channel }) => channel)).toEqual([channels.state, channels.state]);
    expect(kinds()).toEqual(['whole', 'change']);
    expect(page.sent[1]?.push.parts?.preferences?.theme).toBe('dark');
  });

  it('is not sent to a page that left it, and comes whole to one that takes it up again', async () => {
    tell(channels.watch, page);
    tell(channels.unwatch, page);
    await choose('dark');
    expect(kinds()).toEqual(['whole']);
    tell(channels.watch, page);
    expect(kinds()).toEqual(['whole', 'whole']);
  });

  it('comes once to a page that was loaded anew', async () => {
    tell(channels.watch, page);
    tell(channels.watch, page);
    await choose('dark');
    expect(kinds()).toEqual(['whole', 'whole', 'change']);
  });

  it('leaves nothing behind at a window, however often it was hidden, nor after its end', async () => {
    for (let times = 0; times < 20; times += 1) {
      tell(channels.watch, page);
      tell(channels.unwatch, page);
    }
    expect(page.eventNames()).toEqual([]);
    tell(channels.watch, page);
    page.destroy();
    await choose('light');
    expect(kinds().filter((kind) => kind === 'change')).toEqual([]);
  });

  it.each(['render-process-gone', 'did-navigate'])('ends with the page at %s', async (event) => {
    tell(channels.watch, page);
    page.emit(event);
    await choose('dark');
    expect(kinds()).toEqual(['whole']);
    expect(page.eventNames()).toEqual([]);
  });

  it.each([
    ['another origin', { url: 'https://example.org/', frameToken: 'main' }],
    ['no frame at all', null],
    ['a frame within the page', { url: 'app://fuelgauge/index.html', frameToken: 'inner' }],
  ])('is refused to %s', (_whom, frame) => {
    if (frame?.url.startsWith('https')) page.mainFrame = frame;
    tell(channels.watch, page, frame);
    expect(page.sent).toEqual([]);
  });
});
