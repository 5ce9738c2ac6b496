export { csvText, undefused } from './csv-text.ts';
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
export { readTable, tableOf, TABLE_LIMITS, type Table, type TableOptions } from './table.ts';
export { type DecodedText, decodeText, jsonOf } from './text.ts';
