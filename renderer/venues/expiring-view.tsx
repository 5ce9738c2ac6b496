import { useState } from 'react';
import { useReading } from '../engine/reading.ts';
import { dayText } from '../figures/time-text.ts';
import { counted } from '../figures/number-text.ts';
import { ChipSelect } from './chip-select.tsx';
import { expiringReading, type Expiring } from './readings.ts';
import { type PlotRow, RowPlot } from './row-plot.tsx';
import { openVenue } from './ways.ts';
import { plainWords } from './words.ts';

type Ahead = '30' | '90' | '365';
const AHEAD: ReadonlyArray<readonly [Ahead, string]> = [
  ['30', '30 days ahead'],
  ['90', '90 days ahead'],
  ['365', 'a year ahead'],
];

/** What is past its day or will be soon, on one line of days around today. */
export function ExpiringView() {
  const [ahead, setAhead] = useState<Ahead>('90');
  const { data: expiring = [], isPending } = useReading(expiringReading(Number(ahead)));
  if (isPending) return null;
  const late = expiring.filter(({ daysLeft }) => daysLeft < 0).length;
  const low = Math.min(-7, ...expiring.map(({ daysLeft }) => daysLeft));
  return (
    <>
      <div className="list-bar not-printed">
        <ChipSelect label="How far ahead" value={ahead} options={AHEAD} onChange={setAhead} />
        {late > 0 && <span className="flag">{late} past their day</span>}
      </div>
      <div className="panel-body dashboard">
        {expiring.length === 0 ? (
          <p className="dashboard-empty">
            Nothing expires in this time. Scores age by their half-life; checks, channels, keys, limits and reviews have a day until which
            they stand.
          </p>
        ) : (
          <RowPlot
            title="What expires"
            says="days from today; Enter opens the venue"
            rows={expiring.map(rowOf)}
            axis={{ low, high: Number(ahead), text: (days) => (days === 0 ? 'today' : days.toLocaleString()) }}
            line={0}
            table={() => [
              ['venue', 'what', 'day', 'days left', 'says'],
              ...expiring.map(({ venueName, what, dueOn, daysLeft, says }) => [venueName, what, dueOn, String(daysLeft), says]),
            ]}
            open={(key) => openOf(expiring, key)}
          />
        )}
      </div>
    </>
  );
}

function keyOf({ venue, what, about, dueOn }: Expiring): string {
  return `${venue} ${what} ${about} ${dueOn}`;
}

function rowOf(each: Expiring): PlotRow {
  const { venueName, what, about, dueOn, daysLeft, says } = each;
  const when = daysLeft < 0 ? `${counted(-daysLeft, 'day')} ago` : daysLeft === 0 ? 'today' : `in ${counted(daysLeft, 'day')}`;
  return {
    key: keyOf(each),
    label: `${venueName}: ${what === 'score' ? plainWords(about.split('.').at(-1) ?? about) : plainWords(what)}`,
    spans: [{ from: 0, to: daysLeft, tone: daysLeft < 0 ? 'over' : 'range' }],
    marks: [{ at: daysLeft, tone: 'value' }],
    text: dayText(dueOn),
    says: `${says} ${dayText(dueOn)}, ${when}`,
  };
}

function openOf(expiring: readonly Expiring[], key: string): void {
  const found = expiring.find((each) => keyOf(each) === key);
  if (found) openVenue(found.venue, found.venueName);
}
