import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import manifest from '../../package.json' with { type: 'json' };
import { appId } from '../../shared/desktop/app-id.ts';
import { type Packed, pack, root } from './packed.ts';

// What electron-builder would hand to the programs that make an AppImage, a deb and an rpm. They are downloaded where they
// are used, so the files themselves are made only in the public workflow. The app's own files are started.

const fpmSchema = z.tuple([z.array(z.string()), z.string()]);
const targetsSchema = z.tuple([
  z.object({ desktop: z.string(), desktopFileName: z.string() }),
  fpmSchema,
  fpmSchema,
]);

let packed: Packed;
let targets: z.infer<typeof targetsSchema>;
beforeAll(async () => {
  // As from a source archive: without a repository.
  packed = await pack('linux');
  targets = targetsSchema.parse(packed.targets.handedOver);
});
afterAll(() => packed?.remove());

const fpm = () => targets.slice(1).map((each) => fpmSchema.parse(each)[0]);
const argument = (args: string[], name: string) => args[args.indexOf(name) + 1];

describe('the packages for Linux', () => {
  it('have a desktop entry that opens links and keeps the sandbox', () => {
    const [appImage, [, debEntry]] = targets;
    expect(appImage.desktopFileName).toBe(`${appId}.desktop`);
    const lines = appImage.desktop.split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'Name=Fuelgauge',
        'Exec=AppRun %U',
        'Icon=fuelgauge-desktop',
        // Electron's windows name themselves by `desktopName`, and portals ask for the entry of that name.
        `StartupWMClass=${appId}`,
        'MimeType=x-scheme-handler/fuelgauge;',
        'Categories=Development;Utility;',
      ]),
    );
    expect(debEntry).toMatch(/\.desktop$/);
  });

  it('put the entry and the icons where desktops look for them', () => {
    for (const args of fpm()) {
      const places = args.map((each) => each.split('=')[1]);
      expect(places).toContain(`/usr/share/applications/${appId}.desktop`);
      for (const size of [16, 32, 48, 128, 256, 512])
        expect(places).toContain(`/usr/share/icons/hicolor/${size}x${size}/apps/fuelgauge-desktop.png`);
    }
  });

  it('put the command where shells find it, under its own name', () => {
    const commands = Object.keys(manifest.bin);
    expect(commands).toEqual(['fuelgauge']);
    // One pair for the deb, one for the rpm.
    expect(packed.targets.scripts).toHaveLength(4);
    const touched = packed.targets.scripts.flatMap((script) => script.match(/\/usr\/bin\/[\w.-]+/g) ?? []);
    expect(new Set(touched)).toEqual(new Set(['/usr/bin/fuelgauge-desktop', '/usr/bin/ischroot']));
    for (const args of fpm())
      expect(args.filter((each) => /=.*\/bin\//.test(each))).toEqual([
        'build/command-on-path=/usr/bin/fuelgauge',
      ]);
    const onPath = join(root, 'build', 'command-on-path');
    expect(statSync(onPath).mode & 0o111).toBe(0o111);
    expect(readFileSync(onPath, 'utf8')).toContain('exec /opt/Fuelgauge/resources/bin/fuelgauge "$@"');
  });

  it('bring the profile that lets the sandbox work on Ubuntu 24.04', () => {
    const profile = readFileSync(join(packed.resources, 'apparmor-profile'), 'utf8');
    expect(profile).toContain('profile "fuelgauge-desktop" "/opt/Fuelgauge/fuelgauge-desktop"');
    expect(profile).toContain('userns,');
    expect(packed.targets.scripts.join('\n')).toContain(`/etc/apparmor.d/fuelgauge-desktop`);
  });

  it('can be made from a source archive, which has no update address', () => {
    for (const args of fpm()) expect(argument(args, '--url')).toBe(manifest.homepage);
    expect(packed.targets.updateAddress).toBeNull();
    expect(existsSync(join(packed.resources, 'app-update.yml'))).toBe(false);
  });
});

