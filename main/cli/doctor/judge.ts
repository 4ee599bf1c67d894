import { formatCount } from '../../../shared/format.ts';
import type { DoctorJson } from '../../../shared/json/doctor.ts';
import { dayMs, hourMs, minuteMs } from '../../../shared/time/index.ts';
import type {
  ClockFacts,
  DesktopFacts,
  Facts,
  Failure,
  FolderFacts,
  HistoryFacts,
  ProgramFacts,
  ProxyFacts,
  RunningFacts,
  SettingsFacts,
  VaultFacts,
} from './facts.ts';

/** One thing that was looked at. */
export type Line = DoctorJson['lines'][number];
export type Level = Line['level'];

const line = (about: string, level: Level, text: string, advice: string | null = null): Line => ({
  about,
  level,
  text,
  advice,
});

/** What the facts mean, in the order in which they matter to each other. */
export function judge(facts: Facts): Line[] {
  return [
    ...programLines(facts.program),
    ...folderLines(facts.folder),
    ...settingsLines(facts.settings),
    ...historyLines(facts.history, facts.clock.now),
    ...vaultLines(facts.vault),
    ...runningLines(facts.running),
    ...desktopLines(facts.desktop),
    ...proxyLines(facts.proxy),
    ...clockLines(facts.clock),
    ...hostLines(facts),
  ];
}

const installedWords: Record<ProgramFacts['installed'], string> = {
  npm: 'installed with npm',
  checkout: 'run from a checkout',
  app: 'part of the desktop app',
  unknown: 'installed by hand',
};

const programLines = ({ version, node, system, installed, path }: ProgramFacts): Line[] => [
  line(
    'program',
    'ok',
    `Fuelgauge ${version} on Node ${node}, ${system}; ${installedWords[installed]} (${path}).`,
  ),
];

const scarceBytes = 50 * 1024 ** 2;
const fewBytes = 500 * 1024 ** 2;

function folderLines({ path, exists, notWritable, freeBytes, open, foreign, locked }: FolderFacts): Line[] {
  const about = 'data folder';
  if (!exists) return [line(about, 'ok', `${path} does not exist yet; the first account makes it.`)];
  const free = freeBytes === null ? '' : `, ${formatBytes(freeBytes)} free`;
  const first =
    notWritable !== null
      ? line(
          about,
          'problem',
          `Nothing can be written to ${path}: ${notWritable}.`,
          'Give yourself the right to write there, or choose another folder with FUELGAUGE_HOME.',
        )
      : freeBytes !== null && freeBytes < fewBytes
        ? line(
            about,
            freeBytes < scarceBytes ? 'problem' : 'watch',
            `${path} has little room: ${formatBytes(freeBytes)} free.`,
            'Free some space on that disk.',
          )
        : line(about, 'ok', `${path}${free}.`);
  return [
    first,
    ...(foreign.length > 0
      ? [
          line(
            about,
            'problem',
            `Another user owns ${listed(foreign)}.`,
            'Give these files back to yourself.',
          ),
        ]
      : []),
    ...(open.length > 0
      ? [
          line(
            about,
            'watch',
            `Other users of this computer can use ${listed(open.map((name) => (name === '.' ? 'the folder itself' : name)))}.`,
            `Close them: \`chmod -R go= ${path}\`.`,
          ),
        ]
      : []),
    ...(locked
      ? [
          line(
            about,
            'watch',
            'Another Fuelgauge is writing to it right now.',
            'If it stays so, close the other one.',
          ),
        ]
      : []),
  ];
}

function settingsLines(settings: SettingsFacts): Line[] {
  const about = 'settings';
  switch (settings.kind) {
    case 'none':
      return [];
    case 'damaged':
      return [
        line(
          about,
          'problem',
          'The settings file is damaged.',
          'Start Fuelgauge: it restores the backup beside it.',
        ),
      ];
    case 'newer':
      return [line(about, 'problem', 'A newer Fuelgauge wrote the settings.', 'Update this one.')];
    case 'sound':
      return settings.leftOut.length === 0
        ? [line(about, 'ok', `${counted(settings.accounts, 'account')}.`)]
        : [
            line(
              about,
              'watch',
              `Parts of the settings are not valid and are left out: ${settings.leftOut.join(' ')}`,
              'Enter them again.',
            ),
          ];
  }
}

