import { mkdirSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryHome } from '../helpers/folder.ts';

// electron-store works without Electron when it is told its folder; it only has to be importable.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: 'data:text/javascript,export default {}', shortCircuit: true }
      : next(specifier, context),
});
const { createBoundsStore } = await import('../../main/desktop/windows/bounds-store.ts');

const bounds = { x: -8, y: 2, width: 1180, height: 800 };

it('keeps the bounds, and has none at first', () => {
  const home = temporaryHome();
  const store = createBoundsStore(home);
  expect(store.load()).toBeNull();
  store.save(bounds);
  expect(store.load()).toEqual(bounds);
  expect(createBoundsStore(home).load()).toEqual(bounds);
});

it('keeps whether the window was maximized', () => {
  const home = temporaryHome();
  createBoundsStore(home).save({ ...bounds, maximized: true });
  expect(createBoundsStore(home).load()).toEqual({ ...bounds, maximized: true });
});

it.each([
  '',
  '{',
  '[]',
  '{"dashboard":4}',
  '{"dashboard":{"x":1}}',
  '{"dashboard":{"x":1,"y":1,"width":0,"height":1}}',
])('begins anew after a file that holds %j', (text) => {
  const home = temporaryHome();
  writeFileSync(join(home, 'window.json'), text);
  const store = createBoundsStore(home);
  expect(store.load()).toBeNull();
  store.save(bounds);
  expect(createBoundsStore(home).load()).toEqual(bounds);
});

it('keeps nothing where its file cannot be read or written', () => {
  const home = temporaryHome();
  mkdirSync(join(home, 'window.json'));
  const store = createBoundsStore(home);
  expect(store.load()).toBeNull();
  store.save(bounds);
  expect(store.load()).toBeNull();
});
