import { Decimal, decimalText } from '../figures/index.ts';

/** Which character stands before the fraction. The other one, spaces and apostrophes may group thousands. */
export type DecimalMark = '.' | ',';

/** A quantity with the unit that the cell glued to it: `$166.15`, `-€597.49846`, `0.5BTC`, `50.00 SEK`. */
export interface Money {
  /** Canonical decimal text, signed. */
  readonly amount: string;
  /** Currency code; symbols are translated where they are unambiguous. `null` where the cell has none. */
  readonly unit: string | null;
}

const MONEY = /^([+-]?)\s*([\p{L}\p{Sc}]{0,10})\s*([+-]?)([\d.,'’\s]*\d\.?(?:[eE][+-]?\d{1,4})?)\s*([\p{L}\p{Sc}][^\s+'-]{0,29})?$/u;
const PLAIN = /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/;
const UNGROUPED = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;
const SCIENTIFIC = /^([+-]?(?:\d+\.?\d*|\.\d+))[eE]([+-]?\d{1,4})$/;
/** Beyond this no price and no quantity is real, and the digits would fill the screen. */
const MAX_DIGITS = 120;
const MAX_EXPONENT = 80;

const SYMBOLS: Readonly<Record<string, string>> = {
  $: 'USD',
  US$: 'USD',
  A$: 'AUD',
  C$: 'CAD',
  '€': 'EUR',
  '£': 'GBP',
  '₿': 'BTC',
  Ξ: 'ETH',
  '₹': 'INR',
  '₩': 'KRW',
  '₺': 'TRY',
  '₽': 'RUB',
  '₴': 'UAH',
  '₫': 'VND',
  '₦': 'NGN',
  '₱': 'PHP',
  R$: 'BRL',
  zł: 'PLN',
};

/**
 * The canonical decimal text of a number cell (no exponent, no `+`, no trailing zeros, `-0` is `0`), or `null` where the cell is not
 * one number. Thousands separators are accepted only in groups of three; scientific notation is expanded exactly.
 */
export function readNumber(cell: string, mark: DecimalMark = '.'): string | null {
  if (PLAIN.test(cell)) return cell === '-0' ? '0' : cell.length > MAX_DIGITS ? null : cell;
  let text = cell.trim().replace('\u2212', '-');
  if (text.length > MAX_DIGITS) return null;
  if (!(mark === '.' && UNGROUPED.test(text))) {
    const scientific = SCIENTIFIC.exec(mark === ',' ? text.replace(',', '.') : text);
    if (scientific !== null) return Math.abs(Number(scientific[2])) > MAX_EXPONENT ? null : decimalText(new Decimal(scientific[0]));
    const ungrouped = ungroup(text, mark);
    if (ungrouped === null) return null;
    text = ungrouped;
  }
  return canonical(text);
}

/** As `readNumber`, with a currency symbol or code before or after the number, and the sign before either. */
export function readMoney(cell: string, mark: DecimalMark = '.'): Money | null {
  const text = cell.trim().replace('\u2212', '-');
  const match = MONEY.exec(text);
  if (match === null) return null;
  const [, sign = '', before = '', inner = '', digits = '', after = ''] = match;
  if ((sign !== '' && inner !== '') || (before !== '' && after !== '')) return null;
  const amount = readNumber(`${sign}${inner}${digits.trim()}`, mark);
  const unit = before === '' ? after : before;
  return amount === null ? null : { amount, unit: unit === '' ? null : (SYMBOLS[unit] ?? unit) };
}

/** Why `readNumber` refused, as a sentence with its remedy. */
export function numberFault(cell: string, mark: DecimalMark = '.'): string {
  const shown = shorten(cell);
  if (cell.trim() === '') return 'The cell is empty, where a number must be. Fill it in, or export the file again.';
  if (isFormula(cell))
    return `“${shown}” is a spreadsheet formula, not a number. Export the file again without opening it in a spreadsheet.`;
  if (mark === '.' && readNumber(cell, ',') !== null)
    return `“${shown}” looks like a number with a decimal comma. Say that the file uses decimal commas.`;
  return `“${shown}” is not a number. Export the file again, or correct the cell.`;
}

