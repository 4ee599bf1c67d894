export { type AccountChoice, chooseAccount } from './choose.ts';
export {
  type CallsJob,
  type Cheaper,
  type Cost,
  estimateCost,
  type Job,
  type OperationJob,
} from './cost.ts';
export { jobMoney, moneySentence, packageSentence } from './money.ts';
export { type CapAnswer, canRun, type JobPlan, planJob } from './plan.ts';
export { generationFor, newestPrices, pricesOf } from './prices.ts';
export * from './words.ts';
export { countWords, pluralOf } from './work-units.ts';
