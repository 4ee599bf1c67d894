import { describe, expect, it } from 'vitest';
import { type Machine, packagesFor } from '../electron-real/packages.ts';

// Which files of dist/ the nightly workflow starts on which of its machines; names as electron-builder gives them.

const made = [
  ...['Fuelgauge-x86_64.AppImage', 'Fuelgauge-arm64.AppImage', 'latest-linux.yml', 'builder-debug.yml'],
  ...['fuelgauge_0.1.0_amd64.deb', 'fuelgauge_0.1.0_arm64.deb'],
  ...['fuelgauge-0.1.0.x86_64.rpm', 'fuelgauge-0.1.0.aarch64.rpm'],
  ...['Fuelgauge-0.1.0-universal.dmg', 'Fuelgauge-0.1.0-universal.dmg.blockmap'],
  ...['Fuelgauge-0.1.0-universal-mac.zip', 'mac-universal'],
  ...['Fuelgauge-0.1.0-setup.exe', 'Fuelgauge-0.1.0-setup.exe.blockmap', 'Fuelgauge-0.1.0-portable.exe'],
];

const tried = (machine: Pick<Machine, 'system' | 'chip'>) =>
  packagesFor({ scratch: '/scratch', appData: '/local', ...machine }, made);

describe('the packages that are started every night', () => {
  it.each([
    {
      system: 'linux',
      chip: 'x64',
      files: ['Fuelgauge-x86_64.AppImage', 'fuelgauge_0.1.0_amd64.deb', 'fuelgauge-0.1.0.x86_64.rpm'],
    },
    {
      system: 'linux',
      chip: 'arm64',
      files: ['Fuelgauge-arm64.AppImage', 'fuelgauge_0.1.0_arm64.deb', 'fuelgauge-0.1.0.aarch64.rpm'],
    },
    {
      system: 'darwin',
      chip: 'arm64',
      files: ['Fuelgauge-0.1.0-universal.dmg', 'Fuelgauge-0.1.0-universal-mac.zip'],
    },
    {
      system: 'win32',
      chip: 'x64',
      files: ['Fuelgauge-0.1.0-setup.exe', 'Fuelgauge-0.1.0-portable.exe'],
    },
  ] as const)('are all that $system on $chip can start', ({ files, ...machine }) => {
    expect(tried(machine).map(({ file }) => file)).toEqual(files);
  });

  it('are looked at once more when they are removed', () => {
    const [, deb, rpm] = tried({ system: 'linux', chip: 'x64' });
    for (const each of [deb, rpm]) {
      expect(each?.program).toBe('/usr/bin/fuelgauge-desktop');
      expect(each?.gone).toEqual([['test', '-e', '/usr/bin/fuelgauge-desktop']]);
    }
    const [setup] = tried({ system: 'win32', chip: 'x64' });
    expect(setup?.gone).toEqual([['reg', 'query', 'HKCU\\Software\\Classes\\fuelgauge']]);
  });

  it('are checked for both kinds of chip on macOS', () => {
    for (const { install } of tried({ system: 'darwin', chip: 'arm64' }))
      expect(install.at(-1)).toEqual(expect.arrayContaining(['lipo', '-verify_arch', 'x86_64', 'arm64']));
  });
});
