import { redact } from '../../../shared/redact.ts';

const secrets = new Set<string>();

/** Remembers a credential or passphrase so that no message shows it. Returns it. */
export function keepSecret(value: string): string {
  if (value) secrets.add(value);
  return value;
}

export function withoutSecrets(text: string): string {
  return redact(text, [...secrets]);
}
