import { ok } from '../../../shared/model/index.ts';
import type { ChannelDriver } from './define.ts';
import { channelFailure, judgeStatus, type Poster, parseAddress } from './post.ts';
import { createPostChannel } from './post-channel.ts';

// A service that reports when it is no longer asked for an address, such as healthchecks.io (/docs/http_api), Uptime Kuma or
// Better Stack (read November 2026): all take a GET. healthchecks.io answers 200 with “OK (not found)” for a check that it
// does not have, and Uptime Kuma 404.

/** Somebody who hears when Fuelgauge itself is dead. It gets no notification, only a ping. */
export const createHealthCheckChannel = (post: Poster): ChannelDriver =>
  createPostChannel(post, {
    kind: 'healthcheck',
    name: 'the health check',
    purpose: 'pulse',
    read(fields) {
      const url = parseAddress(fields.url);
      return url.ok ? ok({ url: url.value }) : url;
    },
    write: () => ({}),
    judge: (answer, receiver) =>
      answer.status === 200 && /^OK \(not found\)/.test(answer.text)
        ? channelFailure(
            `${receiver.host} does not have this check any more. Enter the address of another.`,
            {
              retry: false,
            },
          )
        : judgeStatus(answer, receiver),
  });
