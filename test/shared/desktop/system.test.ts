import { describe, expect, it } from 'vitest';
import { autostartEntry, autostartState, mendedEntry } from '../../../shared/desktop/autostart.ts';
import { menuBarHelp, trayHelp } from '../../../shared/desktop/tray-help.ts';

describe('an autostart entry', () => {
  it('starts the program hidden, whatever its path', () => {
    expect(autostartEntry('/opt/Fuelgauge/fuelgauge')).toContain(
      '\nExec="/opt/Fuelgauge/fuelgauge" --hidden\n',
    );
    expect(autostartEntry('/home/ada/My "Apps"/100%/$a.AppImage')).toContain(
      '\nExec="/home/ada/My \\\\"Apps\\\\"/100%%/\\\\$a.AppImage" --hidden\n',
    );
  });
  it('is read back, also when the desktop switched it off', () => {
    const entry = autostartEntry('/opt/fuelgauge');
    expect(autostartState(entry, '/opt/fuelgauge')).toBe('on');
    expect(autostartState(null, '/opt/fuelgauge')).toBe('off');
    expect(autostartState(`${entry}Hidden=true\n`, '/opt/fuelgauge')).toBe('blocked');
    expect(autostartState(entry.replace('enabled=true', 'enabled=false'), '/opt/fuelgauge')).toBe('blocked');
  });
  it('is off where it starts another program, until it is mended', () => {
    const entry = `${autostartEntry('/home/ada/Fuelgauge-0.1.0.AppImage')}X-KDE-Delay=5\n`;
    const now = '/home/ada/$Apps/Fuelgauge.AppImage';
    expect(autostartState(entry, now)).toBe('off');
    const mended = mendedEntry(entry, now);
    expect(autostartState(mended, now)).toBe('on');
    expect(mended).toContain('\nX-KDE-Delay=5\n');
    expect(mendedEntry(mended, now)).toBeNull();
    expect(mendedEntry(null, now)).toBeNull();
  });
  it('stays switched off when it is mended', () => {
    const entry = `${autostartEntry('/opt/old')}Hidden=true\n`;
    expect(autostartState(mendedEntry(entry, '/opt/new'), '/opt/new')).toBe('blocked');
  });
});

describe('help with a missing tray', () => {
  const facts = { watcher: false, wayland: true, desktop: 'sway' };
  it.each([
    [{ ...facts, desktop: 'GNOME' }, /AppIndicator/],
    [{ ...facts, desktop: 'ubuntu:GNOME', wayland: false }, /AppIndicator/],
    [facts, /Add a tray/],
  ])('%o', (known, words) => {
    expect(trayHelp(known)).toMatch(words);
  });
  it.each([
    { ...facts, watcher: true },
    { ...facts, watcher: null },
    { ...facts, wayland: false, desktop: 'XFCE' },
  ])('is not given where there is one: %o', (known) => {
    expect(trayHelp(known)).toBeNull();
  });
});

describe('help with an icon that macOS hides', () => {
  const display = (x: number, y: number) => ({
    bounds: { x, y, width: 1728, height: 1117 },
    workArea: { x, y: y + 33, width: 1728, height: 1084 },
  });
  const icon = (x: number, y: number) => ({ x, y, width: 32, height: 22 });
  it.each([
    [icon(0, 1117), [display(0, 0)]],
    [icon(-1, 1116), [display(0, 0)]],
    [icon(0, 1117), [display(0, 0), display(1728, 0)]],
  ])('is given: %o', (hidden, displays) => {
    expect(menuBarHelp(hidden, displays)).toMatch(/under Menu Bar/);
  });
  it.each([
    [icon(1281, 0), [display(0, 0)]],
    // The bar that hides itself, and the bar of a display below.
    [icon(1281, -24), [display(0, 0)]],
    [icon(100, 1117), [display(0, 0), display(0, 1117)]],
  ])('is not given: %o', (shown, displays) => {
    expect(menuBarHelp(shown, displays)).toBeNull();
  });
});
