import { criterionNames } from '../../shared/venues/index.ts';
import { counted, numberText } from '../figures/number-text.ts';
import type { Sensitivity } from './readings.ts';
import { type PlotRow, RowPlot, type SpanTone } from './row-plot.tsx';
import { scoreText, shareText } from './score-text.ts';

/** How firm the first place is: ranges of the weights, what moves the lead, what would turn it, and how chance would decide. */
export function Firmness({ answer }: { readonly answer: Sensitivity }) {
  const { says, leader, second, lead, stability, tornado, wouldTurn, acceptability } = answer;
  const nameOf = (venue: string | null) => acceptability.venues.find((each) => each.venue === venue)?.name ?? venue ?? '';
  return (
    <section aria-label="How firm the first place is">
      <h2>
        How firm the first place is<span>{says}</span>
      </h2>
      {stability.length > 0 && (
        <RowPlot
          title="How far each weight may move"
          says={`while ${nameOf(leader)} stays first; the point is the weight now`}
          rows={stability.map((range) => stabilityRow(range, nameOf))}
          axis={{ low: 0, high: 1, text: (share) => shareText(share.toFixed(4)) }}
          table={() => [
            ['criterion', 'weight', 'from', 'to', 'first below', 'first above'],
            ...stability.map(({ name, weight, low, high, below, above }) => [name, weight, low, high, nameOf(below), nameOf(above)]),
          ]}
        />
      )}
      {tornado.length > 0 && lead !== null && (
        <RowPlot
          title="What moves the lead"
          says={`points over ${nameOf(second)}, now ${scoreText(lead)}`}
          rows={tornado.slice(0, MOST_BARS).map((bar) => tornadoRow(bar, Number(lead), nameOf))}
          axis={{
            low: Math.min(0, ...tornado.map(({ less, more }) => Math.min(Number(less), Number(more)))),
            high: Math.max(...tornado.map(({ less, more }) => Math.max(Number(less), Number(more)))),
            text: (points) => numberText(points.toFixed(4), { most: 2, fewest: 0 }),
          }}
          line={Number(lead)}
          table={() => [['what', 'lead at least', 'lead at most'], ...tornado.map(({ says: what, less, more }) => [what, less, more])]}
        />
      )}
      {wouldTurn.length > 0 && (
        <>
          <h3 className="dashboard-title">What would have to be true for {nameOf(second)} to come first</h3>
          <ul className="would-turn">
            {wouldTurn
              .filter(({ possible }) => possible)
              .map((each) => (
                <li key={`${each.criterion} ${each.about}`}>{each.says}</li>
              ))}
          </ul>
          <WouldNotTurn answer={answer} />
        </>
      )}
      <Acceptability answer={answer} />
    </section>
  );
}

/** What cannot turn it by itself, kept out of the way. */
function WouldNotTurn({ answer: { wouldTurn } }: { readonly answer: Sensitivity }) {
  const not = wouldTurn.filter(({ possible }) => !possible);
  if (not.length === 0) return null;
  return (
    <details>
      <summary>{counted(not.length, 'other change', 'other changes')} would not, each by itself</summary>
      <ul className="would-turn">
        {not.map((each) => (
          <li key={`${each.criterion} ${each.about}`}>{each.says}</li>
        ))}
      </ul>
    </details>
  );
}

/** How often each venue takes each place when weights and scores are drawn at random. */
export function Acceptability({ answer: { acceptability } }: { readonly answer: Sensitivity }) {
  const { venues, draws, seed } = acceptability;
  if (venues.length < 2) return null;
  return (
    <RowPlot
      title="How chance would rank them"
      says={`${draws.toLocaleString()} draws, seed ${seed}; first place strongest`}
      rows={venues.map(acceptabilityRow)}
      axis={{ low: 0, high: 1, text: (share) => shareText(share.toFixed(4)) }}
      table={() => [
        ['venue', ...(venues[0]?.places.map((_, index) => `place ${index + 1}`) ?? [])],
        ...venues.map(({ name, places }) => [name].concat(places)),
      ]}
    />
  );
}

const RANKS: readonly SpanTone[] = ['rank-1', 'rank-2', 'rank-3', 'rank-4', 'rank-5', 'rank-6'];

function acceptabilityRow({ venue, name, first, places, meanRank }: Sensitivity['acceptability']['venues'][number]): PlotRow {
  let from = 0;
  const spans = places.slice(0, RANKS.length).map((share, index) => {
    const span = { from, to: from + Number(share), tone: RANKS[index] ?? 'rank-6' };
    from = span.to;
    return span;
  });
  const said = places.map((share, index) => `place ${index + 1} in ${shareText(share)}`).join(', ');
  return {
    key: venue,
    label: name,
    spans: spans.filter((span) => span.to > span.from),
    text: `first ${shareText(first)}`,
    says: `${said}; mean place ${numberText(meanRank, { most: 2 })}`,
  };
}

function stabilityRow(
  { criterion, name, weight, low, high, below, above }: Sensitivity['stability'][number],
  nameOf: (venue: string | null) => string,
): PlotRow {
  const beyond = [
    below === null ? null : `below, ${nameOf(below)} comes first`,
    above === null ? null : `above, ${nameOf(above)} comes first`,
  ].filter((part) => part !== null);
  return {
    key: criterion,
    label: name,
    spans: [{ from: Number(low), to: Number(high), tone: 'range' }],
    marks: [{ at: Number(weight), tone: 'value' }],
    text: `${shareText(low)}–${shareText(high)}`,
    says: `${shareText(weight)} now; the first stays first from ${shareText(low)} to ${shareText(high)}${beyond.length === 0 ? '' : `; ${beyond.join('; ')}`}`,
  };
}

/** Bars beyond these move little; the table that can be saved has all of them. */
const MOST_BARS = 10;

function tornadoRow(
  { about, criterion, venue, says, less, more, turns }: Sensitivity['tornado'][number],
  lead: number,
  nameOf: (venue: string | null) => string,
): PlotRow {
  const [from, to] = [Math.min(Number(less), Number(more), lead), Math.max(Number(less), Number(more), lead)];
  return {
    key: `${about} ${criterion} ${venue ?? ''}`,
    label: about === 'weight' ? `weight of ${criterionNames[criterion]}` : `${nameOf(venue)}, ${criterionNames[criterion]}`,
    spans: [{ from, to, tone: turns ? 'over' : 'range' }],
    text: turns ? 'turns it' : `${scoreText(from.toFixed(4))} to ${scoreText(to.toFixed(4))}`,
    says: `${says}: the lead runs from ${numberText(from.toFixed(4), { most: 2 })} to ${numberText(to.toFixed(4), { most: 2 })}${turns ? ', and turns' : ''}`,
  };
}
