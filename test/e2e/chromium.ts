import { existsSync } from 'node:fs';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where Chromium, Chrome and Edge usually lie on the three systems. */
function usualPlaces(environment: Environment): string[] {
  const onPath = (environment.PATH ?? '')
    .split(process.platform === 'win32' ? ';' : ':')
    .flatMap((folder) =>
      ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map((name) =>
        join(folder, name),
      ),
    );
  const mac = ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  );
  const windows = [environment.ProgramFiles, environment['ProgramFiles(x86)'], environment.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, 'Chromium', 'Application', 'chrome.exe'),
      join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]);
  return [
    ...onPath,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/snap/bin/chromium',
    ...mac,
    ...windows,
  ];
}

/** Path of a Chromium on this machine; `CHROMIUM_PATH` wins. Null if there is none. */
export function findChromium(environment: Environment): string | null {
  const named = environment.CHROMIUM_PATH;
  return [...(named ? [named] : []), ...usualPlaces(environment)].find((path) => existsSync(path)) ?? null;
}
