import { useMemo } from 'react';
import { Fragment } from 'react';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { useReading } from '../engine/reading.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { dayText } from '../figures/time-text.ts';
import type { Doing } from './doing.ts';
import { Firmness } from './firmness.tsx';
import {
  type CriterionScore,
  type GivenScore,
  schemeReading,
  type SchemeAnswer,
  sensitivityReading,
  type VenueDetail,
} from './readings.ts';
import { ScoreForm } from './score-form.tsx';
import { intervalText, scoreText, shareText } from './score-text.ts';
import { counted, SOURCE_WORDS } from './words.ts';

interface ScoreTabProps {
  readonly detail: VenueDetail;
  readonly doing: Doing;
  readonly setDoing: (doing: Doing) => void;
}

/** How the venue scores: criteria and their measures with evidence and its age, and how firm its place is. */
export function ScoreTab({ detail, doing, setDoing }: ScoreTabProps) {
  const { family, place, profile, venue } = detail;
  const { data: scheme } = useReading(schemeReading(family));
  const question = useMemo(() => ({ family, profile: profile.profile }), [family, profile.profile]);
  const { data: firmness } = useReading(sensitivityReading(question), { enabled: place.rank !== null });
  if (!scheme) return null;
  const measure = doing.now === 'scoring' ? (doing.measure ?? detail.unscored[0]?.measure ?? scheme.measures[0]?.measure ?? null) : null;
  return (
    <>
      <section aria-label="Criteria">
        <h2>
          Criteria<span>{`weights: ${profile.name}; 0–10, fixed anchors`}</span>
          {measure === null && (
            <button type="button" className="way not-printed" onClick={() => setDoing({ now: 'scoring', measure: null })}>
              Score a measure <kbd>s</kbd>
            </button>
          )}
        </h2>
        {measure !== null && (
          <ScoreForm
            key={measure}
            venue={venue}
            name={detail.name}
            family={family}
            scheme={scheme}
            scores={detail.scores}
            measure={measure}
            onMeasure={(next) => setDoing({ now: 'scoring', measure: next })}
            done={() => setDoing({ now: 'looking' })}
          />
        )}
        {place.score === null && measure === null && (
          <p className="unscored">
            Nothing is scored yet, because the guides from which the catalogue comes publish no scores. Begin with what you can measure:
            press s, write the value, its source and its day.
          </p>
        )}
        <CriteriaTable detail={detail} scheme={scheme} onScore={(next) => setDoing({ now: 'scoring', measure: next })} />
        <Totals detail={detail} />
      </section>
      {place.rank !== null && firmness && <Firmness answer={firmness} />}
      {place.rank === null && place.score !== null && (
        <section aria-label="How firm it is">
          <h2>How firm it is</h2>
          <p className="muted">{place.because ?? 'It is not ranked, so there is no place that could be firm or not.'}</p>
        </section>
      )}
    </>
  );
}

interface CriteriaTableProps {
  readonly detail: VenueDetail;
  readonly scheme: SchemeAnswer;
  readonly onScore: (measure: string) => void;
}

