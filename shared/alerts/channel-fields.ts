import type { ChannelKind } from '../model/index.ts';

/** One value that a channel needs. All of them are kept in the vault: whoever knows such an address may post to it. */
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

/** What the person enters for each kind of channel; empty for those that need nothing. */
export const channelFields: Record<ChannelKind, readonly ChannelField[]> = {
  desktop: [],
  browser: [],
  webhook: [
    address(
      'Address',
      'An https address that takes a POST of JSON. Plain http works for this computer only.',
    ),
    {
      id: 'signingKey',
      label: 'Signing key',
      hint: 'Requests are then signed as Standard Webhooks are. A key of theirs begins with whsec_; any other text will do. Left empty, they are not signed.',
      secret: true,
      required: false,
    },
  ],
  ntfy: [
    address(
      'Topic address',
      'Such as https://ntfy.sh/your-topic. Who knows the topic can read it: choose a name that nobody guesses.',
    ),
    {
      id: 'accessToken',
      label: 'Access token',
      hint: 'Only for topics that are protected.',
      secret: true,
      required: false,
    },
  ],
  slack: [
    address(
      'Webhook address',
      'From Slack: Apps, Incoming Webhooks. It begins with https://hooks.slack.com/services/.',
    ),
  ],
  discord: [
    address(
      'Webhook address',
      'From Discord: channel settings, Integrations, Webhooks. It begins with https://discord.com/api/webhooks/.',
    ),
  ],
  command: [
    {
      id: 'command',
      label: 'Command',
      hint: 'The program by its whole path, then one argument a line. There is no shell: the text comes as FUELGAUGE_TITLE and FUELGAUGE_BODY, the rest as FUELGAUGE_SEVERITY, FUELGAUGE_ACCOUNT and FUELGAUGE_ID. It has 10 seconds.',
      secret: false,
      required: true,
    },
  ],
};
