import type { MetricUnit } from '../figures/index.ts';
import type { MeasureName, Subject, TestName, Vocabulary } from './expression.ts';

/** A function of the grammar, over one name and, unless it has none, a window of time that ends now. */
export interface FunctionEntry {
  readonly name: MeasureName | TestName | 'age' | 'rank';
  readonly windowed: boolean;
  /** What comes out: a truth, or a number in this unit, where `same` is that of the name. */
  readonly gives: 'truth' | 'same' | 'fraction' | 'number' | 'time';
  readonly says: string;
}

export const FUNCTIONS: readonly FunctionEntry[] = [
  { name: 'change', windowed: true, gives: 'fraction', says: 'how much it grew over the window, in per cent of what it was' },
  { name: 'points', windowed: true, gives: 'same', says: 'the difference to what it was at the beginning of the window' },
  { name: 'mean', windowed: true, gives: 'same', says: 'the mean of the observations in the window' },
  { name: 'median', windowed: true, gives: 'same', says: 'the median of the observations in the window' },
  { name: 'min', windowed: true, gives: 'same', says: 'the lowest observation in the window' },
  { name: 'max', windowed: true, gives: 'same', says: 'the highest observation in the window' },
  { name: 'drawdown', windowed: true, gives: 'fraction', says: 'the fall from the highest observation in the window, above zero' },
  { name: 'zscore', windowed: true, gives: 'number', says: 'standard deviations from the mean of the earlier observations in the window' },
  { name: 'stuck', windowed: true, gives: 'truth', says: 'whether it has been observed unchanged at least so long' },
  { name: 'missing', windowed: true, gives: 'truth', says: 'whether nothing has been observed for so long' },
  { name: 'age', windowed: false, gives: 'time', says: 'how long ago it was last observed' },
  { name: 'rank', windowed: false, gives: 'number', says: 'its place among the subjects compared, the highest first' },
];

const BY_NAME = new Map<string, FunctionEntry>(FUNCTIONS.map((entry) => [entry.name, entry]));

export function functionNamed(name: string): FunctionEntry | undefined {
  return BY_NAME.get(name);
}

/** The unit in which a subject's values come; `null` where it is unknown. */
export function unitOfSubject(subject: Subject, vocabulary: Vocabulary): MetricUnit | 'milliseconds' | null {
  const own = vocabulary.get(subject.name)?.unit ?? null;
  if (subject.kind === 'name') return own;
  const gives = BY_NAME.get(subject.kind === 'measure' ? subject.measure : subject.kind)?.gives;
  if (gives === 'same') return own;
  if (gives === 'fraction') return 'fraction';
  return gives === 'time' ? 'milliseconds' : 'score';
}
