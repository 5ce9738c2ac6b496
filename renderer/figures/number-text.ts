import { Decimal, parseDecimal } from '../../shared/figures/index.ts';

/** The true minus sign, as wide as a plus. */
export const MINUS = '\u2212';
/** What stands where a figure is unknown. */
export const DASH = '—';
const NARROW_SPACE = '\u202f';

export interface NumberStyle {
  /** Digits after the point; fewer are shown only where `fewest` says so. */
  readonly most: number;
  readonly fewest?: number;
  /** A sign on every change: `+` as well as `−`; none on zero. */
  readonly sign?: boolean;
  /** Language of grouping and point; the machine's where absent. */
  readonly locale?: string | undefined;
}

/**
 * A decimal's text in the language's grouping, rounded half to even, with a true minus. The text never passes through a float:
 * `Intl.NumberFormat` reads decimal text exactly.
 */
export function numberText(decimal: string, { most, fewest = most, sign = false, locale }: NumberStyle): string {
  const exact = parseDecimal(decimal);
  if (exact === null) throw new RangeError(`not a decimal number: ${decimal}`);
  const format = formatter(locale, fewest, most, sign);
  return format.format(exact.toFixed() as `${number}`).replace('-', MINUS);
}

/** An amount of money: two digits after the point, four under one unit, and never rounded to nothing. */
export function moneyText(decimal: string, style: { readonly sign?: boolean; readonly locale?: string | undefined } = {}): string {
  const size = magnitude(decimal);
  const digits = size === null || size >= 0 ? 2 : Math.min(12, Math.max(2, 1 - size));
  return numberText(decimal, { ...style, most: digits });
}

/** A quantity of a coin: about eight significant digits, no trailing zeros. */
export function quantityText(decimal: string, style: { readonly sign?: boolean; readonly locale?: string | undefined } = {}): string {
  const size = magnitude(decimal) ?? 0;
  return numberText(decimal, { ...style, most: Math.min(24, Math.max(2, 6 - size)), fewest: 0 });
}

/** A price of one unit: as many digits as tell it from its neighbours. */
export function priceText(decimal: string, style: { readonly locale?: string | undefined } = {}): string {
  const size = magnitude(decimal) ?? 0;
  const most = size >= 2 ? 2 : Math.min(24, 4 - size);
  return numberText(decimal, { ...style, most, fewest: Math.min(2, most) });
}

/** A large amount to three digits: `23.9B`. */
export function compactText(decimal: string, locale?: string): string {
  const exact = parseDecimal(decimal);
  if (exact === null) throw new RangeError(`not a decimal number: ${decimal}`);
  let format = compactFormatters.get(locale);
  if (!format) {
    format = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3, roundingMode: 'halfEven' });
    compactFormatters.set(locale, format);
  }
  return format.format(exact.toFixed() as `${number}`).replace('-', MINUS);
}
const compactFormatters = new Map<string | undefined, Intl.NumberFormat>();

/** A fraction as a percentage: `0.0512` is `5.12 %`; more digits where two would show nothing, or where `digits` asks for up to so many. */
export function percentText(
  fraction: string,
  style: { readonly sign?: boolean; readonly locale?: string | undefined; readonly digits?: number } = {},
): string {
  const exact = parseDecimal(fraction);
  if (exact === null) throw new RangeError(`not a decimal number: ${fraction}`);
  const percent = exact.times(100).toFixed();
  const size = magnitude(percent);
  const { digits = 2 } = style;
  const most = size === null || size >= -2 ? digits : Math.max(digits, Math.min(8, -size + 1));
  return `${numberText(percent, { ...style, most, ...(digits === 2 ? {} : { fewest: 2 }) })}${NARROW_SPACE}%`;
}

/** All digits, grouped: what a figure says on focus. */
export function exactText(decimal: string, locale?: string): string {
  return numberText(decimal, { most: 60, fewest: 0, locale });
}

/** −1, 0 or 1 as the number is below, at or above zero. */
export function signOf(decimal: string): -1 | 0 | 1 {
  const exact = parseDecimal(decimal);
  if (exact === null || exact.isZero()) return 0;
  return exact.isNegative() ? -1 : 1;
}

/** How much of `whole` the part is, in percent without digits after the point; what discreet mode shows in place of amounts. */
export function weightText(part: string, whole: string, locale?: string): string {
  const [numerator, denominator] = [parseDecimal(part), parseDecimal(whole)];
  if (numerator === null || denominator === null || denominator.isZero()) return DASH;
  return `${numberText(new Decimal(numerator).div(denominator).times(100).toFixed(), { most: 1, locale })}${NARROW_SPACE}%`;
}

/** The power of ten of the first digit: 2 for 532, −2 for 0.05; `null` for zero. */
/** `1 item`, `3 items`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString()} ${count === 1 ? one : many}`;
}

function magnitude(decimal: string): number | null {
  const exact = parseDecimal(decimal);
  return exact === null || exact.isZero() ? null : exact.e;
}

const formatters = new Map<string, Intl.NumberFormat>();

/** Making a formatter takes longer than formatting ten thousand numbers with it. */
function formatter(locale: string | undefined, fewest: number, most: number, sign: boolean): Intl.NumberFormat {
  const key = `${locale ?? ''} ${fewest} ${most} ${sign}`;
  let format = formatters.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      minimumFractionDigits: Math.min(fewest, most),
      maximumFractionDigits: most,
      roundingMode: 'halfEven',
      signDisplay: sign ? 'exceptZero' : 'negative',
    });
    formatters.set(key, format);
  }
  return format;
}
