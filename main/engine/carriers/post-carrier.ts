import { type CarrierKind, type CommandError, ok, type Result } from '../../../shared/model/index.ts';
import type { CarriedNotification, CarrierDriver, CarrierFailure } from './define.ts';
import { type Answer, carrierFailure, judgeStatus, type Poster, type Receiver } from './post.ts';

export interface PostCarrierParts<Settings extends { url: URL }> {
  kind: CarrierKind;
  /** Who receives, in the middle of a sentence. */
  name: string;
  /** What was entered, or what is wrong with it. */
  read(fields: Readonly<Record<string, string>>): Result<Settings, CommandError>;
  write(
    notification: CarriedNotification,
    settings: Settings,
  ): { url?: URL; headers?: Record<string, string>; body: string };
  /** What the answer means; by its status alone where this is missing. */
  judge?(answer: Answer, receiver: Receiver): Result<void, CarrierFailure>;
}

/** A carrier that posts each notification to an address which the person entered. */
export function createPostCarrier<Settings extends { url: URL }>(
  post: Poster,
  { kind, name, read, write, judge = judgeStatus }: PostCarrierParts<Settings>,
): CarrierDriver {
  return {
    kind,
    unavailable: async () => null,
    check(fields) {
      const settings = read(fields);
      return settings.ok ? ok({ host: settings.value.url.host }) : settings;
    },
    async deliver(notification, fields, signal) {
      const settings = read(fields);
      // They were checked when they were entered.
      if (!settings.ok) return carrierFailure(settings.error.message, { retry: false });
      const receiver = { kind, name, host: settings.value.url.host };
      const answer = await post(
        { ...receiver, url: settings.value.url, ...write(notification, settings.value) },
        signal,
      );
      return answer.ok ? judge(answer.value, receiver) : answer;
    },
  };
}
