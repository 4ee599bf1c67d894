import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import { beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { appId } from '../../shared/desktop/app-id.ts';
import { root } from './packed.ts';

// electron-builder.yml against electron-builder's own schema, and against the names that the app uses.

let configuration: Awaited<ReturnType<typeof getConfig>>;
beforeAll(async () => {
  configuration = await getConfig(root, null, null);
});
const checked = (changed: object = {}) =>
  validateConfiguration({ ...configuration, ...changed }, new DebugLogger(false));

describe('electron-builder.yml', () => {
  it('has only keys that electron-builder knows', async () => {
    await checked();
    const { linux, nsis, electronFuses } = configuration;
    for (const wrong of [
      { nonsense: true },
      { linux: { ...linux, nonsense: true } },
      { nsis: { ...nsis, nonsense: true } },
      { electronFuses: { ...electronFuses, nonsense: true } },
      { toolsets: { appimage: '9.9.9' } },
    ])
      await expect(checked(wrong)).rejects.toThrow('configuration');
  });

  it('takes what the workflow adds for a signed build', async () => {
    await checked({
      win: {
        ...configuration.win,
        azureSignOptions: {
          publisherName: 'Ada',
          endpoint: 'https://weu.codesigning.azure.net',
          codeSigningAccountName: 'ada',
          certificateProfileName: 'ada',
        },
      },
      mac: { ...configuration.mac, publish: { provider: 'github' } },
    });
  });

  it('calls the app as the app calls itself, and the program not as the command', () => {
    expect(configuration.appId).toBe(appId);
    expect(manifest.desktopName).toBe(`${appId}.desktop`);
    // A reverse-DNS name: the portals of a Linux desktop refuse others.
    expect(appId).toMatch(/^[a-z]+(\.[a-z]+){2,}$/);
    expect(configuration.linux).toMatchObject({ executableName: 'fuelgauge-desktop', syncDesktopName: true });
    expect(Object.keys(manifest.bin)).not.toContain(configuration.linux?.executableName);
  });

  it('makes an AppImage that starts without libfuse2, and keeps its name through updates', () => {
    expect(configuration.toolsets?.appimage).toBe('1.0.3');
    // electron-updater keeps the old file's place only where no version stands in its name.
    expect(configuration.appImage?.artifactName).not.toContain('version');
    expect(configuration.appImage?.artifactName).toContain('{arch}');
    expect(configuration.appImage?.executableArgs).toBeUndefined();
  });

  it('makes for Linux what starts everywhere, for both kinds of chip', () => {
    const { target } = configuration.linux ?? {};
    // A tar.gz has no profile for the sandbox, without which Ubuntu 24.04 starts nothing.
    expect(target).toEqual(
      ['AppImage', 'deb', 'rpm'].map((each) => ({ target: each, arch: ['x64', 'arm64'] })),
    );
  });

  it('asks macOS for nothing but compiling while it runs', () => {
    const { entitlements, entitlementsInherit } = configuration.mac ?? {};
    expect(entitlementsInherit).toBe(entitlements);
    const keys = readFileSync(join(root, entitlements ?? ''), 'utf8').match(/(?<=<key>).*(?=<\/key>)/g);
    expect(keys).toEqual(['com.apple.security.cs.allow-jit']);
  });

  it('takes back at the end what the app wrote into the registry, but not when it is updated', () => {
    const script = readFileSync(join(root, configuration.nsis?.include ?? ''), 'utf8');
    const [, guarded = ''] =
      /\$\{ifNot\} \$\{isUpdated\}\n([\s\S]*)\n {2}\$\{endIf\}\n!macroend/.exec(script) ?? [];
    expect(script.match(/Delete\w+/g)).toEqual(guarded.match(/Delete\w+/g));
    expect(guarded).toContain('DeleteRegKey HKCU "Software\\Classes\\fuelgauge"');
    // What Windows starts for a notification has an identity of its own.
    for (const source of globSync('main/desktop/**/*.ts', { cwd: root }))
      for (const id of readFileSync(join(root, source), 'utf8').match(
        /\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}/g,
      ) ?? [])
        expect(guarded).toContain(`"Software\\Classes\\CLSID\\${id}"`);
    // Electron names the value after the app's id (electron.d.ts, `LoginItemSettings`, read November 2026).
    for (const key of ['Run', 'Explorer\\StartupApproved\\Run'])
      expect(guarded).toContain(`"Software\\Microsoft\\Windows\\CurrentVersion\\${key}" "\${APP_ID}"`);
  });
});
