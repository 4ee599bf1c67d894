/** One value of a rule besides its switch, as the settings and the README show it. */
export interface RuleField {
  label: string;
  hint: string | null;
  /** Shares are shown as percentages; lists have commas between levels, amounts have semicolons. */
  type: 'whole' | 'wholes' | 'percent' | 'percents' | 'amounts';
  /** What to enter, if a value is malformed or out of range. */
  error: string;
  /** How the README writes its default, `#` for the value; null: not at all. */
  brief: string | null;
}

export type FieldValue = boolean | number | readonly number[];

/** A share as a percentage, without binary rounding noise. */
const percent = (share: number): string => String(Number((100 * share).toFixed(4)));

/** What a field shows for a value. */
export function fieldText({ type }: RuleField, value: FieldValue | undefined): string {
  const numbers = typeof value === 'number' ? [value] : Array.isArray(value) ? value : [];
  const write = type === 'percent' || type === 'percents' ? percent : String;
  return numbers.map(write).join(type === 'amounts' ? '; ' : ', ');
}