// Away from the checkout and its packages, on the stand-in for Electron of test/electron.
const hooks = pathToFileURL(join(root, 'test', 'electron', 'hooks.ts')).href;
let home: string;
const children: ChildProcess[] = [];
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'fuelgauge-started-'));
});
// One that a failed test left running.
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Runs Node in the package's folder. */
function node(args: string[]) {
  const child = spawn(process.execPath, ['--import', hooks, ...args], {
    cwd: packed.extracted,
    env: {
      PATH: process.env.PATH,
      SystemRoot: process.env.SystemRoot,
      HOME: home,
      TZ: 'UTC',
      FUELGAUGE_HOME: join(home, 'data'),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  children.push(child);
  let written = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      written += text;
    });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, ended, written: () => written };
}

describe('the files of the package', () => {
  it('start, show the tray and end', async () => {
    const { child, ended, written } = node([
      join(packed.extracted, 'out', 'main', 'index.js'),
      '--demo',
      '--hidden',
    ]);
    let last = 0;
    const order = (wish: object) =>
      new Promise<unknown>((resolve) => {
        last += 1;
        const id = last;
        const hear = (message: unknown) => {
          if (typeof message !== 'object' || message === null || !('id' in message) || message.id !== id)
            return;
          child.off('message', hear);
          resolve('answer' in message ? message.answer : null);
        };
        child.on('message', hear);
        child.send({ id, order: wish });
      });
    await expect
      .poll(() => order({ do: 'look' }), { timeout: 60_000 })
      .toMatchObject({ trays: [expect.anything()], errorBoxes: [], complaints: [] });
    child.send({ id: 0, order: { do: 'quit' } });
    expect(await ended).toBe(0);
    expect(written()).toBe('');
  });

  it('load the updater', async () => {
    const script = `await import('electron-updater'); process.exit(0);`;
    const { ended, written } = node(['--input-type=module', '--eval', script]);
    expect(await ended, written()).toBe(0);
  });
});

describe.runIf(process.platform !== 'win32')('the command of the package', () => {
  const command = () => join(packed.resources, 'bin', 'fuelgauge');
  /** Runs it with this folder alone on the path, beside the shell's own programs. */
  async function run(program: string, args: string[], programs: string) {
    const child = spawn(program, args, {
      cwd: home,
      env: { PATH: programs, HOME: home, TZ: 'UTC', FUELGAUGE_HOME: join(home, 'command') },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    const [output, errors] = [text(child.stdout), text(child.stderr)];
    const code = await new Promise((resolve) => child.once('close', resolve));
    return { code, output: await output, errors: await errors };
  }
  /** A folder with these programs and no other. */
  function programs(name: string, wanted: Record<string, string>): string {
    const folder = join(home, name);
    mkdirSync(folder);
    for (const [program, file] of Object.entries(wanted)) symlinkSync(file, join(folder, program));
    return folder;
  }

  it('runs on the Node of the computer, also where a link leads to it', async () => {
    const withNode = programs('with-node', { node: process.execPath, readlink: '/usr/bin/readlink' });
    const linked = join(programs('links', { one: command() }), 'two');
    symlinkSync('one', linked);
    const version = { code: 0, output: `${manifest.version}\n`, errors: '' };
    expect(await run(command(), ['--version'], withNode)).toEqual(version);
    expect(await run(linked, ['--version'], withNode)).toEqual(version);
    const status = await run(command(), ['status', '--json'], withNode);
    expect(status).toMatchObject({ code: 0, errors: '' });
    expect(JSON.parse(status.output)).toMatchObject({ schemaVersion: 1, accounts: [] });
  });

  it('says in a sentence that there is no Node', async () => {
    expect(await run(command(), ['--version'], programs('without-node', {}))).toEqual({
      code: 2,
      output: '',
      errors: 'The command fuelgauge needs Node 24 or newer, which is not on your PATH: https://nodejs.org\n',
    });
  });
});
