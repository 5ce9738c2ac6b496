import { type CSSProperties, Fragment, type ReactNode } from 'react';
import { CRITERIA, type Family, type VenueField } from '../../shared/venues/index.ts';
import { useReading } from '../engine/reading.ts';
import { dayText } from '../figures/time-text.ts';
import { usePreferences } from '../window/preferences.ts';
import { counted } from '../figures/number-text.ts';
import { FactSource, FactValue } from './facts-tab.tsx';
import { GateLight, VerdictLight } from './gate-light.tsx';
import { type Comparison, rankingReading, type Ranking } from './readings.ts';
import { intervalText, scoreText, shareText, sumSays, sumText, usedText } from './score-text.ts';
import { Interval } from './interval.tsx';
import type { Weighing } from './weighing.ts';
import { FIELD_WORDS, STATUS_WORDS } from './words.ts';

interface CompareTablesProps {
  readonly answer: Comparison;
  readonly family: Family;
  readonly weighing: Weighing;
}

/** The comparison itself, one venue a column: places by the weights as they stand, gates, scores with the age of evidence, facts, dates. */
export function CompareTables({ answer, family, weighing }: CompareTablesProps) {
  const among = answer.venues.map(({ venue }) => venue);
  const { weights } = weighing;
  const { data: ranking } = useReading(rankingReading(family, among, weights ?? answer.profile.weights), { enabled: weights !== null });
  return (
    <>
      <div className="side-scroll" style={{ '--venues': answer.venues.length } as CSSProperties}>
        <Side title="Places" says={`by the weights above, among these ${answer.venues.length}`} answer={answer}>
          <Places answer={answer} ranking={ranking} />
        </Side>
        <Side title="Gates" says="before any score" answer={answer}>
          {answer.gates.map(({ gate, name, values }) => (
            <Row key={gate} name={name}>
              {values.map((value, index) => (
                <td key={answer.venues[index]?.venue} data-tip={value.says}>
                  <VerdictLight verdict={value.verdict} />
                  {value.verdict !== 'pass' && <small>{value.says}</small>}
                </td>
              ))}
            </Row>
          ))}
        </Side>
        <Side title="Scores" says="0–10 on fixed anchors, with the age of the evidence" answer={answer}>
          {CRITERIA.flatMap((criterion) => answer.criteria.filter((each) => each.criterion === criterion)).map((criterion) => (
            <Fragment key={criterion.criterion}>
              <Row name={criterion.name} strong>
                {criterion.values.map(({ score, low, high, oldestDays }, index) => (
                  <td key={answer.venues[index]?.venue}>
                    {score === null ? '—' : <b>{scoreText(score)}</b>} <span className="muted">{intervalText(low, high)}</span>
                    {oldestDays !== null && <small>{`oldest ${counted(oldestDays, 'day')}`}</small>}
                  </td>
                ))}
              </Row>
              {answer.measures
                .filter((measure) => measure.criterion === criterion.criterion && measure.values.some((value) => value !== null))
                .map((measure) => (
                  <Row key={measure.measure} name={measure.name} inner>
                    {measure.values.map((value, index) => (
                      <td key={answer.venues[index]?.venue} data-tip={value?.detail.source}>
                        {value === null ? (
                          <span className="muted">—</span>
                        ) : (
                          <>
                            {scoreText(value.points)} <span className="muted">{value.words}</span>
                            <small>{`${counted(value.ageDays, 'day')} old, trust ${shareText(value.confidence)}`}</small>
                          </>
                        )}
                      </td>
                    ))}
                  </Row>
                ))}
            </Fragment>
          ))}
        </Side>
        <Side title="Facts" says="with the date of who says it" answer={answer}>
          {answer.facts.map(({ field, values }) => (
            <Row key={field} name={FIELD_WORDS[field as VenueField]}>
              {values.map((fact, index) => (
                <td key={answer.venues[index]?.venue}>
                  {fact === null ? (
                    <span className="muted">—</span>
                  ) : (
                    <>
                      <FactValue field={fact.field} value={fact.value} />
                      <small>
                        <FactSource fact={fact} />
                      </small>
                    </>
                  )}
                </td>
              ))}
            </Row>
          ))}
        </Side>
      </div>
      <ExpiringSoon answer={answer} />
    </>
  );
}

