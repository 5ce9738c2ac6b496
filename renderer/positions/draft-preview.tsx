import type { Activity, Amount, Terms } from '../../shared/positions/index.ts';
import { api } from '../engine/api.ts';
import { useReading } from '../engine/reading.ts';
import { FigureView } from '../figures/figure-view.tsx';
import { useSettled } from '../lists/index.ts';

/** Milliseconds after the last key before the engine is asked. */
const ASK_AFTER = 250;

/** What the engine says of a draft: as if it were stored, measured by the same functions. */
export interface DraftQuestion {
  readonly terms?: Terms;
  readonly position?: string;
  readonly activities: ReadonlyArray<Omit<Activity, 'stream'>>;
}

/** The figures that a draft would have, and what is odd about it, while it is typed. */
export function DraftPreview({ question }: { readonly question: DraftQuestion | null }) {
  const settled = useSettled(question, ASK_AFTER);
  const { data: preview } = useReading(
    {
      columns: ['market', 'workspace'],
      key: ['positions', 'preview', settled],
      ask: (signal) => api.positions.preview.query({ ...settled, activities: [...(settled?.activities ?? [])] }, { signal }),
    },
    { enabled: settled !== null },
  );
  if (!preview || settled === null) return <div className="form-preview" />;
  return (
    <div className="form-preview">
      {preview.figures.map(({ name, figure, unit, basis }) => (
        <span key={name}>
          <small>
            {name}
            {unit !== '' && `, ${unit}`}
          </small>
          <FigureView name={name} figure={figure} kind={kindOf(unit, basis !== null)} {...(basis ? { basis } : {})} />
        </span>
      ))}
      {preview.warnings.map((warning) => (
        <p key={warning} className="flag">
          {warning}
        </p>
      ))}
    </div>
  );
}

/** What was put in at the start happened at the beginning of the day the position was opened. */
export function openingActivities({ opened }: Terms, put: readonly Amount[]): DraftQuestion['activities'] {
  return put.length === 0 ? [] : [{ kind: 'open', at: `${opened}T00:00:00.000Z`, into: [...put] }];
}

function kindOf(unit: string, rate: boolean) {
  if (rate) return { as: 'rate' } as const;
  return unit === '' ? ({ as: 'number' } as const) : ({ as: 'quantity', asset: unit } as const);
}
