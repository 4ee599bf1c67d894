import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import { catalogueText, providerFiles } from '../scripts/provider-pages.ts';
import { settingsSchema } from '../shared/model/index.ts';
import { median, report } from './report.ts';

const root = join(import.meta.dirname, '..');
const few = ['capsolver', 'crustdata', 'scraperapi', 'scrapio', 'spidra'];
const rounds = 15;

/** `fuelgauge status` of one account with the whole catalogue, against the same with five providers: CPU time and memory. */
export async function start(): Promise<void> {
  // In the project, so that packages that are not bundled are found.
  const folder = mkdtempSync(join(root, 'out', 'bench-start-'));
  try {
    const home = join(folder, 'home');
    writeAccount(home);
    const files = await providerFiles();
    const ofFew = files.filter(({ provider }) => few.includes(provider.id));
    const whole = await bundled(join(folder, 'whole'), catalogueText(files));
    const five = await bundled(join(folder, 'five'), catalogueText(ofFew));
    const uses = Array.from({ length: rounds + 1 }, () => ({
      whole: run(whole, home),
      five: run(five, home),
    }));
    // The first round fills the caches of the disk.
    const measured = uses.slice(1);
    const ratio = (part: keyof Use) =>
      median(measured.map((use) => use.whole[part])) / median(measured.map((use) => use.five[part]));
    report(
      `CPU time of \`status\` with ${files.length} providers against five`,
      ratio('cpuMicros'),
      '×',
      1.1,
    );
    report(`memory of \`status\` with ${files.length} providers against five`, ratio('memory'), '×', 1.1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeAccount(home: string): void {
  const credential = { kind: 'environment', variables: { key: 'INVENTED_KEY' } };
  const account = {
    id: 'a1',
    provider: 'crustdata',
    label: 'one',
    createdAt: 0,
    credential,
    credentialEnd: null,
  };
  mkdirSync(home);
  const settings = settingsSchema.parse({ version: 2, lastAccountNumber: 1, accounts: [account] });
  writeFileSync(join(home, 'settings.json'), JSON.stringify(settings));
}

/** The command line with this catalogue, as one would ship it. Returns its file. */
async function bundled(outDir: string, catalogue: string): Promise<string> {
  const ownCatalogue: Plugin = {
    name: 'fuelgauge:own-catalogue',
    load: (id) => (id.endsWith('/main/providers/catalogue.ts') ? catalogue : null),
  };
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    plugins: [ownCatalogue],
    ssr: { noExternal: true, external: ['electron-updater', 'node-notifier'] },
    build: { ssr: 'main/cli/index.ts', outDir, target: 'node24' },
  });
  return join(outDir, 'index.js');
}

interface Use {
  cpuMicros: number;
  memory: number;
}

const tellsUse = `data:text/javascript,${encodeURIComponent(`
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  process.stderr.write(JSON.stringify({ cpuMicros: userCPUTime + systemCPUTime, memory: maxRSS }));
});`)}`;

function run(file: string, home: string): Use {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', tellsUse, file, 'status', '--json'],
    {
      env: { ...process.env, FUELGAUGE_HOME: home, INVENTED_KEY: 'invented' },
      encoding: 'utf8',
    },
  );
  if (status !== 0 || !stdout.includes('"a1"')) throw new Error(`The command failed: ${stderr}`);
  return JSON.parse(stderr);
}
