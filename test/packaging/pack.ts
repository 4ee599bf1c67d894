// `node pack.ts SYSTEM RUNTIME OUTPUT`: runs electron-builder with the project's own configuration to the end of the
// unpacked target. For Linux, what it would then hand to fpm and to mksquashfs goes to OUTPUT/targets.json.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Arch, build, Platform } from 'electron-builder';

const [system, runtime = '', output = ''] = process.argv.slice(2);
const platform = system === 'darwin' ? Platform.MAC : system === 'win32' ? Platform.WINDOWS : Platform.LINUX;
const targets = platform === Platform.LINUX ? ['dir', 'deb', 'rpm', 'AppImage'] : ['dir'];
const handedOver: unknown[] = [];

await build({
  projectDir: join(import.meta.dirname, '..', '..'),
  targets: platform.createTarget(targets, Arch.x64),
  publish: 'never',
  config: {
    electronDist: runtime,
    directories: { output },
    // In a release, the checkout's remote tells where the project lies.
    extraMetadata: { repository: 'https://github.com/stand-in/fuelgauge' },
    // There is nothing to sign, and nothing to sign it with.
    mac: { identity: null },
    electronFuses: { resetAdHocDarwinSignature: false },
  },
  // Their programs are downloaded where they are used: this is as far as it goes without.
  effectiveOptionComputed: async (options: unknown) => {
    handedOver.push(options);
    return true;
  },
});
writeFileSync(join(output, 'targets.json'), JSON.stringify(handedOver));
