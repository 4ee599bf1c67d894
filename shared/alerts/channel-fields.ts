import type { ChannelKind } from '../model/index.ts';

/** One value that a channel needs. All of them stay in the vault: anyone who knows such an address can post to it. */
export interface ChannelField {
  id: string;
  label: string;
  hint: string;
  secret: boolean;
  required: boolean;
  /** It has several lines. */
  lines?: true;
  /** What it can be. The first is taken if nothing is entered. */
  choices?: readonly [FieldChoice, ...FieldChoice[]];
}

interface FieldChoice {
  value: string;
  label: string;
}

const address = (label: string, hint: string): ChannelField => ({
  id: 'url',
  label,
  hint,
  secret: true,
  required: true,
});

const text = (id: string, label: string, hint: string): ChannelField => ({
  id,
  label,
  hint,
  secret: false,
  required: true,
});

/** How the connection to a mail server is secured. */
const mailSecurities = [
  { value: 'starttls', label: 'STARTTLS (port 587)' },
  { value: 'tls', label: 'TLS (port 465)' },
  { value: 'none', label: 'None (this computer only)' },
] as const;
export type MailSecurity = (typeof mailSecurities)[number]['value'];

/** What you enter for each kind of channel; empty if it needs nothing. */
export const channelFields: Record<ChannelKind, readonly ChannelField[]> = {
  desktop: [],
  browser: [],
  webhook: [
    address(
      'Address',
      'An https address that accepts JSON by POST. Plain http works only on this computer and in your own network.',
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
      lines: true,
    },
  ],
  email: [
    text(
      'host',
      'Mail server',
      'The outgoing (SMTP) server of your mail provider, such as smtp.example.com.',
    ),
    {
      ...text(
        'security',
        'Security',
        'Your mail provider says which. A connection that is not secure works only for this computer.',
      ),
      required: false,
      choices: mailSecurities,
    },
    {
      ...text(
        'port',
        'Port',
        'Usually 587 with STARTTLS, 465 with TLS. Those are taken if you leave it empty.',
      ),
      required: false,
    },
    {
      ...text(
        'user',
        'User name',
        'Often your address. Leave it and the password empty if the server asks for none.',
      ),
      required: false,
    },
    {
      id: 'password',
      label: 'Password',
      hint: 'Many providers want an app password here, which you make in your account there.',
      secret: true,
      required: false,
    },
    text('from', 'Sender address', 'The address that it is sent from. Your mail provider has to allow it.'),
    { ...text('to', 'Recipients', 'One address on each line.'), lines: true },
  ],
  telegram: [
    {
      id: 'botToken',
      label: 'Bot token',
      hint: 'Write to @BotFather in Telegram, send /newbot, and copy the token that it gives you.',
      secret: true,
      required: true,
    },
    text(
      'chatId',
      'Chat id',
      'A number, or @name of a public channel. Write to your bot first, or add it to the group: until then, Telegram does not let it write.',
    ),
  ],
  gotify: [
    address('Server address', 'Such as https://gotify.example.com.'),
    {
      id: 'appToken',
      label: 'App token',
      hint: 'In Gotify: Apps, Create application. It begins with A.',
      secret: true,
      required: true,
    },
  ],
  pagerduty: [
    {
      id: 'routingKey',
      label: 'Integration key',
      hint: 'In PagerDuty: a service, Integrations, Events API V2. It has 32 characters.',
      secret: true,
      required: true,
    },
  ],
  healthcheck: [
    address(
      'Ping address',
      'Such as https://hc-ping.com/… of healthchecks.io, or the push address of your Uptime Kuma. It gets no alerts: Fuelgauge asks for this address while it reads your balances, and the service tells you when that stops.',
    ),
  ],
};
