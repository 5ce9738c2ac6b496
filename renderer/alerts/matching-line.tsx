import type { Scope } from '../../shared/watchlists/index.ts';
import { useReading } from '../engine/reading.ts';
import { counted } from '../figures/number-text.ts';
import { useSettled } from '../lists/index.ts';
import { KIND_WORDS } from '../metrics/index.ts';
import { previewReading } from './readings.ts';

interface MatchingLineProps {
  readonly about: Scope;
  /** Canonical text; null while it means nothing. */
  readonly rule: string | null;
}

/** Of the subjects only those that fire or are nearest are told. */
const FEW = 5;

/** How many subjects a rule is about now, and which of them it would fire for at once. */
export function MatchingLine({ about, rule }: MatchingLineProps) {
  const question = useSettled(JSON.stringify({ about, rule: rule ?? '' }), 250);
  const asked = JSON.parse(question) as { about: Scope; rule: string };
  const empty = asked.rule === '' || (asked.about.which.of === 'named' && asked.about.which.ids.length === 0);
  const { data } = useReading(previewReading({ ...asked, limit: FEW }), { enabled: !empty });
  if (empty || rule === null || !data) return null;
  const [one, many] = KIND_WORDS[about.kind];
  const nearest = data.watches.find(({ fires, distance }) => !fires && distance?.share != null);
  return (
    <p className="matching-line muted" role="status">
      {data.refused === null ? `Watches ${counted(data.subjects, one, many)}` : data.refused.message}
      {data.refused === null &&
        (data.firing > 0 ? (
          <b className="late">, would fire for {data.firing.toLocaleString()} of them now</b>
        ) : (
          ', would fire for none of them now'
        ))}
      {data.unknown > 0 && `, cannot be said of ${data.unknown.toLocaleString()}`}
      {data.refused === null && '.'}
      {nearest?.distance && ` Nearest: ${nearest.title}, ${nearest.distance.says}.`}
    </p>
  );
}
