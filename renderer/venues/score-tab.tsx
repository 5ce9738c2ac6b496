import { useMemo } from 'react';
import { useReading } from '../engine/reading.ts';
import { CriteriaTable } from './criteria-table.tsx';
import type { Doing } from './doing.ts';
import { Firmness } from './firmness.tsx';
import { schemeReading, sensitivityReading, type VenueDetail } from './readings.ts';
import { ScoreForm } from './score-form.tsx';
import { intervalText, scoreText, shareText } from './score-text.ts';

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
