/** Without binary rounding noise: at most six decimals, and no negative zero. */
export function tidy(amount: number): number {
  return Number(amount.toFixed(6)) + 0;
}
