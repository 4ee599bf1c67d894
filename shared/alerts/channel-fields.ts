import type { ChannelKind } from '../model/index.ts';

/** One value that a channel needs. All of them stay in the vault: anyone who knows such an address can post to it. */
export interface ChannelField {
  id: string;
  label: string;
  hint: string;
  secret: boolean;
  required: boolean;
}

const address = (label: string, hint: string): ChannelField => ({
  id: 'url',
  label,
  hint,
  secret: true,
  required: true,
});

/** What you enter for each kind of channel; empty if it needs nothing. */
export const channelFields: Record<ChannelKind, readonly ChannelField[]> = {
  desktop: [],
  browser: [],
  webhook: [
    address(
      'Address',
      'An https address that accepts JSON by POST. Plain http works only for this computer.',
    ),
    {
      id: 'signingKey',
      label: 'Signing key',
      hint: 'Signs each request by the Standard Webhooks specification. Use a key that starts with whsec_, or any text of your own. Leave it empty to send unsigned requests.',
      secret: true,
      required: false,
    },
  ],
  ntfy: [
    address(
      'Topic address',
      'For example https://ntfy.sh/your-topic. Anyone who knows the topic can read it, so choose a name that is hard to guess.',
    ),
    {
      id: 'accessToken',
      label: 'Access token',
      hint: 'Only for protected topics.',
      secret: true,
      required: false,
    },
  ],
  slack: [
    address(
      'Webhook address',
      'In Slack: Apps, Incoming Webhooks. It starts with https://hooks.slack.com/services/.',
    ),
  ],
  discord: [
    address(
      'Webhook address',
      'In Discord: channel settings, Integrations, Webhooks. It starts with https://discord.com/api/webhooks/.',
    ),
  ],
  command: [
    {
      id: 'command',
      label: 'Command',
      hint: 'The full path of a program, then one argument per line. It runs without a shell and has 10 seconds. It gets the text in FUELGAUGE_TITLE and FUELGAUGE_BODY, and FUELGAUGE_SEVERITY, FUELGAUGE_ACCOUNT and FUELGAUGE_ID.',
      secret: false,
      required: true,
    },
  ],
};
