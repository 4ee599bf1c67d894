import { badInput, ok, type Severity } from '../../../shared/model/index.ts';
import type { ChannelDriver } from './define.ts';
import { channelFailure, judgeStatus, type Poster, parseAddress } from './post.ts';
import { createPostChannel } from './post-channel.ts';
import { oneLine, plainLines, withinBytes } from './texts.ts';

// Slack's incoming webhooks (docs.slack.dev/messaging/sending-messages-using-incoming-webhooks, read November 2026).

const hosts = ['hooks.slack.com', 'hooks.slack-gov.com'];
const marks: Record<Severity, string> = { info: '', warning: '⚠️ ', critical: '🚨 ' };

export const createSlackChannel = (post: Poster): ChannelDriver =>
  createPostChannel(post, {
    kind: 'slack',
    name: 'Slack',
    read(fields) {
      const url = parseAddress(fields.url);
      if (!url.ok) return url;
      const { protocol, host, pathname } = url.value;
      if (protocol !== 'https:' || !hosts.includes(host) || !/^\/services\/[^/]/.test(pathname))
        return badInput('A Slack webhook address starts with https://hooks.slack.com/services/.');
      return ok({ url: url.value });
    },
    write: ({ severity, title, body, billingPage }) => ({
      body: JSON.stringify({
        // Blocks of plain text, in which Slack reads neither formatting nor links nor mentions.
        blocks: [
          plainBlock('header', `${marks[severity]}${withinBytes(oneLine(title), 140)}`),
          plainBlock('section', withinBytes(plainLines(body), 2900)),
          // Our own address of the provider, no foreign text.
          ...(billingPage === null
            ? []
            : [{ type: 'section', text: { type: 'mrkdwn', text: `<${billingPage}|Billing page>` } }]),
        ],
        // What notifications of Slack itself show.
        text: slackText(
          `${marks[severity]}${withinBytes(oneLine(title), 500)}\n${withinBytes(plainLines(body), 3000)}`,
        ),
        mrkdwn: false,
        parse: 'none',
        link_names: false,
        unfurl_links: false,
        unfurl_media: false,
      }),
    }),
    judge(answer, receiver) {
      // Slack names the cause in one word of plain text.
      const word = answer.text.trim();
      const noRetry = (message: string) => channelFailure(message, { retry: false });
      if (answer.status === 410 || word === 'channel_is_archived' || word === 'channel_not_found')
        return noRetry(
          'The Slack channel of this address was archived or deleted. Create a webhook for another channel.',
        );
      if (word === 'action_prohibited' || word === 'posting_to_general_channel_denied')
        return noRetry('Slack does not let this address post there. Ask an administrator of the workspace.');
      if (
        [401, 403, 404].includes(answer.status) ||
        /^(no_service|no_team|invalid_token|no_active_hooks)$/.test(word)
      )
        return noRetry('Slack no longer accepts this address. Create a new webhook.');
      return judgeStatus(answer, receiver);
    },
  });

/** A block must have some text. */
const plainBlock = (type: 'header' | 'section', text: string) => ({
  type,
  text: { type: 'plain_text', text: text || '…', emoji: false },
});

/** Escapes the three characters that are special to Slack, so that a label cannot @-mention anyone. */
const slackText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
