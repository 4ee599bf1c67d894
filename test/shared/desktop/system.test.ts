import { describe, expect, it } from 'vitest';
import { autostartEntry, autostartState, mendedEntry } from '../../../shared/desktop/autostart.ts';
import { trayHelp } from '../../../shared/desktop/tray-help.ts';

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
  const facts = { platform: 'linux', watcher: false, wayland: true, desktop: 'sway' };
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
    { ...facts, platform: 'darwin' },
    { ...facts, platform: 'win32' },
  ])('is not given where there is one: %o', (known) => {
    expect(trayHelp(known)).toBeNull();
  });
});
