/** ISO 8601 in UTC, without a fraction for whole seconds. `at` in epoch milliseconds. */
export function isoInstant(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}
