import { counted } from '../figures/number-text.ts';
import type { FamilyVenues } from './arrange.ts';
import { ChipSelect } from './chip-select.tsx';
import { scoreSays, scoreText, shareText } from './score-text.ts';
import { ScatterPlot } from './scatter-plot.tsx';
import { useFamilies } from './venue-list.tsx';
import { setVenuesView, useVenuesView } from './view.ts';
import { openVenue } from './ways.ts';

const HEADS = { derivatives: 'Derivatives venues', otc: 'OTC desks' };

/** How much is known against how good it looks: a high score on little evidence lies far to the left. */
export function ScoreCoverage() {
  const view = useVenuesView();
  const { families, coverageNeeded, isPending } = useFamilies(view.family, view.profile);
  if (isPending) return null;
  return (
    <>
      <div className="list-bar not-printed">
        <ChipSelect
          label="Which venues"
          value={view.family}
          options={[
            ['all', 'venues and desks'],
            ['derivatives', 'derivatives venues'],
            ['otc', 'OTC desks'],
          ]}
          onChange={(family) => setVenuesView({ family })}
        />
      </div>
      <div className="panel-body dashboard">
        {families.map((each) => (
          <FamilyPlot key={each.family} family={each} coverageNeeded={coverageNeeded} />
        ))}
      </div>
    </>
  );
}

function FamilyPlot({ family: { family, venues }, coverageNeeded }: { readonly family: FamilyVenues; readonly coverageNeeded: string }) {
  const scored = venues.flatMap((venue) => (venue.place.score === null ? [] : [{ venue, score: venue.place.score }]));
  const rest = venues.length - scored.length;
  if (scored.length === 0)
    return (
      <p className="dashboard-empty">
        {HEADS[family]}: nothing is scored yet, so there is nothing to set against coverage. Each score you enter with its source and date
        moves a venue to the right; from {shareText(coverageNeeded)} covered on it is ranked.
      </p>
    );
  return (
    <>
      <ScatterPlot
        title={`${HEADS[family]}: score against coverage`}
        says="hollow: not ranked"
        x={{ low: 0, high: 1, name: 'share of the weights with evidence', text: (share) => shareText(share.toFixed(4)) }}
        y={{ low: 0, high: 10, name: 'score, 0–10', text: (score) => score.toLocaleString() }}
        threshold={{ at: Number(coverageNeeded), label: `ranked from ${shareText(coverageNeeded)} on` }}
        points={scored.map(({ venue, score }) => ({
          key: venue.venue,
          label: venue.name,
          x: Number(venue.place.coverage),
          y: Number(score),
          low: Number(venue.place.low),
          high: Number(venue.place.high),
          apart: venue.place.rank === null,
          says: `score ${scoreText(score)}. ${scoreSays(venue)}`,
        }))}
        open={(key) => openVenue(key, venues.find(({ venue }) => venue === key)?.name ?? key)}
      />
      {rest > 0 && <p className="muted">{counted(rest, 'more has', 'more have')} no score yet.</p>}
    </>
  );
}
