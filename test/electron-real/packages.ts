import { join } from 'node:path';

/** A program with its arguments. */
export type Command = readonly [string, ...string[]];

/** A package of `dist/` on its way to a program that can be started, and back. */
export interface Package {
  file: string;
  install: readonly Command[];
  /** Where the program is then. */
  program: string;
  remove: readonly Command[];
  /** Must fail once it is removed: what it would find must be gone. */
  gone: readonly Command[];
}

export interface Machine {
  system: NodeJS.Platform;
  chip: NodeJS.Architecture;
  /** An empty folder of ours. */
  scratch: string;
  /** %LOCALAPPDATA% of Windows. */
  appData: string;
}

/** What there is to start on a machine, from the names of the files in `dist/`. */
export function packagesFor(machine: Machine, files: readonly string[]): Package[] {
  return files.flatMap((file) => packageOf(machine, file) ?? []);
}

function packageOf(machine: Machine, file: string): Package | null {
  if (machine.system === 'linux') return linuxPackage(machine, file);
  if (machine.system === 'darwin') return macPackage(machine, file);
  return machine.system === 'win32' ? windowsPackage(machine, file) : null;
}

/** What each kind of package calls the two chips. */
const chips = {
  AppImage: { x64: 'x86_64', arm64: 'arm64' },
  deb: { x64: 'amd64', arm64: 'arm64' },
  rpm: { x64: 'x86_64', arm64: 'aarch64' },
};

function linuxPackage({ chip }: Machine, file: string): Package | null {
  if (chip !== 'x64' && chip !== 'arm64') return null;
  const is = (kind: keyof typeof chips) => file.endsWith(`${chips[kind][chip]}.${kind}`);
  if (is('AppImage')) return { file, install: [['chmod', '755', file]], program: file, remove: [], gone: [] };
  const link = '/usr/bin/fuelgauge-desktop';
  const gone: Command[] = [['test', '-e', link]];
  if (is('deb'))
    return {
      file,
      install: [['sudo', 'apt-get', 'install', '--yes', file]],
      program: link,
      remove: [['sudo', 'apt-get', 'remove', '--yes', 'fuelgauge']],
      gone,
    };
  // Ubuntu’s rpm knows no installed package, so none that ours depends on.
  return is('rpm')
    ? {
        file,
        install: [['sudo', 'rpm', '--install', '--nodeps', file]],
        program: link,
        remove: [['sudo', 'rpm', '--erase', 'fuelgauge']],
        gone,
      }
    : null;
}

function macPackage({ scratch }: Machine, file: string): Package | null {
  const kind = /\.(dmg|zip)$/.exec(file)?.[1];
  if (kind === undefined) return null;
  const [folder, mount] = [join(scratch, kind), join(scratch, 'mounted')];
  const program = join(folder, 'Fuelgauge.app', 'Contents', 'MacOS', 'Fuelgauge');
  const place: Command[] =
    kind === 'zip'
      ? [['ditto', '-x', '-k', file, folder]]
      : [
          ['hdiutil', 'attach', '-nobrowse', '-readonly', '-mountpoint', mount, file],
          ['ditto', join(mount, 'Fuelgauge.app'), join(folder, 'Fuelgauge.app')],
          ['hdiutil', 'detach', mount],
        ];
  return {
    file,
    // One app for both kinds of chip.
    install: [...place, ['lipo', program, '-verify_arch', 'x86_64', 'arm64']],
    program,
    remove: [['rm', '-R', folder]],
    gone: [],
  };
}

function windowsPackage({ appData }: Machine, file: string): Package | null {
  if (file.endsWith('-portable.exe')) return { file, install: [], program: file, remove: [], gone: [] };
  if (!file.endsWith('-setup.exe')) return null;
  const folder = join(appData, 'Programs', 'Fuelgauge');
  return {
    file,
    install: [[file, '/S', '/currentuser']],
    program: join(folder, 'Fuelgauge.exe'),
    // With `_?=` it does not go on in a copy of itself, so that one can wait for it.
    remove: [[join(folder, 'Uninstall Fuelgauge.exe'), '/S', '/currentuser', `_?=${folder}`]],
    // The app registers it at its start.
    gone: [['reg', 'query', 'HKCU\\Software\\Classes\\fuelgauge']],
  };
}
