import type { MetricUnit, SubjectKind, Verdict } from '../../shared/figures/index.ts';

/** What one of a kind is called, and many of them. */
export const KIND_WORDS: Readonly<Record<SubjectKind, readonly [one: string, many: string]>> = {
  pool: ['pool', 'pools'],
  asset: ['asset', 'assets'],
  pair: ['pair', 'pairs'],
  network: ['network', 'networks'],
  position: ['position', 'positions'],
  venue: ['venue or desk', 'venues and desks'],
  ticket: ['ticket', 'tickets'],
  trade: ['trade', 'trades'],
  leg: ['leg', 'legs'],
  batch: ['netting', 'nettings'],
  list: ['watchlist', 'watchlists'],
  screen: ['screen', 'screens'],
  day: ['day', 'days'],
  workspace: ['workspace', 'the workspace'],
};

/** What a metric's values are in. */
export const UNIT_WORDS: Readonly<Record<MetricUnit, string>> = {
  fraction: 'per cent',
  'basis-points': 'basis points',
  money: 'money',
  price: 'a price',
  days: 'days',
  hours: 'hours',
  minutes: 'minutes',
  count: 'a count',
  score: 'a score from 0 to 10',
  text: 'words',
  verdict: 'a verdict',
};

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  pass: 'pass',
  fail: 'fail',
  unknown: 'not known',
  'not-applicable': 'not applicable',
};

/** Metrics under one heading: what is of one nature. */
export const METRIC_GROUPS: ReadonlyArray<{ readonly title: string; readonly units: readonly MetricUnit[] }> = [
  { title: 'Rates and shares', units: ['fraction', 'basis-points'] },
  { title: 'Prices and amounts', units: ['price', 'money'] },
  { title: 'Times', units: ['days', 'hours', 'minutes'] },
  { title: 'Counts and scores', units: ['count', 'score'] },
  { title: 'Verdicts', units: ['verdict'] },
  { title: 'Words', units: ['text'] },
];
