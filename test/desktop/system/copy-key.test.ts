import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createKeyCopier } from '../../../main/desktop/system/copy-key.ts';
import { createTestClock } from '../../helpers/clock.ts';
import { openHouse } from '../../server/helpers.ts';

const electron = vi.hoisted(() => ({ clipboard: '', canPrompt: true, confirms: true }));
vi.mock('electron', () => ({
  clipboard: {
    writeText: async (text: string) => {
      electron.clipboard = text;
    },
    readText: async () => electron.clipboard,
    clear: () => {
      electron.clipboard = '';
    },
  },
  systemPreferences: {
    canPromptTouchID: () => electron.canPrompt,
    promptTouchID: async () => {
      if (!electron.confirms) throw new Error('cancelled');
    },
  },
}));

const key = 'invented-key-0123456789';
const usual = process.platform;
const onPlatform = (platform: string) => Object.defineProperty(process, 'platform', { value: platform });
beforeEach(() => {
  Object.assign(electron, { clipboard: '', canPrompt: true, confirms: true });
  onPlatform('darwin');
});
afterEach(() => onPlatform(usual));

async function setUp() {
  const house = openHouse();
  const storedCredential = async () => ({ ok: true as const, value: { values: { key } } });
  const time = createTestClock();
  const copier = createKeyCopier({
    engine: () => ({ ...house.engine, storedCredential }),
    clock: time.clock,
  });
  await house.close();
  return { ...copier, time };
}

it('copies a key after the system has confirmed it, tells it to nobody, and takes it back after 30 seconds', async () => {
  const { copy, time } = await setUp();
  expect(await copy('a1', 'key')).toEqual({ ok: true, value: {} });
  expect(electron.clipboard).toBe(key);
  await time.advance(29_000);
  expect(electron.clipboard).toBe(key);
  await time.advance(1000);
  expect(electron.clipboard).toBe('');
});

it('leaves what was copied since, and takes a key back at once when the app quits', async () => {
  const { copy, clear, time } = await setUp();
  await copy('a1', 'key');
  electron.clipboard = 'something else';
  await time.advance(30_000);
  expect(electron.clipboard).toBe('something else');
  await copy('a1', 'key');
  await clear();
  expect(electron.clipboard).toBe('');
});

it('copies nothing that nobody confirmed, or could', async () => {
  const { copy } = await setUp();
  electron.confirms = false;
  expect(await copy('a1', 'key')).toMatchObject({
    ok: false,
    error: { message: expect.stringMatching(/nobody confirmed/) },
  });
  electron.canPrompt = false;
  expect(await copy('a1', 'key')).toMatchObject({ ok: false, error: { kind: 'not-supported' } });
  onPlatform('linux');
  expect(await copy('a1', 'key')).toMatchObject({ ok: false, error: { kind: 'not-supported' } });
  expect(electron.clipboard).toBe('');
});
