import { Decimal, decimalText, type MetricUnit, UNIT_WORDS } from '../figures/index.ts';
import type { Duration, DurationUnit, Quantity, QuantityUnit } from './expression.ts';

/** What a number's letters may mean, by what the place asks for. `m` alone has two meanings. */
const AMOUNT_SPELLINGS: Readonly<Record<string, QuantityUnit>> = {
  '': '',
  '%': '%',
  pp: '%',
  bp: 'bp',
  bps: 'bp',
  k: 'k',
  thousand: 'k',
  m: 'm',
  mn: 'm',
  mio: 'm',
  million: 'm',
  bn: 'bn',
  b: 'bn',
  billion: 'bn',
};
const DURATION_SPELLINGS: Readonly<Record<string, DurationUnit>> = {
  s: 's',
  sec: 's',
  second: 's',
  seconds: 's',
  min: 'min',
  mins: 'min',
  minute: 'min',
  minutes: 'min',
  h: 'h',
  hour: 'h',
  hours: 'h',
  d: 'd',
  day: 'd',
  days: 'd',
  w: 'w',
  week: 'w',
  weeks: 'w',
};
const MILLISECONDS: Readonly<Record<DurationUnit, number>> = { s: 1e3, min: 6e4, h: 36e5, d: 864e5, w: 6048e5 };
const FACTORS: Readonly<Record<Exclude<QuantityUnit, DurationUnit>, string>> = {
  '': '1',
  '%': '0.01',
  bp: '0.0001',
  k: '1e3',
  m: '1e6',
  bn: '1e9',
};
/** A metric that is a time, and how many milliseconds its one is. */
const TIMES: Partial<Readonly<Record<MetricUnit, number>>> = { days: 864e5, hours: 36e5, minutes: 6e4 };
/** A century: nobody watches longer, and products with it stay exact. */
const LONGEST = 36_525 * 864e5;

/** Whether values of this unit are times, so that `m` after a number beside them means minutes. */
export function isTime(unit: MetricUnit | null): boolean {
  return unit !== null && unit in TIMES;
}

/** The unit that letters after a number spell. Where `timed`, `m` means minutes, elsewhere a million; `null` where they spell none. */
export function unitOf(spelling: string, timed: boolean): QuantityUnit | null {
  if (timed && spelling === 'm') return 'min';
  return AMOUNT_SPELLINGS[spelling] ?? DURATION_SPELLINGS[spelling] ?? null;
}

export function isDuration(unit: QuantityUnit): unit is DurationUnit {
  return unit in MILLISECONDS;
}

/** A span of time in milliseconds; `null` where it is no whole number of them, none at all, or above a century. */
export function millisecondsOf(duration: Duration): number | null {
  const span = new Decimal(duration.number).times(MILLISECONDS[duration.unit]);
  return span.isInteger() && span.greaterThan(0) && span.lessThanOrEqualTo(LONGEST) ? span.toNumber() : null;
}

/** As {@link millisecondsOf}, of a duration that the parser has let pass. */
export function lengthOf(duration: Duration): number {
  return new Decimal(duration.number).times(MILLISECONDS[duration.unit]).toNumber();
}

/**
 * The number that values of `unit` are compared with: 98 % of a fraction is 0.98, of basis points 9,800; 7d of a metric in hours is 168.
 * Only for quantities that {@link unitFault} lets pass.
 */
export function thresholdOf(quantity: Quantity, unit: MetricUnit | 'milliseconds' | null): Decimal {
  const number = new Decimal(quantity.number);
  if (isDuration(quantity.unit)) {
    const one = unit === null || unit === 'milliseconds' ? 1 : (TIMES[unit] ?? 1);
    return number.times(MILLISECONDS[quantity.unit]).dividedBy(one);
  }
  const plain = number.times(FACTORS[quantity.unit]);
  return unit === 'basis-points' && (quantity.unit === '%' || quantity.unit === 'bp') ? plain.times(10_000) : plain;
}

/** Why a threshold cannot be meant of `what`, whose values are in `unit`: a sentence with the remedy. `null` where it can. */
export function unitFault(quantity: Quantity, unit: MetricUnit | 'milliseconds' | null, what: string): string | null {
  const written = quantityText(quantity);
  if (isDuration(quantity.unit)) {
    if (unit === 'milliseconds' || isTime(unit)) return null;
    if (unit === null) return `It is not known that ${what} is a time, so ${written} cannot be compared with it. Write a plain number.`;
    return `${written} is a time, but ${what} is ${UNIT_WORDS[unit]}. Write ${EXAMPLES[unit]}.`;
  }
  if (unit === null) return null;
  if (unit === 'milliseconds') {
    return quantity.unit === '' && new Decimal(quantity.number).isZero()
      ? null
      : `${what} is a time. Write it with its unit, such as 2h or 7d.`;
  }
  const share = quantity.unit === '%' || quantity.unit === 'bp';
  if (unit === 'fraction') return fractionFault(quantity, what);
  if (unit === 'text' || unit === 'verdict') return `${what} is ${UNIT_WORDS[unit]} and has no order; it cannot be compared with a number.`;
  if (share && unit !== 'basis-points') {
    return `${written} is a share, but ${what} is ${UNIT_WORDS[unit]}. Write ${EXAMPLES[unit]}, or ask for the change over a time: change(${what}, 7d).`;
  }
  if (isTime(unit) && quantity.unit !== '') return `${written} is an amount, but ${what} is ${UNIT_WORDS[unit]}. Write ${EXAMPLES[unit]}.`;
  return null;
}

/** What a duration is called: `2 hours`. */
export function durationWords({ number, unit }: Duration): string {
  return `${number} ${DURATION_WORDS[unit]}${number === '1' ? '' : 's'}`;
}

export function quantityText({ number, unit }: Quantity): string {
  return number + unit;
}

export function durationText({ number, unit }: Duration): string {
  return number + unit;
}

/** A plain number above one, of a fraction: per cent was meant, and where it was not, it can be said so. */
function fractionFault(quantity: Quantity, what: string): string | null {
  const number = new Decimal(quantity.number);
  if (quantity.unit === '%' || quantity.unit === 'bp') return null;
  if (quantity.unit === '' && number.abs().lessThanOrEqualTo(1)) return null;
  const plain = number.times(FACTORS[quantity.unit as keyof typeof FACTORS]);
  const percent = `${decimalText(plain.times(100))}%`;
  return `${what} is a fraction, where ${quantityText(quantity)} would be ${percent}. Write ${decimalText(plain)}%, or ${percent} if that is meant.`;
}

const DURATION_WORDS: Readonly<Record<DurationUnit, string>> = { s: 'second', min: 'minute', h: 'hour', d: 'day', w: 'week' };

const EXAMPLES: Readonly<Record<MetricUnit, string>> = {
  fraction: '4%',
  'basis-points': '50bp',
  money: '5m',
  price: '0.98',
  days: '7d',
  hours: '12h',
  minutes: '30min',
  count: '10',
  score: '7.5',
  text: 'a word',
  verdict: 'a verdict',
};
