import type { Why } from '../../shared/alerts/index.ts';
import type { SubjectKind } from '../../shared/figures/index.ts';
import { DASH, numberText, percentText } from '../figures/number-text.ts';
import { lengthText, valueText } from './words.ts';

type Side = Why['clauses'][number]['sides'][number];

interface Printing {
  readonly kind: SubjectKind;
  readonly discreet: boolean;
}

/** A value that decided, as it is printed, and what it is of: `41 d`, `unlock`. */
export interface Decided {
  readonly subject: string;
  readonly text: string;
}

/** What made a rule fire: of the clauses that held, those that measure something; those of words alone where none does. */
export function decidedBy(why: Why, printing: Printing): readonly Decided[] {
  const held = why.clauses.filter(({ holds }) => holds === true).flatMap(({ sides }) => sides.slice(0, 1));
  const measured = held.filter(({ value }) => value !== null);
  const deciding = measured.length > 0 ? measured : held;
  if (deciding.length > 0) return deciding.map((side) => ({ subject: measureWords(side.subject), text: sideText(side, why, printing) }));
  return why.readings.map(({ name, unit, currency, last }) => ({
    subject: name,
    text: valueText(last?.value ?? null, { unit, subject: printing.kind, currency, discreet: printing.discreet }),
  }));
}

/** A side's value: of a metric itself in its unit, of what is measured over a window in its own. */
export function sideText({ value, word, subject, input }: Side, why: Why, { kind, discreet }: Printing): string {
  if (word !== null) return word;
  if (value === null) return DASH;
  const measure = MEASURED.exec(subject)?.[1];
  if (measure === 'change' || measure === 'drawdown') return percentText(value, { sign: measure === 'change' });
  if (measure === 'age') return lengthText(Number(value));
  if (measure === 'zscore' || measure === 'rank') return numberText(value, { most: 2, fewest: 0 });
  const reading = why.readings.find(({ name }) => name === input);
  return valueText(value, { unit: reading?.unit ?? 'count', subject: kind, currency: reading?.currency, discreet });
}

const MEASURED = /^(\w+)\(([^,()]+)(?:, ([^()]+))?\)$/;

/** `change(tvl, 7d)` as a line has room for it: `change of tvl, 7d`. */
function measureWords(subject: string): string {
  const [, measure, name, window] = MEASURED.exec(subject) ?? [];
  if (measure === undefined) return subject;
  return `${measure} of ${name}${window === undefined ? '' : `, ${window}`}`;
}
