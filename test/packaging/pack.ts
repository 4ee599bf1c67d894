// `node pack.ts SYSTEM RUNTIME OUTPUT [OPTIONS]`: runs electron-builder with the project's own configuration to the end of
// the unpacked target. OPTIONS is more configuration, as JSON. For Linux, what electron-builder would then hand to fpm and to
// mksquashfs goes to OUTPUT/targets.json, with the text of the scripts that fpm gets and the address for updates.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getAppUpdatePublishConfiguration } from 'app-builder-lib/out/publish/PublishManager.js';
import { type AfterPackContext, Arch, build, Platform } from 'electron-builder';
import { z } from 'zod';

const [system, runtime = '', output = '', options = '{}'] = process.argv.slice(2);
const { mac, ...more } = z.looseObject({ mac: z.looseObject({}).optional() }).parse(JSON.parse(options));
const platform = system === 'darwin' ? Platform.MAC : system === 'win32' ? Platform.WINDOWS : Platform.LINUX;
const targets = platform === Platform.LINUX ? ['dir', 'deb', 'rpm', 'AppImage'] : ['dir'];
const handedOver: unknown[] = [];
const scripts: string[] = [];
let updateAddress: unknown = null;

/** The scripts are in a folder that is removed at the end. */
function keepScripts(handed: unknown): void {
  const args = Array.isArray(handed) ? z.array(z.string()).parse(handed[0]) : [];
  for (const name of ['--after-install', '--after-remove'])
    if (args.includes(name)) scripts.push(readFileSync(args[args.indexOf(name) + 1] ?? '', 'utf8'));
}

await build({
  projectDir: join(import.meta.dirname, '..', '..'),
  targets: platform.createTarget(targets, Arch.x64),
  publish: 'never',
  config: {
    electronDist: runtime,
    directories: { output },
    // There is nothing to sign, and nothing to sign it with.
    mac: { identity: null, ...mac },
    electronFuses: { resetAdHocDarwinSignature: false },
    // What electron-builder itself writes into app-update.yml, once it makes more than the unpacked app.
    afterPack: async ({ packager, arch }: AfterPackContext) => {
      updateAddress = await getAppUpdatePublishConfiguration(packager, null, arch, false);
    },
    ...more,
  },
  // Their programs are downloaded where they are used: this is as far as it goes without.
  effectiveOptionComputed: async (handed: unknown) => {
    handedOver.push(handed);
    keepScripts(handed);
    return true;
  },
});
writeFileSync(join(output, 'targets.json'), JSON.stringify({ handedOver, scripts, updateAddress }));
