// What `doctor` looks at. `gather*.ts` finds it out, `judge.ts` says what it means.

export interface ProgramFacts {
  version: string;
  node: string;
  /** Such as `linux x64`. */
  system: string;
  installed: 'npm' | 'checkout' | 'app' | 'unknown';
  /** Where from, with `~` for the home folder. */
  path: string;
}

export interface FolderFacts {
  /** With `~` for the home folder. */
  path: string;
  exists: boolean;
  /** Why nothing can be written there; null: it can, or it does not exist yet. */
  notWritable: string | null;
  freeBytes: number | null;
  /** Names of files that other users of this computer can read or write; `.` is the folder itself. */
  open: string[];
  /** Names of files that another user owns. */
  foreign: string[];
  /** Another process is writing right now. */
  locked: boolean;
}

export type SettingsFacts =
  | { kind: 'none' }
  | { kind: 'damaged' }
  | { kind: 'newer' }
  | { kind: 'sound'; accounts: number; leftOut: string[] };

export interface HistoryFacts {
  bytes: number;
  /** `unread`: why SQLite could not look. */
  check: { kind: 'sound' } | { kind: 'damaged' } | { kind: 'unread'; reason: string };
  /** The last record in it, epoch milliseconds; null: there is none. */
  newestAt: number | null;
}

export interface VaultFacts {
  /** How many accounts have a stored key. */
  stored: number;
  /** Which files hold keys. */
  file: 'passphrase' | 'system' | 'both' | 'none';
  /** What the passphrase in the environment or the keyring did; null: there is none, so it was not tried. */
  opened: { kind: 'opened'; by: string } | { kind: 'failed'; by: string; reason: string } | null;
  /** Accounts whose key is not in the opened vault. */
  missing: string[];
  /** `NAME (provider/label)` of variables that are not set here. */
  unset: string[];
}

export interface ClockFacts {
  now: number;
  /** By how much the hosts that answered are ahead, milliseconds. */
  ahead: number[];
}

export interface ProxyFacts {
  /** The variables that are set, with what they hold, without a password. */
  variables: { name: string; value: string }[];
  /** The variable that holds no address of a proxy. */
  wrong: string | null;
  /** NODE_EXTRA_CA_CERTS; null: not set. */
  certificates: { path: string; reason: string | null } | null;
  /** NODE_TLS_REJECT_UNAUTHORIZED=0. */
  unchecked: boolean;
}

export interface DesktopFacts {
  /** Why no notification can be shown; null: one can. */
  notifications: string | null;
  /** How to get a tray; null: there is one, or nobody knows. */
  tray: string | null;
}

export interface RunningFacts {
  /** What browser mode told of itself; null: nothing. */
  serve: { origin: string; pid: number; answers: boolean } | null;
  /** The process that decides on alerts; null: none. */
  alerts: number | null;
}

export type Failure = 'dns' | 'refused' | 'certificate' | 'timed-out' | 'proxy' | 'offline' | 'other';

export interface HostFacts {
  host: string;
  /** Names of the providers whose accounts need it. */
  providers: string[];
  ms: number;
  failure: { kind: Failure; message: string } | null;
}

export interface Facts {
  program: ProgramFacts;
  folder: FolderFacts;
  settings: SettingsFacts;
  history: HistoryFacts | null;
  vault: VaultFacts | null;
  clock: ClockFacts;
  proxy: ProxyFacts;
  /** Null: not on Linux. */
  desktop: DesktopFacts | null;
  running: RunningFacts;
  /** Null: not looked at. */
  hosts: HostFacts[] | null;
  /** Accounts whose address only their key tells, so it was not looked at. */
  unknownHosts: string[];
}
