import type { Audience } from '../../../shared/alerts/index.ts';
import type { AppState, Channel, ChannelKind, ChannelState } from '../../../shared/model/index.ts';
import type { ChannelDriver } from '../channels/define.ts';
import type { Clock } from '../clock.ts';
import type { AlertStore } from '../store/alert-store.ts';
import type { DeliveredNotification } from '../store/channel-deliveries.ts';
import type { SettingsStore } from '../store/settings.ts';
import { channelsOf } from './channels.ts';

type Status = Omit<ChannelState, keyof Channel>;

interface Parts {
  settings: SettingsStore;
  store: AlertStore;
  clock: Clock;
  drivers: ReadonlyMap<ChannelKind, ChannelDriver>;
  /** False on the command line, which shows the channels of other shells. */
  delivers: boolean;
  onChange(): void;
}

/** The configured channels and their status. */
export interface ChannelStates {
  stateOf(channel: Channel): ChannelState;
  all(): ChannelState[];
  /** Whether channels of this kind work on this system. */
  works(kind: ChannelKind): boolean;
  /** The channels that receive notifications now. */
  audiences(): readonly Audience[];
  /** Those that are only told that Fuelgauge works. */
  pulses(): readonly Channel[];
  /** The hosts that channels talk to. */
  hosts(): AppState['hosts'];
  /** Takes delivered notifications off the screen, if the channel can. */
  withdraw(delivered: readonly DeliveredNotification[]): void;
  /** To be called after a delivery, successful or not, and after a channel was changed. */
  changed(): void;
  /** Asks every driver whether it works here. */
  checkDrivers(): void;
}

export function createChannelStates(parts: Parts): ChannelStates {
  const { settings, drivers, onChange } = parts;
  /** Kind → why it does not work on this system. */
  const unavailable = new Map<ChannelKind, string | null>();
  const statuses = new Map<string, Status>();

  const works = (kind: ChannelKind) => drivers.has(kind) && (unavailable.get(kind) ?? null) === null;
  const usable = () => channelsOf(settings).filter(({ kind, enabled }) => enabled && works(kind));
  const purposeOf = (kind: ChannelKind) => drivers.get(kind)?.purpose;
  const stateOf = (channel: Channel): ChannelState => {
    const status = statuses.get(channel.id) ?? statusOf(parts, channel, unavailable);
    statuses.set(channel.id, status);
    return { ...channel, ...status };
  };
  const changed = () => {
    statuses.clear();
    onChange();
  };
  return {
    stateOf,
    all: () => channelsOf(settings).map(stateOf),
    works,
    audiences: () =>
      usable()
        .filter(({ kind }) => purposeOf(kind) !== 'pulse')
        .map((channel) => ({ ...channel, incidents: purposeOf(channel.kind) === 'incidents' })),
    pulses: () => usable().filter(({ kind }) => purposeOf(kind) === 'pulse'),
    hosts: () => channelsOf(settings).flatMap((channel) => hostOf(channel, stateOf)),
    withdraw(delivered) {
      const kinds = new Map(channelsOf(settings).map(({ id, kind }) => [id, kind]));
      for (const { notification, channel } of delivered) {
        const kind = kinds.get(channel);
        if (kind !== undefined) drivers.get(kind)?.withdraw?.(notification);
      }
    },
    changed,
    checkDrivers() {
      for (const driver of drivers.values())
        void driver.unavailable().then((why) => {
          unavailable.set(driver.kind, why);
          changed();
        });
    },
  };
}

function statusOf(
  { store, clock, drivers, delivers }: Parts,
  { id, kind }: Channel,
  unavailable: ReadonlyMap<ChannelKind, string | null>,
): Status {
  const isHere = !delivers || drivers.has(kind);
  return {
    ...store.channel(id, clock.now()),
    unavailable: isHere ? (unavailable.get(kind) ?? null) : 'This channel does not work here.',
  };
}

function hostOf(channel: Channel, stateOf: (channel: Channel) => ChannelState): AppState['hosts'] {
  const { host, label, enabled, kind } = channel;
  if (host === null || !enabled) return [];
  const { lastAt } = stateOf(channel);
  return [{ host, provider: label, accounts: 0, everyMs: 0, lastAt, why: whyAsked(kind) }];
}

const whyAsked = (kind: ChannelKind): string =>
  kind === 'healthcheck' ? 'hears that Fuelgauge works' : 'delivers your notifications';
