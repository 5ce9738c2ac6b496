import type { Doing } from './doing.ts';
import type { Leg, Step } from './readings.ts';
import { StepRow } from './step-row.tsx';

interface StepsSectionProps {
  /** Id of the trade or the netting. */
  readonly owner: string;
  /** Of the cut-off that was agreed. */
  readonly zone: string;
  /** Reference of the trade or the netting. */
  readonly title: string;
  readonly steps: readonly Step[];
  readonly legs: readonly Leg[];
  readonly settled: boolean;
  readonly doing: Doing;
  readonly begin: (doing: Doing) => void;
  readonly done: () => void;
}

/** The steps of a settlement in their order, one under the other, each with how it stands and what is to be done. */
export function StepsSection({ owner, zone, title, steps, legs, settled, doing, begin, done }: StepsSectionProps) {
  if (steps.length === 0) return null;
  const finished = steps.filter(({ state }) => state === 'done').length;
  return (
    <section aria-label="Settlement">
      <h2 data-way="steps" tabIndex={-1}>
        Settlement
        <span>
          {finished.toLocaleString()} of {steps.length.toLocaleString()} steps done
        </span>
      </h2>
      <ol className="steps">
        {steps.map((step, place) => (
          <StepRow
            key={`${step.kind} ${step.about.id}`}
            owner={owner}
            zone={zone}
            place={place + 1}
            step={step}
            leg={legs.find(({ leg }) => leg === step.about.id)}
            doing={doing}
            begin={begin}
            done={done}
          />
        ))}
        <li className={settled ? 'step done end' : 'step later end'}>
          <span className="step-sign" aria-hidden="true">
            {settled ? '✓' : ''}
          </span>
          <div className="step-body">
            <p className="step-says">{settled ? `${title} is settled` : 'Settled'}</p>
            {!settled && <p className="muted">once what we pay has left and what is owed to us has come</p>}
          </div>
        </li>
      </ol>
    </section>
  );
}
