import { criterionNames, CRITERIA } from '../../shared/venues/index.ts';
import { useReading } from '../engine/reading.ts';
import { dayText } from '../figures/time-text.ts';
import { PrintHead } from '../frame/print-head.tsx';
import { counted } from '../figures/number-text.ts';
import { VerdictLight } from './gate-light.tsx';
import { type DecisionDetail, decisionReading } from './readings.ts';
import { intervalText, scoreText, shareText } from './score-text.ts';
import { openVenue } from './ways.ts';
import { plainWords, SOURCE_WORDS, STATE_WORDS } from './words.ts';

/** A decision with everything that it rested on, and whether it comes out again from that alone. */
export function DecisionView({ decision }: { readonly decision: string }) {
  const { data, error, isPending } = useReading(decisionReading(decision));
  if (isPending) return null;
  if (error || !data)
    return (
      <div className="teaching" role="alert">
        <h2>This decision cannot be shown</h2>
        <p>{error?.message ?? 'There is none of that id in this workspace.'}</p>
      </div>
    );
  return <Decision answer={data} />;
}

function Decision({ answer }: { readonly answer: DecisionDetail }) {
  const { detail, recomputed, supersededBy } = answer;
  return (
    <div className="panel-body">
      <PrintHead title={`Decision for ${detail.chosenName}`} />
      <header className="panel-head">
        <h1>Decision for {detail.chosenName}</h1>
        <span className="says">
          by {detail.by}, {dayText(detail.asOf)}
        </span>
        <span className="right">next review {dayText(detail.nextReview)}</span>
      </header>
      <div className="detail">
        <p className="decision-reason">{detail.reason}</p>
        <p className={recomputed.same ? 'muted' : 'refusal'}>
          {recomputed.same
            ? 'Computed again from what it froze, it comes out the same.'
            : `Computed again from what it froze, it comes out otherwise: ${recomputed.differences.join(' ')}`}
          {supersededBy !== null && ' A later decision supersedes it.'}
        </p>
        <Places answer={answer} />
        <Weights answer={answer} />
        {detail.venues.map(({ venue, name, gates, scores }) => (
          <section key={venue} aria-label={`What ${name} rested on`}>
            <h2>
              {name}
              <span>{counted(scores.length, 'score')}</span>
              <button type="button" className="way not-printed" onClick={() => openVenue(venue, name)}>
                As it is now
              </button>
            </h2>
            <table className="table">
              <tbody>
                {gates.map(({ gate, name: title, verdict, says }) => (
                  <tr key={gate}>
                    <th scope="row">{title}</th>
                    <td className="gate-verdict">
                      <VerdictLight verdict={verdict} />
                    </td>
                    <td>{says}</td>
                  </tr>
                ))}
                {scores.map(({ measure, score }) => (
                  <tr key={measure}>
                    <th scope="row">{measureName(detail, measure)}</th>
                    <td className="number">{givenText(score.given, unitOf(detail, measure))}</td>
                    <td>
                      {score.source}
                      <small>{`${SOURCE_WORDS[score.sourceClass]}, ${dayText(score.asOf)}${score.evidence.length === 0 ? '' : `, ${counted(score.evidence.length, 'file')}`}`}</small>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ))}
      </div>
    </div>
  );
}

function Places({ answer: { detail } }: { readonly answer: DecisionDetail }) {
  const nameOf = (venue: string) => detail.venues.find((each) => each.venue === venue)?.name ?? venue;
  const firstOf = (venue: string) => detail.acceptability?.first.find((each) => each.venue === venue)?.share;
  return (
    <section aria-label="Ranking">
      <h2>
        Ranking<span>{`weights: ${detail.profile.name}`}</span>
      </h2>
      <table className="table">
        <thead>
          <tr>
            <th scope="col" className="number">
              Rank
            </th>
            <th scope="col">Venue</th>
            <th scope="col" className="number">
              Score
            </th>
            <th scope="col">May lie between</th>
            <th scope="col" className="number">
              Covered
            </th>
            <th scope="col" className="number">
              First by chance
            </th>
          </tr>
        </thead>
        <tbody>
          {detail.ranking.map(({ venue, state, rank, score, low, high, coverage }) => {
            const first = firstOf(venue);
            return (
              <tr key={venue}>
                <td className="number">{rank ?? '—'}</td>
                <td>
                  {nameOf(venue)} {rank === null && <span className="muted">{STATE_WORDS[state]}</span>}
                  {venue === detail.chosen && <span className="mark">chosen</span>}
                </td>
                <td className="number">{score === null ? '—' : scoreText(score)}</td>
                <td className="muted">{intervalText(low, high)}</td>
                <td className="number">{shareText(coverage)}</td>
                <td className="number">{first === undefined ? '—' : shareText(first)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Weights({ answer: { detail } }: { readonly answer: DecisionDetail }) {
  return (
    <section aria-label="Weights">
      <h2>Weights</h2>
      <dl className="totals">
        {CRITERIA.map((criterion) => (
          <div key={criterion}>
            <dt>{criterionNames[criterion]}</dt>
            <dd>{detail.profile.weights[criterion]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

type Given = DecisionDetail['detail']['venues'][number]['scores'][number]['score']['given'];

function givenText(given: Given, unit: string): string {
  if (given.by === 'anchors') return `${given.raw} ${unit}`.trim();
  return given.by === 'table' ? plainWords(given.row) : `${scoreText(given.points)} points`;
}

function unitOf(detail: DecisionDetail['detail'], measure: string): string {
  const scale = detail.measures.find((each) => each.measure === measure)?.scale;
  return scale?.by === 'anchors' ? scale.unit : '';
}

function measureName(detail: DecisionDetail['detail'], measure: string): string {
  const found = detail.measures.find((each) => each.measure === measure);
  if (found) return found.name;
  const criterion = CRITERIA.find((each) => each === measure);
  return criterion ? `${criterionNames[criterion]}, as a whole` : measure;
}
