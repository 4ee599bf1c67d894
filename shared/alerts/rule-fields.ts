/** One value of a rule besides its switch, as the settings and the README show it. */
export interface RuleField {
  label: string;
  hint: string | null;
  /** Shares are shown as percentages; lists have commas between levels, amounts have semicolons. `amount`: or empty. */
  type: 'whole' | 'wholes' | 'percent' | 'percents' | 'amount' | 'amounts';
  /** Only in the default rules, or only in those of one account, where the unit is known. Missing: in both. */
  scope?: 'common' | 'account';
  /** What to enter, if a value is malformed or out of range. */
  error: string;
  /** How the README writes its default, `#` for the value; null: not at all. */
  brief: string | null;
}

/** Undefined: empty. */
export type FieldValue = boolean | number | undefined | readonly number[];

/** A share as a percentage, without binary rounding noise. */
const percent = (share: number): string => String(Number((100 * share).toFixed(4)));

/** What a field shows for a value. */
export function fieldText({ type }: RuleField, value: FieldValue | undefined): string {
  const numbers = typeof value === 'number' ? [value] : Array.isArray(value) ? value : [];
  const write = type === 'percent' || type === 'percents' ? percent : String;
  return numbers.map(write).join(type === 'amounts' ? '; ' : ', ');
}
