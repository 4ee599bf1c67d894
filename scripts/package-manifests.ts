// What package managers want to know of a release, as texts. From one list of files with their checksums, so that no address
// and no hash is written by hand.

export interface Release {
  version: string;
  /** `https://github.com/OWNER/NAME`. */
  repository: string;
  description: string;
  /** File name → SHA-256 in hex, as SHA256SUMS lists them. */
  hashes: ReadonlyMap<string, string>;
}

/** Path → text of every manifest of a release. Throws if the release lacks a file, or is not one for everybody. */
export function manifestsOf(release: Release): Map<string, string> {
  if (!/^\d+\.\d+\.\d+$/.test(release.version))
    throw new Error(`${release.version} is a version for trying out; package managers get none of these.`);
  if (!/^https:\/\/github\.com\/[\w.-]+\/[\w.-]+$/.test(release.repository))
    throw new Error(`${release.repository} is not the address of a repository on GitHub.`);
  return new Map([
    ['homebrew/Casks/fuelgauge.rb', cask(release)],
    ['homebrew/Formula/fuelgauge.rb', formula(release)],
    ...winget(release),
    ['scoop/bucket/fuelgauge.json', scoop(release)],
    ['aur/fuelgauge-bin/PKGBUILD', pkgbuild(release)],
    ['aur/fuelgauge-bin/.SRCINFO', srcinfo(release)],
  ]);
}

/** Reads SHA256SUMS. */
export function hashesIn(sums: string): Map<string, string> {
  const lines = sums.split('\n').filter((line) => line !== '');
  return new Map(
    lines.map((line) => {
      const [, hash = '', name = ''] = /^([0-9a-f]{64}) [ *]([\w.-]+)$/.exec(line) ?? [];
      if (name === '') throw new Error(`This line of SHA256SUMS cannot be read: ${line}`);
      return [name, hash];
    }),
  );
}

interface File {
  url: string;
  hash: string;
}

function fileOf({ version, repository, hashes }: Release, name: string): File {
  const hash = hashes.get(name);
  if (hash === undefined) throw new Error(`The release has no file ${name}.`);
  return { url: `${repository}/releases/download/v${version}/${name}`, hash };
}

const license = 'MIT';
/** As a text in double quotes, for Ruby, YAML and shells. */
const quoted = (text: string): string => `"${text.replaceAll(/["\\$`]/g, '\\$&')}"`;
/** YAML knows fewer of these escapes. */
const yamlQuoted = (text: string): string => JSON.stringify(text);
/** What it is, without an article and a full stop, as Homebrew and the AUR want it. */
function short(description: string): string {
  const [first = ''] = description.split(/[:.](?: |$)/);
  const bare = first.replace(/^An? /, '');
  return `${bare.charAt(0).toUpperCase()}${bare.slice(1)}`;
}

// Homebrew: the app as a cask, the command as a formula, in a tap of your own (docs.brew.sh/Cask-Cookbook and
// docs.brew.sh/Formula-Cookbook, read November 2026).

function cask(release: Release): string {
  const { version, repository, description } = release;
  const { url, hash } = fileOf(release, `Fuelgauge-${version}-universal.dmg`);
  return `cask "fuelgauge" do
  version ${quoted(version)}
  sha256 ${quoted(hash)}

  url ${quoted(url).replaceAll(version, '#{version}')}
  name "Fuelgauge"
  desc ${quoted(short(description))}
  homepage ${quoted(repository)}

  livecheck do
    url :url
    strategy :github_latest
  end

  auto_updates true

  app "Fuelgauge.app"

  uninstall quit: "dev.fuelgauge.app"

  zap trash: "~/Library/Application Support/Fuelgauge"

  caveats <<~EOS
    The command is a formula of its own: brew install --formula fuelgauge
  EOS
end
`;
}

function formula(release: Release): string {
  const { version, repository, description } = release;
  const { url, hash } = fileOf(release, `fuelgauge-${version}.tgz`);
  return `class Fuelgauge < Formula
  desc ${quoted(short(description))}
  homepage ${quoted(repository)}
  url ${quoted(url)}
  sha256 ${quoted(hash)}
  license ${quoted(license)}

  depends_on "node"

  def install
    system "npm", "install", *std_npm_args
    bin.install_symlink libexec.glob("bin/*")
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/fuelgauge --version")
  end
end
`;
}

// winget: three files, schema 1.10 (github.com/microsoft/winget-cli, schemas/JSON/manifests/v1.10.0, read November 2026).

