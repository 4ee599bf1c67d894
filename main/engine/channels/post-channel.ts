import { type ChannelKind, type CommandError, ok, type Result } from '../../../shared/model/index.ts';
import type { ChannelDriver, ChannelFailure, OutgoingNotification } from './define.ts';
import { type Answer, channelFailure, judgeStatus, type Post, type Poster, type Receiver } from './post.ts';

export interface PostChannelParts<Settings extends { url: URL }> {
  kind: ChannelKind;
  /** The receiver's name, as it appears in the middle of a sentence. */
  name: string;
  /** The settings from the entered fields, or what is wrong with them. */
  read(fields: Readonly<Record<string, string>>): Result<Settings, CommandError>;
  write(
    notification: OutgoingNotification,
    settings: Settings,
  ): Pick<Partial<Post>, 'url' | 'headers' | 'body'>;
  /** What the answer means. Default: the status decides. */
  judge?(answer: Answer, receiver: Receiver): Result<void, ChannelFailure>;
  purpose?: ChannelDriver['purpose'];
}

/** A channel that posts each notification to an address that the user entered. */
export function createPostChannel<Settings extends { url: URL }>(
  post: Poster,
  { kind, name, read, write, judge = judgeStatus, purpose }: PostChannelParts<Settings>,
): ChannelDriver {
  return {
    kind,
    ...(purpose && { purpose }),
    unavailable: async () => null,
    check(fields) {
      const settings = read(fields);
      return settings.ok ? ok({ host: settings.value.url.host }) : settings;
    },
    async deliver(notification, fields, signal) {
      const settings = read(fields);
      // Normally fine, because the fields were checked when they were entered.
      if (!settings.ok) return channelFailure(settings.error.message, { retry: false });
      const receiver = { kind, name, host: settings.value.url.host };
      const answer = await post(
        { ...receiver, url: settings.value.url, ...write(notification, settings.value) },
        signal,
      );
      return answer.ok ? judge(answer.value, receiver) : answer;
    },
  };
}
