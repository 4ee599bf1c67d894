import type { Clock } from '../clock.ts';
import type { Fetch } from '../network/requester.ts';
import { createCommandChannel } from './command.ts';
import type { ChannelDriver } from './define.ts';
import { createDesktopChannel } from './desktop.ts';
import type { DesktopOptions } from './desktop-parts.ts';
import { createDiscordChannel } from './discord.ts';
import { createEmailChannel } from './email.ts';
import { createGotifyChannel } from './gotify.ts';
import { createHealthCheckChannel } from './healthcheck.ts';
import { createNtfyChannel } from './ntfy.ts';
import { createPagerDutyChannel } from './pagerduty.ts';
import { createPoster } from './post.ts';
import { createSlackChannel } from './slack.ts';
import { createTelegramChannel } from './telegram.ts';
import { createWebhookChannel } from './webhook.ts';

export * from './define.ts';

export interface ChannelOptions extends Omit<DesktopOptions, 'clock'> {
  fetch: Fetch;
  clock: Pick<Clock, 'after' | 'now'>;
  /** Channel kind → loopback origin to use in place of the receiver's, such as FUELGAUGE_ENDPOINT_SLACK. */
  endpoints?: Readonly<Record<string, string>>;
}

/** All channels but the browser's, which `alerts/browser.ts` makes. */
export function createChannels(options: ChannelOptions): readonly ChannelDriver[] {
  const { fetch, clock, endpoints } = options;
  const post = createPoster({ fetch, now: clock.now, ...(endpoints && { endpoints }) });
  return [
    createDesktopChannel(options),
    createWebhookChannel(post, clock.now),
    createNtfyChannel(post),
    createSlackChannel(post),
    createDiscordChannel(post),
    createCommandChannel(options),
    createEmailChannel(),
    createTelegramChannel(post),
    createGotifyChannel(post),
    createPagerDutyChannel(post),
    createHealthCheckChannel(post),
  ];
}
