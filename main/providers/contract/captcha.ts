import { numeric } from './parts.ts';
import type { ErrorRules } from './refusals.ts';

/**
 * The errors of captcha services that copied Anti-Captcha's API: HTTP 200, an `errorId` other than 0 and an `errorCode`. Wrong keys
 * lead to a ban of the IP address, but a wrong key is not asked again.
 */
export const captchaErrors = {
  code: 'errorCode',
  codes: {
    ERROR_ZERO_BALANCE: 'exhausted',
    ERROR_IP_NOT_ALLOWED: { kind: 'limited-scope', because: 'your IP address is not on the allow list' },
    ERROR_IP_BANNED: { kind: 'rate-limited', because: 'has blocked your IP address', waitSeconds: 1800 },
    ERROR_IP_BLOCKED: { kind: 'rate-limited', because: 'has blocked your IP address', waitSeconds: 1800 },
    ERROR_SERVICE_UNAVAILABLE: 'unavailable',
    'ERROR_KEY_*': 'bad-credential',
    ERROR_WRONG_USER_KEY: 'bad-credential',
    'ERROR_*': 'refused',
  },
  in200: ({ errorId }) => (numeric.safeParse(errorId).data ?? 0) !== 0,
} satisfies ErrorRules;
