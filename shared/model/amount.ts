// Bounds of amounts. Without zod: every page writes amounts, before it loads any schema.

/** Anything larger is no amount of credits: a mistake, or some provider's word for “unlimited”. Sums of amounts stay exact. */
export const largestAmount = 1e15;

/** What was computed, as an amount that can be stored and shown: at most ±1e15, and 0 for what is no number. */
export const clampAmount = (amount: number): number =>
  Number.isNaN(amount) ? 0 : Math.max(-largestAmount, Math.min(largestAmount, amount));
