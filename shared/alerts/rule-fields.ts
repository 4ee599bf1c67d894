/** One value of a rule besides its switch: how the settings and the README write it. */
export interface RuleField {
  label: string;
  hint: string | null;
  /** Shares are written as percentages; lists have commas between their levels, amounts semicolons. */
  type: 'whole' | 'wholes' | 'percent' | 'percents' | 'amounts';
  /** What to enter instead of a value that cannot be read or lies out of bounds. */
  error: string;
  /** How the README tells its default, `#` for the value; null: not at all. */
  brief: string | null;
}

export type FieldValue = boolean | number | readonly number[];

/** A share as a percentage, without the dust of binary fractions. */
const percent = (share: number): string => String(Number((100 * share).toFixed(4)));

/** What a field shows for a value. */
export function fieldText({ type }: RuleField, value: FieldValue | undefined): string {
  const numbers = typeof value === 'number' ? [value] : Array.isArray(value) ? value : [];
  const write = type === 'percent' || type === 'percents' ? percent : String;
  return numbers.map(write).join(type === 'amounts' ? '; ' : ', ');
}
