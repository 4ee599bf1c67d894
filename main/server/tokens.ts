import { randomToken, sameSecret } from './guard.ts';

/** The tokens that sign a browser in: the printed one, again and again, and one for `fuelgauge open`, once. */
export interface Tokens {
  /** Whether it lets a browser in. Uses up the token of `fuelgauge open`. */
  lets(token: string): boolean;
}

/** `tell` gets each new token of `fuelgauge open`. */
export function createTokens(printed: string, tell: (once: string) => void): Tokens {
  let once = '';
  const renew = () => {
    once = randomToken();
    tell(once);
  };
  renew();
  return {
    lets(token) {
      if (sameSecret(token, printed)) return true;
      if (!sameSecret(token, once)) return false;
      renew();
      return true;
    },
  };
}
