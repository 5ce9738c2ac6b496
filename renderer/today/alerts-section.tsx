import {
  DistanceBar,
  firingNowReading,
  type FiringLine,
  goToFiring,
  goToRule,
  nearReading,
  SeverityMark,
  statusReading,
  type Watch,
} from '../alerts/index.ts';
import { SEVERITIES } from '../../shared/alerts/index.ts';
import { useReading } from '../engine/reading.ts';
import { ageText } from '../figures/time-text.ts';
import { goTo } from '../window/places.ts';

/** More lines than these are a list, and that is elsewhere. */
const MOST_FIRING = 8;
const MOST_NEAR = 4;
/** What is farther from firing than this share of its level is not near. */
const NEAR = 0.1;

interface AlertsSectionProps {
  readonly now: number;
}

/** What fires, and what nearly does; nothing where no rule was ever written. */
export function AlertsSection({ now }: AlertsSectionProps) {
  const { data: status } = useReading(statusReading);
  const { data: firing } = useReading(firingNowReading(MOST_FIRING));
  const { data: near } = useReading(nearReading(MOST_NEAR * 2));
  if (!status || status.rules === 0) return null;
  const fires = (firing?.firings ?? []).toSorted(byWeight);
  const nearly = (near?.watches ?? []).filter(isNear).slice(0, MOST_NEAR);
  const more = status.firing - fires.length;
  return (
    <section aria-label="Alerts">
      <h2>
        Alerts<span>what fires, and what nearly does</span>
        <button type="button" className="way" onClick={() => goTo('alerts')}>
          Alerts <kbd>g</kbd> <kbd>a</kbd>
        </button>
      </h2>
      {fires.length + nearly.length === 0 && <p className="muted">Nothing fires, and nothing is near it.</p>}
      <ul className="matters">
        {fires.map((line) => (
          <li key={line.firing} className="alert-line">
            <SeverityMark severity={line.severity} short />
            <button type="button" className="way" onClick={() => goToFiring(line.firing)}>
              {line.title}
            </button>
            <span>{line.subjectTitle}</span>
            <span className="muted">
              {standingWords(line)} {ageText(Date.parse(line.due), now)}
            </span>
          </li>
        ))}
        {more > 0 && (
          <li>
            <button type="button" className="way" onClick={() => goTo('alerts')}>
              And {more.toLocaleString()} more
            </button>
          </li>
        )}
        {nearly.map((watch) => (
          <li key={`${watch.rule} ${watch.subject}`} className="alert-line">
            <span className="muted near-word">near</span>
            <button type="button" className="way" onClick={() => goToRule(watch.rule, watch.ruleTitle)}>
              {watch.ruleTitle}
            </button>
            <span>{watch.title}</span>
            <DistanceBar nearness={watch.distance?.share == null ? null : 1 - watch.distance.share} says={watch.distance?.says ?? ''} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function standingWords({ acknowledged, snoozedUntil, what }: FiringLine): string {
  if (what === 'unknown') return 'cannot be evaluated since';
  if (snoozedUntil !== null) return 'snoozed; fires since';
  return acknowledged === null ? 'fires since' : 'seen; fires since';
}

/** The loudest first, of equals the newest; what was seen after what was not. */
function byWeight(one: FiringLine, other: FiringLine): number {
  const seen = ({ acknowledged }: FiringLine) => (acknowledged === null ? 0 : 1);
  return (
    seen(one) - seen(other) || SEVERITIES.indexOf(other.severity) - SEVERITIES.indexOf(one.severity) || other.due.localeCompare(one.due)
  );
}

function isNear({ distance, phase }: Watch): boolean {
  return phase === 'pending' || (distance?.share != null && distance.share <= NEAR);
}
