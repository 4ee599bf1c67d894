// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { copyForAWhile, keptMs } from '../../../renderer/dialogs/key/copy-for-a-while.ts';

let held = '';
let isInFront = true;
let reads = 0;
const clipboard = {
  async writeText(text: string) {
    if (!isInFront) throw new Error('Document is not focused.');
    held = text;
  },
  async readText() {
    reads += 1;
    return held;
  },
};
const letRead = (state: 'granted' | 'prompt') =>
  vi.stubGlobal('navigator', { clipboard, permissions: { query: async () => ({ state }) } });
beforeEach(() => {
  held = '';
  isInFront = true;
  reads = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const later = async () => {
  await vi.advanceTimersByTimeAsync(keptMs);
  vi.useRealTimers();
};

it('takes the text back after 30 seconds, without a question', async () => {
  letRead('prompt');
  expect(await copyForAWhile('invented')).toBe(true);
  expect(held).toBe('invented');
  await later();
  await vi.waitFor(() => expect(held).toBe(''));
  expect(reads).toBe(0);
});

it('leaves what you copied since, where the page may see that', async () => {
  letRead('granted');
  await copyForAWhile('invented');
  held = 'something else';
  await later();
  await vi.waitFor(() => expect(reads).toBe(1));
  expect(held).toBe('something else');
});

it('waits until you come back to the page, which alone may write', async () => {
  letRead('prompt');
  await copyForAWhile('invented');
  isInFront = false;
  await later();
  await new Promise((resolve) => setTimeout(resolve));
  expect(held).toBe('invented');
  isInFront = true;
  window.dispatchEvent(new Event('focus'));
  await vi.waitFor(() => expect(held).toBe(''));
});

it('says that the clipboard cannot be used', async () => {
  letRead('prompt');
  isInFront = false;
  expect(await copyForAWhile('invented')).toBe(false);
});
