/** For an option that may be given several times. */
export const collect = (value: string, values: string[] = []): string[] => [...values, value];
