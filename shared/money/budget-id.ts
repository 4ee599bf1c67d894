/** Ids of budgets look so, and those of accounts do not: an alert belongs to one or the other. Also of an alert of a budget. */
export const isBudgetId = (id: string | null): boolean => id?.startsWith('budget-') ?? false;