function Places({ answer, ranking }: { readonly answer: Comparison; readonly ranking: Ranking | undefined }) {
  const discreet = usePreferences((state) => state.discreet);
  const placeOf = (venue: string) =>
    ranking?.ranking.find((each) => each.venue === venue) ?? answer.venues.find((each) => each.venue === venue)?.place;
  const cells = (draw: (venue: Comparison['venues'][number], place: Comparison['venues'][number]['place'] | undefined) => ReactNode) =>
    answer.venues.map((venue) => <td key={venue.venue}>{draw(venue, placeOf(venue.venue))}</td>);
  return (
    <>
      <Row name="Gates">
        {cells((venue, place) => (
          <GateLight gate={venue.gate} state={place?.state ?? venue.place.state} />
        ))}
      </Row>
      <Row name="Rank" strong>
        {cells((_, place) => (
          <>
            {place?.rank ?? '—'}
            {place?.rank === null && place.because !== null && <small>{place.because}</small>}
          </>
        ))}
      </Row>
      <Row name="Score" strong>
        {cells((_, place) =>
          place === undefined || place.score === null ? (
            '—'
          ) : (
            <>
              {scoreText(place.score)} <Interval low={place.low} high={place.high} at={place.score} brief />
            </>
          ),
        )}
      </Row>
      <Row name="Geometric mean">{cells((_, place) => (place?.geometric ? scoreText(place.geometric) : '—'))}</Row>
      <Row name="Covered">{cells((_, place) => (place ? shareText(place.coverage) : '—'))}</Row>
      <Row name={`Exposure, ${answer.currency}`}>
        {cells(({ exposure, limit }) => (
          <span data-tip={sumSays(exposure)}>
            {sumText(exposure, discreet)}
            {limit !== null && <small>tightest limit {usedText(limit.use)}</small>}
          </span>
        ))}
      </Row>
      <Row name="Open red flags">
        {cells(({ flags }) => (
          <span className={flags.critical > 0 ? 'loss' : ''}>
            {flags.open}
            {flags.critical > 0 && `, ${flags.critical} critical`}
          </span>
        ))}
      </Row>
      <Row name="Status">
        {cells(({ status, reviewDue }) => (
          <>
            {STATUS_WORDS[status]}
            {reviewDue !== null && <small>review {dayText(reviewDue)}</small>}
          </>
        ))}
      </Row>
    </>
  );
}

interface SideProps {
  readonly title: string;
  readonly says: string;
  readonly answer: Comparison;
  readonly children: ReactNode;
}

/** One table of the comparison: its heading, and the venues' names above the columns. */
function Side({ title, says, answer, children }: SideProps) {
  return (
    <section aria-label={title} className="side">
      <h2>
        {title}
        <span>{says}</span>
      </h2>
      <table className="table side-table">
        <thead>
          <tr>
            <td>
              <span className="unseen">{title}</span>
            </td>
            {answer.venues.map(({ venue, name }) => (
              <th key={venue} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

interface RowProps {
  readonly name: string;
  readonly strong?: boolean;
  /** Part of the row above it. */
  readonly inner?: boolean;
  readonly children: ReactNode;
}

function Row({ name, strong = false, inner = false, children }: RowProps) {
  return (
    <tr className={strong ? 'strong-row' : undefined}>
      <th scope="row" className={inner ? 'measure' : undefined}>
        {name}
      </th>
      {children}
    </tr>
  );
}

function ExpiringSoon({ answer }: { readonly answer: Comparison }) {
  if (answer.expiring.length === 0) return null;
  return (
    <section aria-label="Expiring">
      <h2>
        Expiring<span>past its day, or soon</span>
      </h2>
      <ul className="would-turn">
        {answer.expiring.map(({ venue, venueName, what, about, says, dueOn, daysLeft }) => (
          <li key={`${venue} ${what} ${about}`}>
            <span className={daysLeft < 0 ? 'late' : 'muted'}>{dayText(dueOn)}</span> {venueName}: {says}
          </li>
        ))}
      </ul>
    </section>
  );
}