function historyLines(history: HistoryFacts | null, now: number): Line[] {
  if (history === null) return [];
  const about = 'history';
  const { bytes, check, newestAt } = history;
  const first =
    check.kind === 'sound'
      ? line(about, 'ok', `${formatBytes(bytes)}, and sound.`)
      : check.kind === 'damaged'
        ? line(
            about,
            'problem',
            'The history is damaged.',
            'Start Fuelgauge: it sets the file aside and saves what can be read of it.',
          )
        : line(
            about,
            'problem',
            `The history could not be read: ${check.reason}.`,
            'Close other programs that use it.',
          );
  const isAhead = newestAt !== null && newestAt > now + dayMs;
  return [
    first,
    ...(isAhead
      ? [
          line(
            about,
            'watch',
            `Its last record is of ${new Date(newestAt).toISOString().slice(0, 10)}, which lies ahead.`,
            'Set this computer’s clock right; it is, or was, wrong.',
          ),
        ]
      : []),
  ];
}

function vaultLines(vault: VaultFacts | null): Line[] {
  if (vault === null) return [];
  const about = 'keys';
  const { stored, unset, missing } = vault;
  return [
    ...(stored > 0 ? [storedLine(vault)] : []),
    ...(missing.length > 0
      ? [
          line(
            about,
            'problem',
            `The key of ${listed(missing)} is missing.`,
            'Enter it again: `fuelgauge credential ACCOUNT`.',
          ),
        ]
      : []),
    ...(unset.length > 0
      ? [
          line(
            about,
            'watch',
            `Not set here: ${listed(unset)}.`,
            'Set the variable where Fuelgauge runs, or store the key with `fuelgauge credential ACCOUNT`.',
          ),
        ]
      : []),
  ];
}

function storedLine({ stored, file, opened }: VaultFacts): Line {
  const about = 'keys';
  const keys = counted(stored, 'key');
  if (file === 'none')
    return line(
      about,
      'problem',
      `The file with ${keys} is gone.`,
      'Bring it back from a backup, or enter the keys again with --new-vault.',
    );
  if (opened?.kind === 'failed')
    return line(
      about,
      'problem',
      `${opened.by} does not open your keys: ${opened.reason}`,
      'Correct it, or remove it.',
    );
  if (opened?.kind === 'opened') return line(about, 'ok', `${keys} stored, and ${opened.by} opens them.`);
  return file === 'system'
    ? line(about, 'ok', `${keys} stored by the desktop app, encrypted by the system.`)
    : line(about, 'ok', `${keys} stored, encrypted; checks ask for your passphrase.`);
}

function runningLines({ serve, alerts }: RunningFacts): Line[] {
  const about = 'running';
  const own = serve?.answers === true && serve.pid === alerts;
  return [
    ...(serve === null
      ? []
      : serve.answers
        ? [line(about, 'ok', `Browser mode runs at ${serve.origin} (process ${serve.pid}).`)]
        : [
            line(
              about,
              'watch',
              `Browser mode was at ${serve.origin} and does not answer.`,
              'Start it again: `fuelgauge serve`.',
            ),
          ]),
    ...(alerts === null || own
      ? []
      : [line(about, 'ok', `Fuelgauge runs as process ${alerts}, which sends the alerts.`)]),
    ...(serve === null && alerts === null
      ? [line(about, 'ok', 'No Fuelgauge runs, so nothing is checked in the background.')]
      : []),
  ];
}

function desktopLines(desktop: DesktopFacts | null): Line[] {
  if (desktop === null) return [];
  const { notifications, tray } = desktop;
  return [
    notifications === null
      ? line('desktop', 'ok', 'Notifications can be shown.')
      : line('desktop', 'watch', 'Notifications cannot be shown here.', notifications),
    ...(tray === null ? [] : [line('desktop', 'watch', 'There is no tray for the icon.', tray)]),
  ];
}

