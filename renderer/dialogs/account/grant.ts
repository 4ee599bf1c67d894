import type { Paid } from '../../../shared/model/index.ts';
import { dayMs, dayStart } from '../../../shared/time/index.ts';
import { dayText, parseField, positiveAmountText } from '../../components/form/parse.ts';
import { readMoney } from '../price/money.ts';

// The form of a top-up: what you type, and what it means. Pure.

export const grantNames = { topup: 'Top-up', package: 'Package', promotion: 'Promotion' } as const;
export type GrantKind = keyof typeof grantNames;
export const grantKinds: readonly GrantKind[] = ['topup', 'package', 'promotion'];

/** `usual`: after the provider's usual lifetime of top-ups. */
export type Expiry = 'usual' | 'day' | 'never';

export interface GrantDraft {
  amount: string;
  kind: GrantKind;
  bought: string;
  expiry: Expiry;
  expiryDay: string;
  /** Empty: unknown. */
  price: string;
  currency: string;
}

export type GrantErrors = Record<'amount' | 'bought' | 'expiry' | 'price', string | null>;
export const noErrors: GrantErrors = { amount: null, bought: null, expiry: null, price: null };

export interface ReadGrant {
  errors: GrantErrors;
  /** Null while there is an error. Without `expiresAt` it has the usual lifetime. */
  grant: {
    amount: number;
    kind: GrantKind;
    grantedAt: number;
    expiresAt?: number | null;
    paid?: Paid;
  } | null;
}

export function readGrant(draft: GrantDraft, now: number): ReadGrant {
  const amount = parseField(positiveAmountText, draft.amount);
  const bought = parseField(dayText, draft.bought);
  const last = draft.expiry === 'day' ? parseField(dayText, draft.expiryDay) : null;
  const isFuture = bought.value !== null && dayStart(bought.value) > now;
  const isEarly = last?.value != null && bought.value !== null && last.value < bought.value;
  const price = draft.price.trim() === '' ? null : readMoney(draft.price, draft.currency);
  const errors: GrantErrors = {
    price: price === null || price.ok ? null : price.error,
    amount: amount.error,
    bought: isFuture ? 'Choose today or an earlier day.' : bought.error,
    expiry: isEarly ? 'Choose the day of purchase or a later one.' : (last?.error ?? null),
  };
  if (
    amount.value === null ||
    bought.value === null ||
    errors.bought !== null ||
    errors.expiry !== null ||
    errors.price !== null
  )
    return { errors, grant: null };
  const expiresAt =
    draft.expiry === 'never' ? null : last?.value != null ? dayStart(last.value) + dayMs : undefined;
  return {
    errors,
    grant: {
      amount: amount.value,
      kind: draft.kind,
      grantedAt: dayStart(bought.value),
      ...(expiresAt !== undefined && { expiresAt }),
      ...(price?.ok && { paid: price.value }),
    },
  };
}
