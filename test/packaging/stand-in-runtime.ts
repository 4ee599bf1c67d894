import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

// Stands in for the folder of Electron's runtime: what electron-builder renames, edits and reads in it, and no program.

export type System = 'linux' | 'win32' | 'darwin';

/**
 * What Electron's program carries for its fuses: a mark, a version, a length, and a state for each (1 on, 0 off). As
 * Electron ships it, with all that the app wants off switched on and the other way round.
 */
const fuseMark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuses = Buffer.from(`${fuseMark}\u0001\u0009101100111`, 'latin1');

/** The states of the fuses in a program, as digits. */
export function fusesIn(program: string): string {
  const bytes = readFileSync(program);
  const at = bytes.indexOf(fuseMark) + fuseMark.length;
  return bytes.toString('latin1', at + 2, at + 2 + (bytes[at + 1] ?? 0));
}

const notifier = join(import.meta.dirname, '..', '..', 'node_modules', 'node-notifier', 'vendor');

function write(file: string, content: string | Buffer = ''): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

function writeProgram(file: string, content: string | Buffer): void {
  write(file, content);
  chmodSync(file, 0o755);
}

/** Fills the folder with a runtime for one system. */
export function writeStandInRuntime(system: System, folder: string): void {
  if (system === 'darwin') {
    writeMac(join(folder, 'Electron.app', 'Contents'));
    return;
  }
  for (const file of ['LICENSE', 'LICENSES.chromium.html']) write(join(folder, file));
  for (const language of ['de', 'en-GB', 'en-US', 'zh-CN']) write(join(folder, 'locales', `${language}.pak`));
  mkdirSync(join(folder, 'resources'));
  if (system === 'linux') {
    writeProgram(join(folder, 'electron'), Buffer.concat([Buffer.from('#!/bin/sh\nexit 0\n'), fuses]));
    return;
  }
  // A real Windows program with the resources that are edited, unsigned as Electron's is: any will do.
  const program = readFileSync(join(notifier, 'notifu', 'notifu64.exe'));
  writeProgram(join(folder, 'electron.exe'), Buffer.concat([program, fuses]));
}

function writeMac(contents: string): void {
  writeMacApp(contents, 'Electron');
  mkdirSync(join(contents, 'Resources'), { recursive: true });
  const frameworks = join(contents, 'Frameworks');
  for (const kind of ['', ' (Renderer)', ' (GPU)', ' (Plugin)']) {
    const name = `Electron Helper${kind}`;
    writeMacApp(join(frameworks, `${name}.app`, 'Contents'), name);
  }
  const framework = join(frameworks, 'Electron Framework.framework');
  writeProgram(join(framework, 'Versions', 'A', 'Electron Framework'), fuses);
  // Electron's own languages; the app's folder has empty ones of the same names.
  for (const language of ['de', 'en', 'en_GB', 'zh_CN'])
    for (const place of [join(contents, 'Resources'), join(framework, 'Versions', 'A', 'Resources')])
      write(join(place, `${language}.lproj`, 'locale.pak'));
  symlinkSync('A', join(framework, 'Versions', 'Current'));
  symlinkSync('Versions/Current/Resources', join(framework, 'Resources'));
  symlinkSync('Versions/Current/Electron Framework', join(framework, 'Electron Framework'));
}

function writeMacApp(contents: string, name: string): void {
  writeProgram(join(contents, 'MacOS', name), '');
  write(
    join(contents, 'Info.plist'),
    `<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict>
<key>CFBundleExecutable</key><string>${name}</string>
<key>CFBundleName</key><string>${name}</string>
</dict></plist>
`,
  );
}
