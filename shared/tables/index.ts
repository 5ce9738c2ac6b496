export type { Delimiter } from './delimited.ts';
export { detectDateOrder, instantFault, isTimeZone, readInstant, type DateOrder, type InstantOptions } from './instant.ts';
export {
  detectDecimalMark,
  isFormula,
  isMangledIdentifier,
  numberFault,
  readMoney,
  readNumber,
  shorten,
  type DecimalMark,
  type Money,
} from './number.ts';
export { readTable, tableOf, TABLE_LIMITS, type Table, type TableLimits, type TableOptions } from './table.ts';
export { decodeText, type DecodedText } from './text.ts';
