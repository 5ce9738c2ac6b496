import { type Figure, isKnown, unavailable } from '../../shared/figures/index.ts';
import { FigureView, Headline } from '../figures/figure-view.tsx';
import { usePreferences } from '../window/preferences.ts';
import { GateLight } from './gate-light.tsx';
import type { VenueDetail } from './readings.ts';
import { scoreSays, intervalText, shareText, sumSays, sumText, usedText } from './score-text.ts';

/** What one looks at first: may it be used, how does it score on how much evidence, how much stands there. */
export function VenueHead({ detail }: { readonly detail: VenueDetail }) {
  const discreet = usePreferences((state) => state.discreet);
  const { place, exposure, currency, limit, profile } = detail;
  return (
    <div className="venue-headlines">
      <Headline label="Gates">
        <span className="headline-word">
          <GateLight gate={detail.gate} state={place.state} />
        </span>
      </Headline>
      <Headline label={place.rank === null ? `Score, 0–10, not ranked` : `Score, 0–10, rank ${place.rank}`}>
        <FigureView name="Score" figure={scoreFigure(detail)} kind={{ as: 'number' }} says={scoreSays(detail)} />
        {place.score !== null && <span className="badge">{`${intervalText(place.low, place.high)} · ${profile.name}`}</span>}
      </Headline>
      <Headline label="Covered by evidence">
        <span className="headline-word">{shareText(place.coverage)}</span>
      </Headline>
      <Headline label={`Exposure, ${currency}`}>
        <span className="headline-word" data-tip={sumSays(exposure)}>
          {sumText(exposure, discreet)}
        </span>
        {limit !== null && isKnown(limit.use) && <span className="badge">tightest limit {usedText(limit.use)}</span>}
      </Headline>
    </div>
  );
}

/** The score with its way there; without one, what is missing and what to do. */
function scoreFigure(detail: VenueDetail): Figure<string> {
  const { score } = detail.place;
  return score === null ? unavailable('unscored', scoreSays(detail)) : { ok: score, trail: detail.trail };
}
