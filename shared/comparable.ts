/** Labels that look the same are the same. */
export const comparable = (label: string): string => label.trim().normalize('NFKC').toLowerCase();
