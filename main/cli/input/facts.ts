import type { PriceOptions } from './money.ts';

/** The facts that `edit --clear` can remove. */
export const clearable = [
  'plan',
  'cycle-start',
  'refill',
  'rollover',
  'price',
  'overage',
  'floor',
  'note',
  'tags',
] as const;

export interface EditOptions extends PriceOptions {
  grant?: string;
  paid?: string;
  label?: string;
  note?: string;
  tag?: string[];
  addTag?: string[];
  removeTag?: string[];
  pin?: 'on' | 'off';
  hide?: 'on' | 'off';
  plan?: string;
  cycleStart?: string;
  refill?: string;
  rollover?: string;
  floor?: string;
  clear?: string;
  pause?: boolean;
  resume?: boolean;
  paidChecks?: 'on' | 'off';
}

export interface GrantOptions {
  remove?: string;
  paid?: string;
  currency?: string;
  invoice?: string;
  kind: 'topup' | 'package' | 'promotion';
  at?: string;
  expires?: string;
}
