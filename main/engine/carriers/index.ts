import type { Clock } from '../clock.ts';
import type { Fetch } from '../request.ts';
import { createCommandCarrier } from './command.ts';
import type { CarrierDriver } from './define.ts';
import { createDesktopCarrier } from './desktop.ts';
import type { DesktopOptions } from './desktop-parts.ts';
import { createDiscordCarrier } from './discord.ts';
import { createNtfyCarrier } from './ntfy.ts';
import { createPoster } from './post.ts';
import { createSlackCarrier } from './slack.ts';
import { createWebhookCarrier } from './webhook.ts';

export * from './define.ts';

export interface CarrierOptions extends Omit<DesktopOptions, 'clock'> {
  fetch: Fetch;
  clock: Pick<Clock, 'after' | 'now'>;
  /** Carrier kind → loopback origin that stands in for the receiver's own, as FUELGAUGE_ENDPOINT_SLACK names it. */
  endpoints?: Readonly<Record<string, string>>;
}

/** The carriers of this computer and those for people away from it. The browser's is the alert engine's own. */
export function createCarriers(options: CarrierOptions): readonly CarrierDriver[] {
  const { fetch, clock, endpoints } = options;
  const post = createPoster({ fetch, now: clock.now, ...(endpoints && { endpoints }) });
  return [
    createDesktopCarrier(options),
    createWebhookCarrier(post, clock.now),
    createNtfyCarrier(post),
    createSlackCarrier(post),
    createDiscordCarrier(post),
    createCommandCarrier(options),
  ];
}
