import type { Scale } from '../../shared/venues/index.ts';
import type { Draft } from '../forms/draft.ts';
import { FormField } from '../forms/form-field.tsx';
import { scoreText } from './score-text.ts';

interface ScaleFieldProps {
  /** Null where a whole criterion is scored: by points alone. */
  readonly scale: Scale | null;
  readonly draft: Draft;
  readonly complaint: (path: string) => string | undefined;
  readonly write: (path: string) => (value: string) => void;
}

/** The value of a score with its scale in view: anchors with their unit, the categories of a table, the text of a rubric. */
export function ScaleField({ scale, draft, complaint, write }: ScaleFieldProps) {
  if (scale?.by === 'anchors') {
    const { unit, at0, at5, at10 } = scale;
    return (
      <div className="scale-field">
        <FormField
          field={{ path: 'given.raw', label: `Value, ${unit}`, type: 'decimal', needed: true }}
          value={draft['given.raw'] ?? ''}
          complaint={complaint('given.raw')}
          onChange={write('given.raw')}
        />
        <ol className="anchors" aria-label="Fixed anchors">
          {[at0, at5, at10].map((value, index) => (
            <li key={value}>
              <b>{index * 5}</b> points at {value} {unit}
            </li>
          ))}
        </ol>
      </div>
    );
  }
  if (scale?.by === 'table')
    return (
      <Rows
        legend="Category"
        rows={scale.rows.map(({ id, text, score }) => ({ value: id, text, score }))}
        chosen={draft['given.row'] ?? ''}
        complaint={complaint('given.row')}
        choose={write('given.row')}
      />
    );
  return (
    <div className="scale-field">
      {scale?.by === 'rubric' && (
        <Rows
          legend="Which of these is it?"
          rows={scale.rows.map(({ score, text }) => ({ value: score, text, score }))}
          chosen={draft['given.points'] ?? ''}
          complaint={undefined}
          choose={write('given.points')}
        />
      )}
      <FormField
        field={{
          path: 'given.points',
          label: 'Points, 0–10',
          type: 'decimal',
          needed: true,
          hint: 'between two texts, a number between theirs',
        }}
        value={draft['given.points'] ?? ''}
        complaint={complaint('given.points')}
        onChange={write('given.points')}
      />
    </div>
  );
}

interface RowsProps {
  readonly legend: string;
  readonly rows: ReadonlyArray<{ readonly value: string; readonly text: string; readonly score: string }>;
  readonly chosen: string;
  readonly complaint: string | undefined;
  readonly choose: (value: string) => void;
}

/** One of several texts, each with its points; the arrow keys go through them. */
function Rows({ legend, rows, chosen, complaint, choose }: RowsProps) {
  return (
    <fieldset className="scale-rows">
      <legend>{legend}</legend>
      {rows.map(({ value, text, score }) => (
        <label key={value}>
          <input
            type="radio"
            name={`scale ${legend}`}
            value={value}
            checked={chosen === value}
            data-complaint={complaint}
            onChange={() => choose(value)}
          />
          <b>{scoreText(score)}</b>
          <span>{text}</span>
        </label>
      ))}
      {complaint !== undefined && <p className="refusal">{complaint}</p>}
    </fieldset>
  );
}
