import type { Family, VenueScore } from '../../shared/venues/index.ts';
import { api } from '../engine/api.ts';
import { useReading } from '../engine/reading.ts';
import { dayText } from '../figures/time-text.ts';
import { useSettled } from '../lists/index.ts';
import { scoreText } from './score-text.ts';
import { SOURCE_WORDS } from './words.ts';

interface PointsLineProps {
  readonly family: Family;
  readonly measure: string;
  /** Null as long as something is missing. */
  readonly score: VenueScore | null;
  readonly lack: string | undefined;
}

/** What the value earns on its scale, said while it is typed. */
export function PointsLine({ family, measure, score, lack }: PointsLineProps) {
  const given = useSettled(JSON.stringify(score?.given ?? null));
  const { data } = useReading(
    {
      columns: ['venues'],
      key: ['venues', 'points', family, measure, given],
      ask: (signal) => api.venues.points.query({ family, measure, given: JSON.parse(given) as VenueScore['given'] }, { signal }),
    },
    { enabled: given !== 'null' },
  );
  if (score === null) return <span className="muted">{lack ?? 'What it earns is said here.'}</span>;
  return (
    <span aria-live="polite">
      {data && (
        <>
          <b>{data.points === null ? data.says : `${scoreText(data.points)} of 10.`}</b>{' '}
        </>
      )}
      {`By ${SOURCE_WORDS[score.sourceClass]}, ${dayText(score.asOf)}${score.low !== null || score.high !== null ? `; it may lie between ${score.low ?? '0'} and ${score.high ?? '10'} points` : ''}.`}
    </span>
  );
}
