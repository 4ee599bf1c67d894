import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import manifest from '../../package.json' with { type: 'json' };
import { appId } from '../../shared/desktop/app-id.ts';
import { type Packed, pack } from './packed.ts';

// What electron-builder would hand to the programs that make an AppImage, a deb and an rpm. They are downloaded where they
// are used, so the files themselves are made only in the public workflow.

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

  it('leave the name of the command alone', () => {
    const commands = Object.keys(manifest.bin);
    expect(commands).toEqual(['fuelgauge']);
    // One pair for the deb, one for the rpm.
    expect(packed.targets.scripts).toHaveLength(4);
    const touched = packed.targets.scripts.flatMap((script) => script.match(/\/usr\/bin\/[\w.-]+/g) ?? []);
    expect(new Set(touched)).toEqual(new Set(['/usr/bin/fuelgauge-desktop', '/usr/bin/ischroot']));
    const placed = fpm().flatMap((args) => args.filter((each) => /=.*\/bin\//.test(each)));
    expect(placed).toEqual([]);
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
