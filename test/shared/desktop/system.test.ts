import { describe, expect, it } from 'vitest';
import { autostartEntry, autostartState } from '../../../shared/desktop/autostart.ts';
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
    expect(autostartState(entry)).toBe('on');
    expect(autostartState(null)).toBe('off');
    expect(autostartState(`${entry}Hidden=true\n`)).toBe('blocked');
    expect(autostartState(entry.replace('enabled=true', 'enabled=false'))).toBe('blocked');
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
