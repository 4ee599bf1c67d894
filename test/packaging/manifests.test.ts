import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { hashesIn, manifestsOf, type Release } from '../../scripts/package-manifests.ts';
import { root } from './packed.ts';

// The manifests that the release workflow makes. Whether a package manager installs from them is seen after a release.

const { description } = packageJson;
const version = '1.20.3';
const repository = 'https://github.com/stand-in/fuelgauge';
const names = [
  `Fuelgauge-${version}-universal.dmg`,
  `Fuelgauge-${version}-setup.exe`,
  `fuelgauge_${version}_amd64.deb`,
  `fuelgauge_${version}_arm64.deb`,
  `fuelgauge-${version}.tgz`,
];
const hashOf = (name: string) => createHash('sha256').update(name).digest('hex');
const sums = [...names, 'Fuelgauge-x86_64.AppImage'].map((name) => `${hashOf(name)}  ${name}\n`).join('');
const release: Release = { version, repository, description, hashes: hashesIn(sums) };
const made = manifestsOf(release);
const text = (path: string) => made.get(path) ?? '';
const winget = `winget/manifests/f/Fuelgauge/Fuelgauge/${version}`;

it('are one cask, one formula, three files for winget, one for Scoop and two for the AUR', () => {
  expect([...made.keys()]).toEqual([
    'homebrew/Casks/fuelgauge.rb',
    'homebrew/Formula/fuelgauge.rb',
    `${winget}/Fuelgauge.Fuelgauge.yaml`,
    `${winget}/Fuelgauge.Fuelgauge.installer.yaml`,
    `${winget}/Fuelgauge.Fuelgauge.locale.en-US.yaml`,
    'scoop/bucket/fuelgauge.json',
    'aur/fuelgauge-bin/PKGBUILD',
    'aur/fuelgauge-bin/.SRCINFO',
  ]);
});

it.each([
  ['homebrew/Casks/fuelgauge.rb', [names[0]]],
  ['homebrew/Formula/fuelgauge.rb', [names[4]]],
  [`${winget}/Fuelgauge.Fuelgauge.installer.yaml`, [names[1]]],
  ['scoop/bucket/fuelgauge.json', [names[1]]],
  ['aur/fuelgauge-bin/PKGBUILD', [names[2], names[3]]],
  ['aur/fuelgauge-bin/.SRCINFO', [names[2], names[3]]],
])('%s names each file with its own hash, and nothing but the release', (path, wanted) => {
  const written = text(path).replaceAll('#{version}', version);
  for (const name of wanted) {
    expect(written).toContain(`${repository}/releases/download/v${version}/${name}`);
    expect(written.toLowerCase()).toContain(hashOf(name ?? ''));
  }
  const hashes = new Set(written.toLowerCase().match(/\b[0-9a-f]{64}\b/g));
  expect(hashes).toEqual(new Set(wanted.map((name) => hashOf(name ?? ''))));
  for (const address of written.match(/https?:\/\/[^"'\s)]+/g) ?? [])
    expect(address).toMatch(/^https:\/\/(github\.com\/stand-in\/fuelgauge|aka\.ms\/winget-manifest)/);
});

it('bring the command where a package manager puts it on the path', () => {
  expect(text('homebrew/Formula/fuelgauge.rb')).toContain('depends_on "node"');
  expect(JSON.parse(text('scoop/bucket/fuelgauge.json'))).toMatchObject({
    bin: [['resources\\bin\\fuelgauge.cmd', 'fuelgauge']],
    suggest: { 'Node.js, for the command': 'nodejs' },
  });
  expect(text('aur/fuelgauge-bin/PKGBUILD')).toContain(`nodejs>=${packageJson.engines.node.slice(2)}`);
});

describe.runIf(process.platform === 'linux')('the PKGBUILD', () => {
  const listed = (lines: string) =>
    lines
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => / = /.test(line))
      .toSorted();
  it('says the same as the .SRCINFO beside it, as bash reads it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'fuelgauge-aur-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, 'PKGBUILD'), text('aur/fuelgauge-bin/PKGBUILD'));
    const script = `source ./PKGBUILD
      echo "pkgbase = $pkgname"; echo "pkgname = $pkgname"
      for name in pkgdesc pkgver pkgrel url; do echo "$name = \${!name}"; done
      for name in arch license depends optdepends provides conflicts options \\
        source_x86_64 sha256sums_x86_64 source_aarch64 sha256sums_aarch64; do
        declare -n values=$name; for value in "\${values[@]}"; do echo "$name = $value"; done
      done`;
    const said = execFileSync('bash', ['-eu', '-c', script], { cwd: folder, encoding: 'utf8' });
    expect(listed(text('aur/fuelgauge-bin/.SRCINFO'))).toEqual(listed(said));
  });
});

it('are not made of a release that lacks a file, has another form of version, or is elsewhere', () => {
  const without = new Map([...release.hashes].filter(([name]) => !name.endsWith('.dmg')));
  expect(() => manifestsOf({ ...release, hashes: without })).toThrow(
    'no file Fuelgauge-1.20.3-universal.dmg',
  );
  expect(() => manifestsOf({ ...release, version: '1.20.3-beta.1' })).toThrow('trying out');
  expect(() => manifestsOf({ ...release, repository: 'https://example.com/$(id)' })).toThrow('GitHub');
  expect(() => hashesIn('abc  file\n')).toThrow('cannot be read');
  expect(() => hashesIn(`${'a'.repeat(64)}  ../file\n`)).toThrow('cannot be read');
});

it('take the names that electron-builder and npm give', () => {
  const builder = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
  expect(builder).toMatch(/artifactName: \$\{productName\}-\$\{version\}-setup\./);
  const workflow = readFileSync(join(root, '.github/workflows/release.yml'), 'utf8');
  expect(workflow).toContain('npm pack');
  expect(workflow).toContain('node scripts/manifests.ts "$PROJECT" assets/SHA256SUMS manifests');
});