function winget(release: Release): [string, string][] {
  const { version, repository, description } = release;
  const { url, hash } = fileOf(release, `Fuelgauge-${version}-setup.exe`);
  const id = 'Fuelgauge.Fuelgauge';
  const file = (type: string, lines: string) =>
    `# yaml-language-server: $schema=https://aka.ms/winget-manifest.${type}.1.10.0.schema.json
PackageIdentifier: ${id}
PackageVersion: ${yamlQuoted(version)}
${lines}
ManifestType: ${type}
ManifestVersion: 1.10.0
`;
  // One program for both kinds of chip.
  const installers = ['x64', 'arm64'].map(
    (chip) => `  - Architecture: ${chip}
    InstallerUrl: ${yamlQuoted(url)}
    InstallerSha256: ${hash.toUpperCase()}`,
  );
  const folder = `winget/manifests/f/Fuelgauge/Fuelgauge/${version}`;
  return [
    [`${folder}/${id}.yaml`, file('version', 'DefaultLocale: en-US')],
    [
      `${folder}/${id}.installer.yaml`,
      file(
        'installer',
        `InstallerType: nullsoft
Scope: user
UpgradeBehavior: install
Protocols:
  - fuelgauge
Installers:
${installers.join('\n')}`,
      ),
    ],
    [
      `${folder}/${id}.locale.en-US.yaml`,
      file(
        'defaultLocale',
        `PackageLocale: en-US
Publisher: The Fuelgauge authors
PublisherUrl: ${yamlQuoted(repository)}
PublisherSupportUrl: ${yamlQuoted(`${repository}/issues`)}
PackageName: Fuelgauge
PackageUrl: ${yamlQuoted(repository)}
License: ${license}
LicenseUrl: ${yamlQuoted(`${repository}/blob/v${version}/LICENSE`)}
ShortDescription: ${yamlQuoted(description)}
ReleaseNotesUrl: ${yamlQuoted(`${repository}/releases/tag/v${version}`)}
Tags:
  - api
  - credits
  - balance
  - usage`,
      ),
    ],
  ];
}

// Scoop: unpacks the installer, which holds an archive per kind of chip (github.com/ScoopInstaller/Scoop, schema.json, read
// November 2026).

function scoop(release: Release): string {
  const { version, repository, description } = release;
  const { url, hash } = fileOf(release, `Fuelgauge-${version}-setup.exe`);
  const unpacked = (archive: string) => ({
    url: `${url}#/dl.7z`,
    hash,
    pre_install: [
      `Expand-7zipArchive "$dir\\\`$PLUGINSDIR\\${archive}" "$dir"`,
      `Remove-Item "$dir\\\`$PLUGINSDIR", "$dir\\Uninstall*" -Force -Recurse -ErrorAction Ignore`,
    ],
  });
  const later = { url: `${url.replaceAll(version, '$version')}#/dl.7z` };
  const manifest = {
    version,
    description,
    homepage: repository,
    license,
    suggest: { 'Node.js, for the command': 'nodejs' },
    architecture: { '64bit': unpacked('app-64.7z'), arm64: unpacked('app-arm64.7z') },
    bin: [['resources\\bin\\fuelgauge.cmd', 'fuelgauge']],
    shortcuts: [['Fuelgauge.exe', 'Fuelgauge']],
    checkver: { github: repository },
    autoupdate: { architecture: { '64bit': later, arm64: later } },
  };
  return `${JSON.stringify(manifest, null, 4)}\n`;
}

// The AUR: from the deb packages (wiki.archlinux.org/title/PKGBUILD and /title/.SRCINFO, read November 2026).

const aurLists = {
  arch: ['x86_64', 'aarch64'],
  license: [license],
  depends: [
    ...['alsa-lib', 'at-spi2-core', 'gtk3', 'libnotify', 'libsecret', 'libxss', 'libxtst', 'mesa', 'nss'],
    'xdg-utils',
  ],
  optdepends: ['nodejs>=24: the command fuelgauge'],
  provides: ['fuelgauge'],
  conflicts: ['fuelgauge'],
  options: ['!strip'],
};

const debs = (release: Release) =>
  (
    [
      ['x86_64', 'amd64'],
      ['aarch64', 'arm64'],
    ] as const
  ).map(([arch, chip]) => ({ arch, ...fileOf(release, `fuelgauge_${release.version}_${chip}.deb`) }));

function pkgbuild(release: Release): string {
  const { version, repository, description } = release;
  const lists = Object.entries(aurLists).map(
    ([name, values]) => `${name}=(${values.map((value) => `'${value}'`).join(' ')})`,
  );
  const sources = debs(release).flatMap(({ arch, url, hash }) => [
    `source_${arch}=(${quoted(url)})`,
    `sha256sums_${arch}=('${hash}')`,
  ]);
  return `# Maintainer: The Fuelgauge authors
pkgname=fuelgauge-bin
pkgver=${version}
pkgrel=1
pkgdesc=${quoted(short(description))}
url=${quoted(repository)}
${[...lists, ...sources].join('\n')}

package() {
  bsdtar -xf "$srcdir"/data.tar.* -C "$pkgdir"
  # As the deb does when it is installed.
  install -d "$pkgdir/usr/bin" "$pkgdir/usr/share/licenses/$pkgname"
  ln -s /opt/Fuelgauge/fuelgauge-desktop "$pkgdir/usr/bin/fuelgauge-desktop"
  chmod 4755 "$pkgdir/opt/Fuelgauge/chrome-sandbox"
  ln -s /opt/Fuelgauge/resources/command/LICENSE "$pkgdir/usr/share/licenses/$pkgname/LICENSE"
}
`;
}

function srcinfo(release: Release): string {
  const { version, repository, description } = release;
  const lists = Object.entries(aurLists).flatMap(([name, values]) =>
    values.map((value) => `\t${name} = ${value}`),
  );
  const sources = debs(release).flatMap(({ arch, url, hash }) => [
    `\tsource_${arch} = ${url}`,
    `\tsha256sums_${arch} = ${hash}`,
  ]);
  return `pkgbase = fuelgauge-bin
\tpkgdesc = ${short(description)}
\tpkgver = ${version}
\tpkgrel = 1
\turl = ${repository}
${[...lists, ...sources].join('\n')}

pkgname = fuelgauge-bin
`;
}
