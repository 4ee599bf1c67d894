export { type Bar, type BarAccount, type BarLevel, barOf, errorBar } from './bar.ts';
export {
  type BarFormat,
  barFormats,
  barText,
  hidesFailures,
  readBarFormat,
  runsToTheEnd,
  unknownFormat,
} from './formats.ts';
