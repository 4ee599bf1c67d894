// What use costs. The popover and the first paint import `words.ts` and `format.ts` instead, which need no library.

export { budgetStates } from './budgets.ts';
export { accountCost } from './cost.ts';
export { spendColumns, spendCsv } from './csv.ts';
export { roundMoney, roundPrice } from './decimal.ts';
export { type FitFacts, planFit } from './fit.ts';
export { formatMoney, formatMoneyRange, formatMoneys, formatPrice, minorDigits } from './format.ts';
export { playAccount } from './play.ts';
export { readMoney, readPlanPrice } from './read-money.ts';
export { spendReport } from './report.ts';
export { reportJson } from './report-json.ts';
export { statementOf } from './statement.ts';
export type * from './types.ts';
export { budgetChip, budgetWords, costWords, type SpendWords, spendWords } from './words.ts';
