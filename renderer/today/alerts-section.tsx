import {
  DistanceBar,
  firingNowReading,
  type FiringLine,
  goToFiring,
  goToFirings,
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
/** Firings that are gathered by their rules. */
const MOST_READ = 500;
const MOST_NEAR = 4;
/** What is farther from firing than this share of its level is not near. */
const NEAR = 0.1;

interface AlertsSectionProps {
  readonly now: number;
}

/** What fires, and what nearly does; nothing where no rule was ever written. */
export function AlertsSection({ now }: AlertsSectionProps) {
  const { data: status } = useReading(statusReading);
  const { data: firing } = useReading(firingNowReading(MOST_READ));
  const { data: near } = useReading(nearReading(MOST_NEAR * 2));
  if (!status || status.rules === 0) return null;
  const fires = groupsOf(firing?.firings ?? []);
  const nearly = (near?.watches ?? []).filter(isNear).slice(0, MOST_NEAR);
  const more = (firing?.total ?? 0) - (firing?.firings.length ?? 0);
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
        {fires.slice(0, MOST_FIRING).map((group) => (
          <FiringGroup key={group[0].rule} group={group} now={now} />
        ))}
        {(more > 0 || fires.length > MOST_FIRING) && (
          <li>
            <button type="button" className="way" onClick={() => goTo('alerts')}>
              And more
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

type Group = readonly [FiringLine, ...FiringLine[]];

/** One line for what a rule fires, of however many subjects. */
function FiringGroup({ group, now }: { readonly group: Group; readonly now: number }) {
  const [first, ...others] = group;
  return (
    <li className="alert-line">
      <SeverityMark severity={first.severity} short />
      <button type="button" className="way" onClick={() => (others.length === 0 ? goToFiring(first.firing) : goToFirings(first.rule))}>
        {first.title}
      </button>
      <span>
        {first.subjectTitle}
        {others.length > 0 && <span className="muted"> and {others.length.toLocaleString()} more</span>}
      </span>
      <span className="muted">
        {standingWords(first)}, {ageText(Date.parse(first.due), now)}
      </span>
    </li>
  );
}

/** Firings by rule, the loudest rule first; in each what was not seen first, then the newest. */
function groupsOf(firings: readonly FiringLine[]): readonly Group[] {
  return [...Map.groupBy(firings.toSorted(byWeight), ({ rule }) => rule).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [[first, ...others] as const],
  );
}

function standingWords({ acknowledged, snoozedUntil, what }: FiringLine): string {
  if (what === 'unknown') return 'cannot be evaluated';
  if (snoozedUntil !== null) return 'snoozed';
  return acknowledged === null ? 'fires' : 'seen';
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
