import fc from 'fast-check';
import type { Condition, Duration, NameEntry, Operand, Quantity, Subject, Vocabulary } from '../../shared/watchlists/index.ts';

/** The names of a small registry, of several units. */
export const NAMES: readonly NameEntry[] = [
  { name: 'value', says: 'the value of the series', unit: null },
  { name: 'rate.base', says: 'the base rate, as quoted', unit: 'fraction' },
  { name: 'rate.reward', says: 'the reward rate, as quoted', unit: 'fraction' },
  { name: 'tvl', says: 'deposits in dollars', unit: 'money' },
  { name: 'lockup', says: 'days until the money is free', unit: 'days' },
  { name: 'cut-off.minutes', says: 'minutes to the cut-off', unit: 'minutes' },
  { name: 'funding', says: 'funding of eight hours', unit: 'basis-points' },
  { name: 'pretrade.P01', says: 'the first check', unit: 'verdict' },
];
export const VOCABULARY: Vocabulary = new Map(NAMES.map((entry) => [entry.name, entry]));

const whole = fc.integer({ min: 1, max: 400 });
export const durations: fc.Arbitrary<Duration> = fc.record({
  number: whole.map(String),
  unit: fc.constantFrom('s', 'min', 'h', 'd', 'w'),
});
const measures = fc.constantFrom('change', 'points', 'mean', 'median', 'min', 'max', 'drawdown', 'zscore');

/** Things that may be compared, each with thresholds that fit its unit. */
const subjects: fc.Arbitrary<Subject> = fc.oneof(
  fc.constantFrom('value', 'rate.base', 'tvl', 'lockup', 'funding').map((name) => ({ kind: 'name' as const, name })),
  fc.record({ kind: fc.constant('measure' as const), measure: measures, name: fc.constantFrom('value', 'tvl'), window: durations }),
  fc.constantFrom('age' as const, 'rank' as const).map((kind) => ({ kind, name: 'value' })),
);

function quantity(unit: Quantity['unit'], most: number): fc.Arbitrary<Quantity> {
  return fc
    .tuple(fc.integer({ min: -most, max: most }), fc.integer({ min: 0, max: 99 }))
    .map(([units, hundredths]) => ({ kind: 'quantity', number: String(Number(`${units}.${String(hundredths).padStart(2, '0')}`)), unit }));
}

function thresholds(subject: Subject): fc.Arbitrary<Quantity> {
  if (subject.kind === 'age') return durations.map((duration) => ({ kind: 'quantity', ...duration }));
  const measure = subject.kind === 'measure' ? subject.measure : null;
  if (measure === 'change' || measure === 'drawdown') return fc.oneof(quantity('%', 500), quantity('bp', 500), quantity('', 0));
  if (measure === 'zscore' || subject.kind === 'rank') return quantity('', 10);
  switch (subject.name) {
    case 'rate.base':
      return fc.oneof(quantity('%', 500), quantity('bp', 500));
    case 'tvl':
      return fc.oneof(quantity('m', 500), quantity('k', 500), quantity('bn', 5), quantity('', 100_000));
    case 'lockup':
      return durations.map((duration) => ({ kind: 'quantity', ...duration }));
    case 'funding':
      return fc.oneof(quantity('bp', 50), quantity('', 50));
    default:
      return fc.oneof(quantity('', 5), quantity('%', 200), quantity('m', 3));
  }
}

const leaves: fc.Arbitrary<Condition> = subjects.chain((subject) => {
  const comparison = fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const, '=' as const, '!=' as const);
  const right: fc.Arbitrary<Operand> = thresholds(subject);
  return fc.oneof(
    fc.record({ kind: fc.constant('compare' as const), left: fc.constant<Operand>(subject), comparison, right }),
    fc.record({ kind: fc.constant('compare' as const), left: right, comparison, right: fc.constant<Operand>(subject) }),
    fc.record({ kind: fc.constant('between' as const), of: fc.constant(subject), low: thresholds(subject), high: thresholds(subject) }),
    fc.record({
      kind: fc.constant('crosses' as const),
      of: fc.constant(subject),
      direction: fc.constantFrom('above' as const, 'below' as const),
      level: right,
    }),
    fc.record({
      kind: fc.constant('test' as const),
      test: fc.constantFrom('stuck' as const, 'missing' as const),
      name: fc.constant('value'),
      window: durations,
    }),
  );
});

/** Conditions as the parser gives them: no `all` directly within an `all`, no `any` within an `any`. */
export const conditions: fc.Arbitrary<Condition> = fc.letrec<{ any: Condition }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaves,
    tie('any').map((part): Condition => ({ kind: 'not', part })),
    fc.tuple(fc.constantFrom('all' as const, 'any' as const), fc.array(tie('any'), { minLength: 2, maxLength: 3 })).map(([kind, parts]) => {
      const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
      return { kind, parts: flat };
    }),
  ),
})).any;