/** The decimal mark that a column's cells prove; `null` where none does (`1,234` may be either) or where they contradict each other. */
export function detectDecimalMark(cells: Iterable<string>): DecimalMark | null {
  let seen: DecimalMark | null = null;
  for (const cell of cells) {
    const proof = provenMark(cell.replace(/[^\d.,]/g, ''));
    if (proof === null) continue;
    if (seen !== null && seen !== proof) return null;
    seen = proof;
  }
  return seen;
}

/**
 * Whether a spreadsheet rewrote an identifier as a rounded number, such as `1,55444E+13`: its digits are lost, so such rows can neither
 * be told apart nor matched.
 */
export function isMangledIdentifier(cell: string): boolean {
  return /^\d[.,]\d+E\+\d{1,2}$/i.test(cell.trim());
}

/** Whether a spreadsheet would run the cell as a formula. Signed numbers are none. */
export function isFormula(cell: string): boolean {
  const first = cell.charCodeAt(0);
  if (first === 61 || first === 64 || first === 9) return true; // = @ tab
  if (first !== 43 && first !== 45) return false; // + -
  return cell.length > 1 && !/^[+-]\s*[^\sA-Za-z0-9(]{0,3}\s*[\d.,]/.test(cell) ? true : /[(!|]/.test(cell);
}

/** A cell as a message may show it. */
export function shorten(cell: string): string {
  return cell.length > 60 ? `${cell.slice(0, 57)}…` : cell;
}

function ungroup(text: string, mark: DecimalMark): string | null {
  const group = mark === '.' ? "[,'’\\u0020\\u00a0\\u202f]" : "[.'’\\u0020\\u00a0\\u202f]";
  const grouped = new RegExp(`^([+-]?)(\\d{1,3}(?:(${group})\\d{3})(?:\\3\\d{3})*|\\d*)(?:\\${mark}(\\d*))?$`).exec(text);
  if (grouped === null) return null;
  const [, sign = '', whole = '', , fraction] = grouped;
  if (whole === '' && (fraction === undefined || fraction === '')) return null;
  return `${sign}${whole.replace(/\D/g, '') || '0'}${fraction ? `.${fraction}` : ''}`;
}

function canonical(text: string): string {
  let start = 0;
  let sign = '';
  if (text.startsWith('+') || text.startsWith('-')) {
    sign = text.startsWith('-') ? '-' : '';
    start = 1;
  }
  const point = text.indexOf('.');
  const wholeEnd = point === -1 ? text.length : point;
  while (start < wholeEnd - 1 && text.charCodeAt(start) === 48) start += 1;
  let end = text.length;
  if (point !== -1) {
    while (end > point + 1 && text.charCodeAt(end - 1) === 48) end -= 1;
    if (end === point + 1) end = point;
  }
  const whole = start >= wholeEnd ? '0' : text.slice(start, wholeEnd);
  const digits = end > wholeEnd ? whole + text.slice(wholeEnd, end) : whole;
  return digits === '0' ? '0' : sign + digits;
}

function provenMark(digits: string): DecimalMark | null {
  const [point, comma] = [digits.lastIndexOf('.'), digits.lastIndexOf(',')];
  if (point === -1 && comma === -1) return null;
  if (point !== -1 && comma !== -1) return point > comma ? '.' : ',';
  const mark = point === -1 ? ',' : '.';
  const parts = digits.split(mark);
  if (parts.length > 2) return mark === '.' ? ',' : '.';
  const [whole = '', fraction = ''] = parts;
  return fraction.length === 3 && whole !== '' && whole !== '0' && whole.length <= 3 ? null : mark;
}
