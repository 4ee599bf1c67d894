import { createHash } from 'node:crypto';
import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { appId } from '../../shared/desktop/app-id.ts';
import { importsOf, type Packed, pack, packageOf, packagesIn, root } from './packed.ts';
import { fusesIn, type System } from './stand-in-runtime.ts';

// electron-builder, run to the end of the unpacked target for each system with a stand-in of Electron's runtime. What an
// installer makes of that, and whether Electron starts it, is not shown here: see docs/platforms.md.

// electron-builder packs for macOS on macOS and Linux alone.
const systems: System[] = process.platform === 'win32' ? ['linux', 'win32'] : ['linux', 'win32', 'darwin'];

/** Everything that may be in the archive. */
const wanted = [
  /^package\.json$/,
  /^LICENSE$/,
  /^out\/main\/index\.js$/,
  /^out\/main\/chunks\/[\w.-]+\.js$/,
  /^out\/preload\/preload\.cjs$/,
  /^out\/renderer\/(index|popover)\.html$/,
  /^out\/renderer\/assets\/[\w.-]+\.(js|css|svg)$/,
  /^out\/(main|renderer)\/third-party-licences\.md$/,
  /^node_modules\//,
];

/** What a package brings that only those need who work on it. */
const needless =
  /(^|\/)(tests?|__tests__|docs?|examples?|benchmarks?|\.github)\/|\.(map|m?ts|cts|tsx|flow|markdown)$|(^|\/)(README|CHANGELOG|HISTORY|CONTRIBUTING)|(^|\/)\.[^/]+$/i;

/** Keys of the kinds that stand in many a developer's environment. */
const secrets = [
  /-----BEGIN (\w+ )*PRIVATE KEY-----/,
  /AGE-SECRET-KEY-1[A-Z0-9]{20}/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{30}/,
  /\bgithub_pat_\w{30}/,
  /\bsk-[A-Za-z0-9_-]{20}/,
  /\bxox[abprs]-[A-Za-z0-9-]{10}/,
  /\bnpm_[A-Za-z0-9]{30}/,
  /\beyJ[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{15,}\./,
];

const packageSchema = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});
/** In a release the workflow names the repository that it runs in. */
const repository = 'https://github.com/stand-in/fuelgauge';
const inRepository = { extraMetadata: { repository, homepage: repository } };
const updateAddress = { provider: 'github', owner: 'stand-in', repo: 'fuelgauge' };
const manifest = z.looseObject({ main: z.string(), desktopName: z.string() });

