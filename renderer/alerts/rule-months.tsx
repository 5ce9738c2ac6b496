import { useReading } from '../engine/reading.ts';
import { MonthBars } from './month-bars.tsx';
import { type RuleLine, rehearsalReading } from './readings.ts';
import { monthsOf } from './rehearsal-figures.ts';

/** Firings a month as a rule would have had them on the past of its nearest subject, else of its first. */
export function RuleMonths({ line: { terms, nearest, fault } }: { readonly line: RuleLine }) {
  const subject = nearest?.subject;
  const { data } = useReading(
    rehearsalReading({ about: terms.about, rule: terms.rule, limit: 1, ...(subject === undefined ? {} : { subject }) }),
    { enabled: fault === null },
  );
  const first = data && 'ok' in data ? data.ok.subjects[0] : undefined;
  if (!first || first.from === null || first.to === null) {
    return (
      <span className="muted" data-tip={first?.because?.message}>
        —
      </span>
    );
  }
  return (
    <MonthBars label={`${terms.title}, rehearsed on ${first.title}`} months={monthsOf(first.byMonth, first.from, first.to)} width={66} />
  );
}
