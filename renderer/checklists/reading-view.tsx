import { useContext } from 'react';
import type { Reading } from '../../shared/checklists/index.ts';
import { DECIMAL_TEXT } from '../../shared/figures/index.ts';
import { Age } from '../figures/age.tsx';
import { explain, type ExplainedStep } from '../figures/explain.ts';
import { DASH, percentText, quantityText } from '../figures/number-text.ts';
import { dayText, momentText } from '../figures/time-text.ts';
import { useNow } from '../window/clock.ts';
import { PanelContext } from '../window/panel-context.ts';

/** What the application said when it was asked, as it was frozen: the value, its age, and on demand the trail that led to it. */
export function ReadingView({ readings, at }: { readonly readings: readonly Reading[]; readonly at: string }) {
  const now = useNow();
  return (
    <dl className="readings">
      {readings.map((reading) => (
        <div key={`${reading.from} ${reading.name}`}>
          <dt>{reading.name}</dt>
          <dd>
            <ReadingValue reading={reading} />
            <small className="muted">
              {reading.asOf !== null && `of ${reading.asOf.length === 10 ? dayText(reading.asOf) : momentText(reading.asOf, now)}, `}
              <Age at={at} before="read, " />
            </small>
          </dd>
          {reading.unavailable && <dd className="reading-missing">{reading.unavailable.message}</dd>}
        </div>
      ))}
    </dl>
  );
}

function ReadingValue({ reading }: { readonly reading: Reading }) {
  const panel = useContext(PanelContext);
  const shown = readingText(reading);
  return (
    <button
      type="button"
      className="figure"
      data-figure=""
      data-tip={reading.value ?? reading.unavailable?.message}
      aria-label={`${reading.name}: ${reading.value === null ? 'unavailable' : shown}. Explain`}
      onClick={() =>
        explain({
          panel,
          title: reading.name,
          shown,
          says: reading.from,
          trail: trailOf(reading),
          ...(reading.unavailable ? { missing: reading.unavailable.message } : {}),
        })
      }
    >
      {shown}
    </button>
  );
}

/** A reading's value as its unit wants it. */
export function readingText({ value, unit, currency }: Pick<Reading, 'value' | 'unit' | 'currency'>): string {
  if (value === null) return DASH;
  if (!DECIMAL_TEXT.test(value)) return value.replace('not-applicable', 'not applicable');
  if (unit === 'fraction') return percentText(value);
  const after = currency ?? (unit === null || unit === 'count' || unit === 'score' ? '' : unit.replace('basis-points', 'bp'));
  return after === '' ? quantityText(value) : `${quantityText(value)} ${after}`;
}

/** The trail as explanations show it: what is absent is left out. */
function trailOf({ trail }: Reading): readonly ExplainedStep[] {
  return trail.map(({ source, unit, inputs, ...step }) => ({
    ...step,
    ...(source === undefined ? {} : { source }),
    ...(unit === undefined ? {} : { unit }),
    inputs: inputs.map(({ unit: of, asOf, ...input }) => ({
      ...input,
      ...(of === undefined ? {} : { unit: of }),
      ...(asOf === undefined ? {} : { asOf }),
    })),
  }));
}
