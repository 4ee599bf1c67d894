import { createChannels } from '../engine/channels/index.ts';
import { systemClock } from '../engine/clock.ts';
import { createNodeFetch } from '../engine/network/fetch.ts';
import type { MakeChannels } from '../engine/open-engine.ts';

/** The channels of this computer. `endpoints`: loopback origins that stand in for receivers. */
export const channelMaker =
  (endpoints: Readonly<Record<string, string>>): MakeChannels =>
  (onAction) =>
    createChannels({
      fetch: createNodeFetch(process.env),
      clock: systemClock,
      platform: process.platform,
      env: process.env,
      endpoints,
      onAction,
    });
