import { type Evaluated, FIRINGS_PER_EVENT, type Reading, type RuleTerms } from '../../../shared/alerts/index.ts';
import type { AddressedNotice, Notice } from '../../../shared/delivery/index.ts';
import { decimalText, parseDecimal } from '../../../shared/figures/index.ts';
import type { JournalEvent } from '../../../shared/journal/index.ts';
import { type Firing, firingsAfter, readFiring } from '../alerts/index.ts';
import type { Engine } from '../engine.ts';

/** What one event has to tell. */
export interface Told {
  readonly seq: number;
  readonly notices: readonly AddressedNotice[];
}

type Source = Pick<Engine, 'store' | 'journal' | 'now'>;

/** What alerts have to tell from one place in the journal on, event by event. What was only found out about the past is not among it. */
export function* noticesFrom(engine: Source, from: number): Iterable<Told> {
  for (let next = from; ; ) {
    const found = engine.store.get<{ seq: number }>(
      "SELECT seq FROM journal_body WHERE type = 'alerts.evaluated' AND seq >= ? ORDER BY seq LIMIT 1",
      next,
    );
    if (!found) return;
    const event = engine.journal.at(found.seq) as JournalEvent<Evaluated> | undefined;
    if (event) yield { seq: event.seq, notices: noticesOf(engine, event) };
    next = found.seq + 1;
  }
}

function noticesOf(engine: Source, { id, seq, payload }: JournalEvent<Evaluated>): readonly AddressedNotice[] {
  const { store, journal } = engine;
  if (payload.fired.length === 0 && payload.cleared.length === 0) return [];
  const written = new Map<string, RuleTerms | null>();
  function termsOf(version: string): RuleTerms | null {
    const known = written.get(version);
    if (known !== undefined) return known;
    const terms = (journal.byId(version)?.payload as { readonly after: RuleTerms | null } | undefined)?.after ?? null;
    written.set(version, terms);
    return terms;
  }
  const clock = engine.now();
  const fired = firingsAfter(store, clock, seq * FIRINGS_PER_EVENT - 1, payload.fired.length).filter(({ event }) => event === id);
  const cleared = payload.cleared.flatMap(({ firing }) => readFiring(store, clock, firing) ?? []);
  return [
    ...fired.map((firing) => addressed(firing, firing.passed ? 'passed' : 'fired', seq, termsOf(firing.version))),
    ...cleared.map((firing) => addressed(firing, 'cleared', seq, termsOf(firing.version))),
  ];
}

function addressed(firing: Firing, tells: Notice['tells'], seq: number, terms: RuleTerms | null): AddressedNotice {
  return {
    firing: firing.firing,
    tells,
    rule: firing.rule,
    title: firing.title,
    severity: firing.severity,
    subject: { kind: firing.kind, id: firing.subject },
    subjectTitle: firing.subjectTitle,
    sentence: sentenceOf(firing),
    at: firing.due,
    found: firing.found,
    late: firing.late,
    cleared: tells === 'fired' ? null : firing.cleared,
    todo: terms?.todo ?? null,
    seq,
    quiet: terms?.quiet ?? null,
    snoozed: firing.snoozedUntil,
    channels: terms?.channels ?? null,
  };
}

/** Most readings that a sentence names. */
const MOST_READINGS = 4;

/** The values that the rule looked at when it fired, and the rule in words. */
function sentenceOf({ why, what, title }: Firing): string {
  if (why === null) return title;
  if (what === 'unknown') return `Cannot be evaluated: ${why.because?.message ?? why.says}`.slice(0, 2_000);
  const values = why.readings.slice(0, MOST_READINGS).map((reading) => `${reading.name} ${valueWords(reading)}`);
  return `${values.length === 0 ? '' : `${values.join(', ')} – `}${why.says}`.slice(0, 2_000);
}

function valueWords({ last, unit, currency }: Reading): string {
  if (last === null || last.value === null) return 'unknown';
  const number = parseDecimal(last.value);
  if (number === null) return last.value;
  if (unit === 'fraction') return `${decimalText(number.times(100).toSignificantDigits(8))} %`;
  const text = decimalText(number.toSignificantDigits(12));
  if (currency !== undefined) return `${text} ${currency}`;
  return ['days', 'hours', 'minutes', 'basis-points'].includes(unit) ? `${text} ${unit.replace('-', ' ')}` : text;
}
