import { Fragment } from 'react';
import { dayText } from '../figures/time-text.ts';
import { counted } from '../figures/number-text.ts';
import { FilesMark } from './files-mark.tsx';
import { Interval } from './interval.tsx';
import type { CriterionScore, GivenScore, SchemeAnswer, VenueDetail } from './readings.ts';
import { scoreText, shareText } from './score-text.ts';
import { SOURCE_WORDS } from './words.ts';

interface CriteriaTableProps {
  readonly detail: VenueDetail;
  readonly scheme: SchemeAnswer;
  readonly onScore: (measure: string) => void;
}

/** Criteria with their measures: points, the range in which they may lie, and what they rest on. */
export function CriteriaTable({ detail, scheme, onScore }: CriteriaTableProps) {
  return (
    <table className="table criteria">
      <thead>
        <tr>
          <th scope="col">Criterion and weight, measure</th>
          <th scope="col" className="number">
            Score
          </th>
          <th scope="col">0 to 10</th>
          <th scope="col">Rests on</th>
          <th scope="col" className="not-printed">
            <span className="unseen">Score it</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {detail.place.criteria.map((criterion) => (
          <Fragment key={criterion.criterion}>
            <CriterionRow criterion={criterion} onScore={onScore} />
            {rowsOf(criterion, detail, scheme).map(({ measure, name, score }) => (
              <MeasureRow key={measure} measure={measure} name={name} score={score} onScore={onScore} />
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
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
  const rests = [
    `${shareText(covered)} covered`,
    ...(oldestDays === null ? [] : [`oldest ${oldestDays} d`]),
    ...(evidence > 0 ? [counted(evidence, 'file')] : []),
  ];
  return (
    <tr className="criterion">
      <th scope="row">
        {name} <span className="muted">{weight}</span>
        <span className="unseen"> of 100</span> {belowFloor && <span className="flag">below the floor</span>}
      </th>
      <td className="number">{score === null ? '—' : scoreText(score)}</td>
      <td>
        <Interval low={low} high={high} at={score} brief />
      </td>
      <td className="muted">{score === null ? 'nothing yet' : rests.join(', ')}</td>
      <td className="row-ways not-printed">
        <button type="button" className="quiet" aria-label={`Score ${name} as a whole`} onClick={() => onScore(criterion.criterion)}>
          Whole
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
}

function MeasureRow({ measure, name, score, onScore }: MeasureRowProps) {
  return (
    <tr>
      <th scope="row" className="measure">
        {name}
      </th>
      <td className="number">{score ? scoreText(score.points) : '—'}</td>
      <td>{score && <Interval low={score.low} high={score.high} at={score.points} brief />}</td>
      <td>
        {score ? (
          <>
            {score.words} <FilesMark files={score.files} />
            <small className="one-line" data-tip={saysOf(score)}>
              {`${dayText(score.detail.asOf)}, ${SOURCE_WORDS[score.sourceClass]}, trust ${shareText(score.confidence)}`}
              <span className="unseen"> {saysOf(score)}</span>
            </small>
          </>
        ) : (
          <span className="unseen">not scored</span>
        )}
      </td>
      <td className="row-ways not-printed">
        <button type="button" className="quiet" aria-label={`${score ? 'Change' : 'Score'} ${name}`} onClick={() => onScore(measure)}>
          {score ? 'Change' : 'Score'}
        </button>
      </td>
    </tr>
  );
}

/** Everything that a score rests on: source, age against half-life, files. */
function saysOf({ detail, ageDays, halfLifeDays, evidence }: GivenScore): string {
  const files = evidence > 0 ? `, ${counted(evidence, 'file')} of evidence` : ', no file';
  return `${detail.source}; ${counted(ageDays, 'day')} old of a half-life of ${counted(halfLifeDays, 'day')}${files}`;
}