function proxyLines({ variables, wrong, certificates, unchecked }: ProxyFacts): Line[] {
  const about = 'network';
  const seen = variables.map(({ name, value }) => `${name}=${value}`).join(', ');
  return [
    wrong !== null
      ? line(
          about,
          'problem',
          `${wrong} is not the address of a proxy.`,
          'Write one such as http://127.0.0.1:3128.',
        )
      : line(about, 'ok', seen === '' ? 'No proxy is set.' : `Proxy: ${seen}.`),
    ...(certificates === null
      ? []
      : [
          certificates.reason === null
            ? line(about, 'ok', `Certificates of your own: ${certificates.path}.`)
            : line(
                about,
                'problem',
                `NODE_EXTRA_CA_CERTS names ${certificates.path}, which cannot be used: ${certificates.reason}.`,
                'Name a file of certificates in PEM form that you can read.',
              ),
        ]),
    ...(unchecked
      ? [
          line(
            about,
            'problem',
            'NODE_TLS_REJECT_UNAUTHORIZED is 0, so anybody could answer in a provider’s place.',
            'Remove it; name your company’s certificate in NODE_EXTRA_CA_CERTS instead.',
          ),
        ]
      : []),
  ];
}

const noticedMs = 2 * minuteMs;

function clockLines({ ahead }: ClockFacts): Line[] {
  // One host may be wrong itself.
  const middle = ahead.toSorted((a, b) => a - b)[Math.floor(ahead.length / 2)];
  if (middle === undefined) return [];
  const off = Math.abs(middle);
  return off < noticedMs
    ? [line('clock', 'ok', 'This computer’s clock agrees with the providers’.')]
    : [
        line(
          'clock',
          off < hourMs ? 'watch' : 'problem',
          `This computer’s clock is ${roughly(off)} ${middle > 0 ? 'behind' : 'ahead'}.`,
          'Set it right, or let the system set it; forecasts and expiries follow it.',
        ),
      ];
}

/** `5 minutes`, `3 hours`, `12 days`. */
const roughly = (ms: number): string =>
  ms < hourMs
    ? formatCount(Math.round(ms / minuteMs), 'minute')
    : ms < 2 * dayMs
      ? formatCount(Math.round(ms / hourMs), 'hour')
      : formatCount(Math.round(ms / dayMs), 'day');

const failureAdvice: Record<Failure, string> = {
  dns: 'Check this computer’s network and its name servers (DNS).',
  refused: 'Check a firewall, or try again later.',
  certificate:
    'If your company’s network does this, set NODE_EXTRA_CA_CERTS to the file with its certificate.',
  'timed-out': 'Try again later; a firewall may also be in the way.',
  proxy: 'Check the proxy and its user name and password.',
  offline: 'Check this computer’s network connection.',
  other: 'Try again later.',
};

function hostLines({ hosts, unknownHosts: unknown, settings }: Facts): Line[] {
  const about = 'providers';
  if (hosts === null) return [line(about, 'ok', 'Not looked at (--offline).')];
  if (settings.kind === 'damaged' || settings.kind === 'newer')
    return [line(about, 'ok', 'Not looked at, because the settings tell which.')];
  return [
    ...hosts.map(({ host, providers, ms, failure }) =>
      failure === null
        ? line(about, 'ok', `${host} answers (${Math.round(ms)} ms; ${providers.join(', ')}).`)
        : line(
            about,
            'problem',
            `${failure.message.includes(host) ? '' : `${host}: `}${failure.message} (${providers.join(', ')})`,
            failureAdvice[failure.kind],
          ),
    ),
    ...(unknown.length > 0
      ? [line(about, 'ok', `Not looked at, because only the key tells the address: ${listed(unknown)}.`)]
      : []),
    ...(hosts.length === 0 && unknown.length === 0 ? [line(about, 'ok', 'No account needs one.')] : []),
  ];
}

const mostListed = 5;
const listed = (names: readonly string[]): string =>
  names.length > mostListed
    ? `${names.slice(0, mostListed).join(', ')} and ${names.length - mostListed} more`
    : names.join(', ');

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** `640 kB`, `1.2 MB`. */
export function formatBytes(bytes: number): string {
  let amount = bytes;
  let unit = 0;
  while (amount >= 1000 && unit < units.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  return `${amount < 10 && unit > 0 ? amount.toFixed(1) : Math.round(amount)} ${units[unit]}`;
}
