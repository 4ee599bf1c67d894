import { z } from 'zod';
import { badInput, ok } from '../../../shared/model/index.ts';
import { answerJson } from './answer-json.ts';
import { type ChannelDriver, problemOf } from './define.ts';
import { channelFailure, judgeStatus, type Poster } from './post.ts';
import { createPostChannel } from './post-channel.ts';
import { oneLine, plainId, plainLines, withinBytes } from './texts.ts';

// PagerDuty's Events API v2, "Send an Alert Event" and "Response Codes & Retry Logic" (developer.pagerduty.com, read
// November 2026). A trigger and its resolve have the same dedup_key; a resolve of something that is not open is dropped.

const acceptedSchema = z.object({ status: z.literal('success') });

/** A service in PagerDuty: an alert opens an incident, and its end resolves it. */
export const createPagerDutyChannel = (post: Poster): ChannelDriver =>
  createPostChannel(post, {
    kind: 'pagerduty',
    name: 'PagerDuty',
    purpose: 'incidents',
    read({ routingKey = '' }) {
      const key = routingKey.trim();
      return /^[A-Za-z0-9]{32}$/.test(key)
        ? ok({ url: new URL('https://events.pagerduty.com/v2/enqueue'), key })
        : badInput('The integration key has 32 letters and digits.');
    },
    write(notification, { key }) {
      const { id, at, account, severity, title, body, billingPage, ends } = notification;
      const event = { routing_key: key, dedup_key: plainId(problemOf(notification)) };
      if (ends !== undefined) return { body: JSON.stringify({ ...event, event_action: 'resolve' }) };
      return {
        body: JSON.stringify({
          ...event,
          event_action: 'trigger',
          payload: {
            summary: withinBytes(`${oneLine(title)}: ${oneLine(body)}`, 1000),
            source: 'Fuelgauge',
            severity,
            timestamp: new Date(at).toISOString(),
            ...(account !== null && { component: account }),
            custom_details: { text: withinBytes(plainLines(body), 4000), notification: id },
          },
          client: 'Fuelgauge',
          ...(billingPage !== null && { links: [{ href: billingPage, text: 'Billing page' }] }),
        }),
      };
    },
    judge(answer, receiver) {
      if (answer.status === 400 || answer.status === 403)
        return channelFailure('PagerDuty refused the event. Copy the integration key of the service again.', {
          retry: false,
        });
      const judged = judgeStatus(answer, receiver);
      return judged.ok && answerJson(acceptedSchema, answer.text) === null
        ? channelFailure(
            `${receiver.host} does not answer like PagerDuty. Does something in your network answer for it?`,
            { retry: false },
          )
        : judged;
    },
  });
