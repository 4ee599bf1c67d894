import type { CarrierKind } from '../model/index.ts';

/** One value that a carrier needs. All of them are kept in the vault: whoever knows such an address may post to it. */
export interface CarrierField {
  id: string;
  label: string;
  hint: string;
  secret: boolean;
  required: boolean;
}

const address = (label: string, hint: string): CarrierField => ({
  id: 'url',
  label,
  hint,
  secret: true,
  required: true,
});

/** What the person enters for each kind of carrier; empty for those that need nothing. */
export const carrierFields: Record<CarrierKind, readonly CarrierField[]> = {
  desktop: [],
  browser: [],
  webhook: [
    address('Address', 'An https address that takes a POST of JSON.'),
    {
      id: 'signingKey',
      label: 'Signing key',
      hint: 'Each request is signed with it (HMAC-SHA-256). Left empty, requests are not signed.',
      secret: true,
      required: false,
    },
  ],
  ntfy: [
    address('Topic address', 'Such as https://ntfy.sh/your-topic.'),
    {
      id: 'accessToken',
      label: 'Access token',
      hint: 'Only for topics that are protected.',
      secret: true,
      required: false,
    },
  ],
  slack: [address('Webhook address', 'From Slack: Apps, Incoming Webhooks.')],
  discord: [address('Webhook address', 'From Discord: channel settings, Integrations, Webhooks.')],
  command: [
    {
      id: 'command',
      label: 'Command',
      hint: 'The program, then one argument a line. No shell; title, body and severity come as FUELGAUGE_TITLE, FUELGAUGE_BODY and FUELGAUGE_SEVERITY.',
      secret: false,
      required: true,
    },
  ],
};
