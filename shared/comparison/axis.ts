import { type MetricUnit, type RateBasis, UNIT_WORDS } from '../figures/index.ts';

/** What decides whether values may be drawn on one axis. */
export interface Measured {
  readonly unit: MetricUnit;
  /** Of money and prices. */
  readonly currency?: string | undefined;
  /** Of rates and returns. */
  readonly basis?: RateBasis | undefined;
}

/** Series that share an axis, by their places in the list. */
export interface Axis {
  /** What it measures, with its basis: the axis's title. */
  readonly title: string;
  readonly members: readonly number[];
}

/**
 * Why two series may not stand on one axis: a sentence, or null where they may. Unit, currency and basis (kind, of an APY how it compounds, realised or
 * quoted, gross or net, nominal or real, window) must be the same. Source and date may differ: those say who measured, not what.
 */
export function unlikeness(one: Measured, other: Measured): string | null {
  if (one.unit !== other.unit) return `One is ${UNIT_WORDS[one.unit]}, the other ${UNIT_WORDS[other.unit]}.`;
  if (one.currency !== other.currency) {
    return `One is in ${one.currency ?? 'a currency that is not said'}, the other in ${other.currency ?? 'one that is not said'}.`;
  }
  const [a, b] = [one.basis, other.basis];
  if (!a && !b) return null;
  if (!a || !b) return 'Of one it is known on what basis it is, of the other it is not.';
  const differs: readonly (readonly [unknown, unknown, string])[] = [
    [a.kind, b.kind, `one is ${KIND_WORDS[a.kind]}, the other ${KIND_WORDS[b.kind]}`],
    // What is said of an APR’s compounding is a remark: it never is compounded.
    [
      compoundingOf(a, b),
      compoundingOf(b, a),
      `one is compounded ${a.compounding ?? 'in a way not said'}, the other ${b.compounding ?? 'in a way not said'}`,
    ],
    [a.standing, b.standing, `one is ${a.standing}, the other ${b.standing}`],
    [a.net, b.net, `one is ${a.net}, the other ${b.net}`],
    [a.real ?? false, b.real ?? false, `one is ${a.real ? 'real' : 'nominal'}, the other ${b.real ? 'real' : 'nominal'}`],
    [a.windowDays, b.windowDays, `one is over ${windowWords(a.windowDays)}, the other over ${windowWords(b.windowDays)}`],
  ];
  const told = differs.filter(([left, right]) => left !== right).map(([, , says]) => says);
  return told.length === 0 ? null : `${told.join('; ').replace(/^o/, 'O')}.`;
}

/** Series by the axes they may share, in the order in which they come. Likeness is an equality, so the order does not decide who stands with whom. */
export function axesOf(series: readonly Measured[]): readonly Axis[] {
  const axes: { title: string; members: number[] }[] = [];
  for (const [place, each] of series.entries()) {
    const axis = axes.find(({ members }) => unlikeness(series[members[0]!]!, each) === null);
    if (axis) axis.members.push(place);
    else axes.push({ title: axisTitle(each), members: [place] });
  }
  return axes;
}

/** What an axis measures: `APY · quoted · gross · 1 d, per cent`, `USD`, `days`. */
export function axisTitle({ unit, currency, basis }: Measured): string {
  const words =
    unit === 'fraction' ? 'per cent' : unit === 'money' || unit === 'price' ? (currency ?? 'currency not said') : AXIS_WORDS[unit];
  if (!basis) return words;
  const parts = [
    basis.kind === 'APY' && basis.compounding !== undefined ? `APY (${basis.compounding})` : KIND_TITLES[basis.kind],
    basis.standing,
    basis.net,
    basis.real ? 'real' : null,
    basis.windowDays === undefined ? null : windowWords(basis.windowDays),
  ];
  return `${parts.filter((part) => part !== null).join(' · ')}, ${words}`;
}

function compoundingOf(basis: RateBasis, other: RateBasis): string | undefined {
  return basis.kind === 'APY' && other.kind === 'APY' ? basis.compounding : undefined;
}

const KIND_TITLES = { APR: 'APR', APY: 'APY', period: 'over the period', ratio: 'ratio' } as const;
const KIND_WORDS = { APR: 'an APR', APY: 'an APY', period: 'a return over the period', ratio: 'a ratio' } as const;

const AXIS_WORDS: Readonly<Record<Exclude<MetricUnit, 'fraction' | 'money' | 'price'>, string>> = {
  'basis-points': 'bp',
  days: 'days',
  hours: 'hours',
  minutes: 'minutes',
  count: 'count',
  score: 'score',
  text: 'words',
  verdict: 'verdict',
};

function windowWords(days: number | undefined): string {
  if (days === undefined) return 'a time not said';
  return days < 2 ? `${Math.round(days * 24)} h` : `${Math.round(days)} d`;
}