function CriteriaTable({ detail, scheme, onScore }: CriteriaTableProps) {
  const remove = useCarrying(api.venues.removeScore.mutate);
  async function take({ measure, name }: GivenScore): Promise<void> {
    if ((await remove.carry({ venue: detail.venue, measure })) !== null) sayChanged(`The score for ${name} is taken back.`);
  }
  return (
    <>
      {remove.refusal && <RefusalLine refusal={remove.refusal} />}
      <table className="table criteria">
        <thead>
          <tr>
            <th scope="col">Criterion, measure</th>
            <th scope="col" className="number">
              Weight
            </th>
            <th scope="col" className="number">
              Score
            </th>
            <th scope="col">May lie between</th>
            <th scope="col">Evidence</th>
            <th scope="col" className="not-printed">
              <span className="unseen">Ways</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {detail.place.criteria.map((criterion) => (
            <Fragment key={criterion.criterion}>
              <CriterionRow criterion={criterion} onScore={onScore} />
              {rowsOf(criterion, detail, scheme).map(({ measure, name, score }) => (
                <MeasureRow
                  key={measure}
                  measure={measure}
                  name={name}
                  score={score}
                  onScore={onScore}
                  remove={(each) => void take(each)}
                />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </>
  );
}

function rowsOf({ criterion }: CriterionScore, detail: VenueDetail, scheme: SchemeAnswer) {
  const whole = detail.scores.find(({ measure }) => measure === criterion);
  const measures = scheme.measures.filter((each) => each.criterion === criterion);
  return [
    ...(whole ? [{ measure: criterion as string, name: 'as a whole', score: whole }] : []),
    ...measures.map(({ measure, name }) => ({ measure, name, score: detail.scores.find((score) => score.measure === measure) })),
  ];
}

function CriterionRow({ criterion, onScore }: { readonly criterion: CriterionScore; readonly onScore: (measure: string) => void }) {
  const { name, weight, score, low, high, covered, belowFloor, oldestDays, evidence } = criterion;
  return (
    <tr className="criterion">
      <th scope="row">
        {name} {belowFloor && <span className="flag">below the floor</span>}
      </th>
      <td className="number">{weight}</td>
      <td className="number">{score === null ? '—' : scoreText(score)}</td>
      <td>
        <Interval low={low} high={high} at={score} />
      </td>
      <td className="muted">
        {score === null
          ? 'none'
          : `${shareText(covered)} covered${oldestDays === null ? '' : `, oldest ${counted(oldestDays, 'day')}`}${evidence > 0 ? `, ${counted(evidence, 'file')}` : ''}`}
      </td>
      <td className="row-ways not-printed">
        <button type="button" className="quiet" aria-label={`Score ${name} as a whole`} onClick={() => onScore(criterion.criterion)}>
          Score whole
        </button>
      </td>
    </tr>
  );
}

interface MeasureRowProps {
  readonly measure: string;
  readonly name: string;
  readonly score: GivenScore | undefined;
  readonly onScore: (measure: string) => void;
  readonly remove: (score: GivenScore) => void;
}

function MeasureRow({ measure, name, score, onScore, remove }: MeasureRowProps) {
  return (
    <tr>
      <th scope="row" className="measure">
        {name}
      </th>
      <td className="number">
        <span className="unseen">part of its criterion</span>
      </td>
      <td className="number">{score ? scoreText(score.points) : '—'}</td>
      <td>{score && <Interval low={score.low} high={score.high} at={score.points} />}</td>
      <td>
        {score && (
          <>
            {score.words}
            <small data-tip={score.detail.source}>
              {`${SOURCE_WORDS[score.sourceClass]}, ${dayText(score.detail.asOf)}, half-life ${score.halfLifeDays} d, trust ${shareText(score.confidence)}${score.evidence > 0 ? `, ${counted(score.evidence, 'file')}` : ''}`}
              <span className="unseen"> {score.detail.source}</span>
            </small>
          </>
        )}
      </td>
      <td className="row-ways not-printed">
        <button type="button" className="quiet" aria-label={`${score ? 'Change' : 'Score'} ${name}`} onClick={() => onScore(measure)}>
          {score ? 'Change' : 'Score'}
        </button>
        {score && (
          <button type="button" className="quiet" aria-label={`Take back ${name}`} onClick={() => remove(score)}>
            Take back
          </button>
        )}
      </td>
    </tr>
  );
}

/** From where to where a score may lie, on the way from 0 to 10, with the score itself as a point. */
export function Interval({ low, high, at }: { readonly low: string; readonly high: string; readonly at: string | null }) {
  const [from, to] = [Number(low) * 10, Number(high) * 10];
  return (
    <span className="interval-cell">
      <span className="interval-bar" aria-hidden="true">
        <span style={{ left: `${from}%`, width: `${Math.max(1, to - from)}%` }} />
        {at !== null && <i style={{ left: `${Number(at) * 10}%` }} />}
      </span>
      <span className="muted">{intervalText(low, high)}</span>
    </span>
  );
}

function Totals({ detail }: { readonly detail: VenueDetail }) {
  const { score, geometric, coverage, low, high, confidence, because } = detail.place;
  if (score === null) return null;
  return (
    <dl className="totals">
      <div>
        <dt>Weighted mean</dt>
        <dd>{scoreText(score)}</dd>
      </div>
      <div>
        <dt>Geometric mean, hides no hole</dt>
        <dd>{geometric === null ? '—' : scoreText(geometric)}</dd>
      </div>
      <div>
        <dt>With what is missing at 0 and at 10</dt>
        <dd>{intervalText(low, high)}</dd>
      </div>
      <div>
        <dt>Covered</dt>
        <dd>{shareText(coverage)}</dd>
      </div>
      <div>
        <dt>Trust in the sources</dt>
        <dd>{confidence === null ? '—' : shareText(confidence)}</dd>
      </div>
      {because !== null && <p>{because}</p>}
    </dl>
  );
}