describe.each(systems)('the package for %s', (system) => {
  let packed: Packed;
  const read = (path: string) => readFileSync(join(packed.extracted, path), 'utf8');
  beforeAll(async () => {
    packed = await pack(system, inRepository);
  });
  afterAll(() => packed?.remove());

  it('holds the built app', () => {
    expect(packed.files).toEqual(
      expect.arrayContaining([
        'package.json',
        'LICENSE',
        'out/main/index.js',
        'out/preload/preload.cjs',
        'out/renderer/index.html',
        'out/renderer/popover.html',
      ]),
    );
    // The preload takes the names of the channels from shared/bridge.ts, and not zod with them.
    expect(read('out/preload/preload.cjs').length).toBeLessThan(4096);
    expect(manifest.parse(JSON.parse(read('package.json')))).toMatchObject({
      main: 'out/main/index.js',
      desktopName: `${appId}.desktop`,
      // Where a copy that cannot update itself sends you.
      homepage: repository,
    });
    // Every script and style that a page names.
    for (const page of ['index.html', 'popover.html'])
      for (const [, path = ''] of read(`out/renderer/${page}`).matchAll(/(?:src|href)="\.?\/?([^"]+)"/g))
        expect(packed.files, page).toContain(`out/renderer/${path}`);
  });

  it('holds nothing else: no source, test, script, document, map or package for development', () => {
    expect(packed.files.filter((path) => !wanted.some((pattern) => pattern.test(path)))).toEqual([]);
    expect(packed.files.filter((path) => path.startsWith('node_modules/') && needless.test(path))).toEqual(
      [],
    );
    const lock = z
      .object({ packages: z.record(z.string(), z.looseObject({ dev: z.boolean().default(false) })) })
      .parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
    const forUse = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && !dev);
    const names = forUse.map(([path]) => path.split('node_modules/').at(-1));
    for (const name of packagesIn(join(packed.extracted, 'node_modules'))) expect(names).toContain(name);
  });

  it('finds everything that it loads', () => {
    const scripts = packed.files.filter((path) => /^out\/main\/.*\.js$/.test(path));
    const external = new Set<string>();
    for (const path of scripts)
      for (const specifier of importsOf(join(packed.extracted, path))) {
        const name = packageOf(specifier);
        if (name !== null) external.add(name);
        else if (specifier.startsWith('.'))
          expect(existsSync(join(packed.extracted, dirname(path), specifier)), `${path}: ${specifier}`).toBe(
            true,
          );
      }
    expect([...external].sort()).toEqual(['electron-updater', 'node-notifier']);
    // The command alone shows notifications through it.
    for (const name of [...external].filter((each) => each !== 'node-notifier'))
      expectInstalled(packed.extracted, join(packed.extracted, 'out', 'main'), name);
  });

  it('keeps the licence of everything that it holds', () => {
    const [main, renderer] = ['main', 'renderer'].map((part) => read(`out/${part}/third-party-licences.md`));
    for (const name of ['zod', 'hono', 'pino', 'age-encryption', 'temporal-polyfill'])
      expect(main).toContain(`## ${name} - `);
    for (const name of ['react', 'react-dom', 'uplot', 'lucide-react', 'zustand'])
      expect(renderer).toContain(`## ${name} - `);
    const isLicence = (path: string) => /\/licen[cs]e[^/]*$/i.test(path);
    for (const name of packagesIn(join(packed.extracted, 'node_modules'))) {
      const source = packed.files.filter((path) => path.startsWith(`node_modules/${name}/`));
      // A few state their licence in package.json and bring no text.
      const brings = ['LICENSE', 'LICENSE.md', 'license', 'license.md'].some((file) =>
        existsSync(join(root, 'node_modules', name, file)),
      );
      if (brings) expect(source.some(isLicence), name).toBe(true);
    }
  });

  it('holds no secret, and nothing of the machine that it was made on', () => {
    const ofEnvironment = Object.entries(process.env)
      .filter(([name, value = '']) => /TOKEN|SECRET|PASS|_KEY|CREDENTIAL/i.test(name) && value.length >= 12)
      .map(([, value = '']) => value);
    const places = [root, join(homedir(), '/'), root.replaceAll('\\', '/')];
    for (const path of packed.files) {
      const content = readFileSync(join(packed.extracted, path), 'latin1');
      for (const pattern of secrets) expect(pattern.exec(content)?.[0], path).toBeUndefined();
      // Not the value itself: a failing test would print it.
      expect(
        ofEnvironment.some((value) => content.includes(value)),
        path,
      ).toBe(false);
      for (const place of places) expect(content.includes(place), `${path} names ${place}`).toBe(false);
    }
  });

  it('switches the fuses as electron-builder.yml says', () => {
    const program = {
      linux: 'fuelgauge-desktop',
      win32: 'Fuelgauge.exe',
      darwin: 'Fuelgauge.app/Contents/Frameworks/Electron Framework.framework/Electron Framework',
    }[system];
    // Run as Node 0, cookies encrypted 0, NODE_OPTIONS 0, --inspect 0, archive checked 1, archive alone 1, snapshot 0,
    // file:// privileges 0; the last, which electron-builder does not know, as Electron has it.
    expect(fusesIn(join(packed.app, program))).toBe('000011001');
  });

  it('tells Electron what the archive must be', () => {
    const hash = createHash('sha256').update(packed.asarHeader).digest('hex');
    if (system === 'win32')
      expect(readFileSync(join(packed.app, 'Fuelgauge.exe'), 'latin1')).toContain(
        JSON.stringify([{ file: 'resources\\app.asar', alg: 'SHA256', value: hash }]),
      );
    if (system === 'darwin') expect(infoPlist()).toContain(`<string>${hash}</string>`);
    // Electron has no such check on Linux.
  });

  it('holds no program of others, and nothing beside the archive', () => {
    expect(packed.files.filter((path) => /\.exe$|\/MacOS\//.test(path))).toEqual([]);
    expect(packed.unpacked).toEqual([]);
  });

  it('brings the command beside it, whole, for a Node that is not in it', () => {
    const folder = join(packed.resources, 'command');
    const files = globSync('**/*.*', { cwd: folder }).map((path) => path.replaceAll('\\', '/'));
    expect(files).toEqual(
      expect.arrayContaining(['package.json', 'out/main/cli.js', 'out/renderer/index.html']),
    );
    expect(files.filter((path) => /index\.js$|\.map$|\.exe$|keyring\.js$|node_modules/.test(path))).toEqual(
      [],
    );
    const external = new Set<string>();
    for (const path of files.filter((each) => /^out\/main\/.*\.js$/.test(each)))
      for (const specifier of importsOf(join(folder, path))) {
        const name = packageOf(specifier);
        if (name !== null) external.add(name);
        else if (specifier.startsWith('.'))
          expect(existsSync(join(folder, dirname(path), specifier)), `${path}: ${specifier}`).toBe(true);
      }
    // Loaded for the first notification, and on Windows and macOS alone.
    expect([...external].filter((name) => name !== 'electron-updater')).toEqual(['node-notifier']);
    expect(readdirSync(join(packed.resources, 'bin')).toSorted()).toEqual(['fuelgauge', 'fuelgauge.cmd']);
    if (process.platform !== 'win32')
      expect(statSync(join(packed.resources, 'bin', 'fuelgauge')).mode & 0o111).toBe(0o111);
  });

  it('is small', () => {
    const megabytes = packed.asarBytes / 1024 ** 2;
    process.stdout.write(
      `app.asar for ${system}: ${packed.files.length} files, ${megabytes.toFixed(1)} MiB; the budget is 700 files and 8 MiB\n`,
    );
    expect(packed.files.length).toBeLessThanOrEqual(700);
    expect(megabytes).toBeLessThanOrEqual(8);
  });

  const infoPlist = () =>
    readFileSync(join(packed.app, 'Fuelgauge.app', 'Contents', 'Info.plist'), 'utf8').replaceAll(
      />\s+</g,
      '><',
    );

  it.runIf(system === 'darwin')('is an app of the menu bar that opens links', () => {
    const plist = infoPlist();
    expect(plist).toContain('<key>LSUIElement</key><true/>');
    expect(plist).toContain('<key>CFBundleURLSchemes</key><array><string>fuelgauge</string></array>');
    expect(plist).toContain(`<key>CFBundleIdentifier</key><string>${appId}</string>`);
    expect(readFileSync(join(packed.resources, 'icon.icns')).toString('latin1', 0, 4)).toBe('icns');
  });

  it('has an update address, unless macOS would refuse the update of an app that is not signed', () => {
    expect(packed.targets.updateAddress).toEqual(system === 'darwin' ? null : updateAddress);
  });

  it('speaks no language of Chromium but English', () => {
    const folders = {
      linux: [join(packed.app, 'locales')],
      win32: [join(packed.app, 'locales')],
      darwin: [
        packed.resources,
        join(packed.app, 'Fuelgauge.app/Contents/Frameworks/Electron Framework.framework/Resources'),
      ],
    }[system];
    for (const folder of folders)
      expect(readdirSync(folder).filter((name) => /\.(pak|lproj)$/.test(name))).toEqual([
        system === 'darwin' ? 'en.lproj' : 'en-US.pak',
      ]);
  });
});

it.runIf(systems.includes('darwin'))('gives a signed app for macOS its update address', async () => {
  const workflow = readFileSync(join(root, '.github/workflows/release.yml'), 'utf8');
  expect(workflow).toContain('--config.mac.publish.provider=github');
  const packed = await pack('darwin', { ...inRepository, mac: { publish: { provider: 'github' } } });
  try {
    expect(packed.targets.updateAddress).toEqual(updateAddress);
  } finally {
    packed.remove();
  }
});

/** A package and all that it needs can be found from a folder, inside the archive. */
function expectInstalled(archive: string, from: string, name: string, seen = new Set<string>()): void {
  const place = placeOf(archive, from, name);
  expect(place, `${name}, needed in ${from}`).not.toBeNull();
  if (place === null || seen.has(place)) return;
  seen.add(place);
  const { dependencies, optionalDependencies } = packageSchema.parse(
    JSON.parse(readFileSync(join(place, 'package.json'), 'utf8')),
  );
  for (const needed of Object.keys(dependencies))
    if (!(needed in optionalDependencies)) expectInstalled(archive, place, needed, seen);
}

function placeOf(archive: string, from: string, name: string): string | null {
  const place = join(from, 'node_modules', name);
  if (existsSync(join(place, 'package.json'))) return place;
  return from === archive ? null : placeOf(archive, dirname(from), name);
}
