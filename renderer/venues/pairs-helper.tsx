import { useMemo, useState } from 'react';
import { CRITERIA, type Criterion, criterionNames } from '../../shared/venues/index.ts';
import { api } from '../engine/api.ts';
import { useReading } from '../engine/reading.ts';
import { numberText } from '../figures/number-text.ts';
import { useSettled } from '../lists/index.ts';
import { TakeWeights } from './order-helper.tsx';
import type { WeightDraft } from './weight-draft.ts';

type Pair = readonly [Criterion, Criterion];
const PAIRS: readonly Pair[] = CRITERIA.flatMap((one, index) => CRITERIA.slice(index + 1).map((other): Pair => [one, other]));
/** Saaty's scale, from the second being nine times as important to the first being so. */
const STEPS = [-9, -7, -5, -3, 0, 3, 5, 7, 9] as const;
const STEP_WORDS: Readonly<Record<number, string>> = { 3: 'somewhat more', 5: 'clearly more', 7: 'much more', 9: 'beyond compare more' };

/** Weights from comparisons in pairs (AHP), with how consistent they are; under 0.1 they may be used. */
export function PairsHelper({ take }: { readonly take: (weights: WeightDraft) => void }) {
  const [steps, setSteps] = useState<Readonly<Record<string, number>>>({});
  const pairs = useMemo(
    () =>
      PAIRS.flatMap(([one, other]) => {
        const step = steps[`${one} ${other}`] ?? 0;
        if (step === 0) return [];
        return [step > 0 ? { more: one, less: other, times: String(step) } : { more: other, less: one, times: String(-step) }];
      }),
    [steps],
  );
  const asked = useSettled(JSON.stringify(pairs));
  const { data } = useReading({
    columns: [],
    key: ['venues', 'weights-from-pairs', asked],
    ask: (signal) => api.venues.weightsFromPairs.query({ pairs: JSON.parse(asked) as typeof pairs }, { signal }),
  });
  return (
    <div className="weight-helper" role="group" aria-label="Weights from pairs">
      <div className="pairs">
        {PAIRS.map(([one, other]) => (
          <select
            key={`${one} ${other}`}
            className="field narrow"
            aria-label={`${criterionNames[one]} against ${criterionNames[other]}`}
            value={steps[`${one} ${other}`] ?? 0}
            onChange={(event) => setSteps({ ...steps, [`${one} ${other}`]: Number(event.currentTarget.value) })}
          >
            {STEPS.map((step) => (
              <option key={step} value={step}>
                {step === 0
                  ? `${criterionNames[one]} and ${criterionNames[other]} alike`
                  : `${criterionNames[step > 0 ? one : other]} ${STEP_WORDS[Math.abs(step)]} than ${criterionNames[step > 0 ? other : one].toLowerCase()}`}
              </option>
            ))}
          </select>
        ))}
      </div>
      <p className="muted" aria-live="polite">
        {data?.weights && CRITERIA.map((criterion) => `${criterionNames[criterion]} ${data.weights?.[criterion]}`).join(', ')}
        {data?.consistencyRatio && `. Consistency ratio ${numberText(data.consistencyRatio, { most: 3 })}.`} {data?.says}
      </p>
      <TakeWeights weights={data?.weights ?? null} take={take} />
    </div>
  );
}
