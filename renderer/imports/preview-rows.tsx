import { useState } from 'react';
import { FilterField } from '../lists/index.ts';
import { CountsBar } from './counts-bar.tsx';
import { countsOf, type ReadFile } from './import-answers.ts';
import type { RowOutcome } from './outcomes.ts';
import { usePreviewPages } from './preview-pages.ts';
import { Questions } from './questions.tsx';
import { filteredRows } from './row-filter.ts';
import { RowsTable } from './rows-table.tsx';
import { choose, type WaitingFile } from './waiting-files.ts';

/** What became of a file's rows: what is asked about them, their counts, and each of them. */
export function PreviewRows({ file, answer, panel }: { readonly file: WaitingFile; readonly answer: ReadFile; readonly panel: string }) {
  const [text, setText] = useState('');
  const [outcome, setOutcome] = useState<RowOutcome | null>(null);
  const [places, setPlaces] = useState<readonly number[] | null>(null);
  const { rowAt, onWindow, lookAt } = usePreviewPages(file, answer, places);
  const left = filteredRows(answer, { text, outcome }, rowAt);
  if (!samePlaces(left.places, places)) setPlaces(left.places);
  const what = answer.market ? 'value' : 'row';
  const placeOf = (index: number) => (left.places === null ? index + 1 : (left.places[index] ?? 0));
  return (
    <>
      <Questions
        questions={answer.questions}
        options={file.choices.options}
        onAnswer={(options) => choose(file.key, { ...file.choices, options })}
      />
      {answer.notices.map((notice) => (
        <p key={notice} className="file-notice">
          {notice}
        </p>
      ))}
      {answer.rows > 0 && <CountsBar counts={countsOf(answer)} rows={answer.rows} what={what} chosen={outcome} onChoose={setOutcome} />}
      <div className="list-bar">
        <FilterField panel={panel} group="Import" label={`Filter ${what}s`} value={text} onChange={setText} />
        {left.places !== null && (
          <span className="muted" role="status">
            {left.places.length.toLocaleString()} of {answer.rows.toLocaleString()}
            {left.isPartial && `, among the first ${answer.shown.length.toLocaleString()} and those you have scrolled to`}
          </span>
        )}
      </div>
      <RowsTable
        label={answer.market ? `Values of ${answer.file}` : `Rows of ${answer.file}`}
        header={answer.header}
        count={left.places === null ? answer.rows : left.places.length}
        rowAt={(index) => rowAt(placeOf(index))}
        onWindow={onWindow}
        onLook={(index) => lookAt(placeOf(index))}
        isMarket={answer.market !== undefined}
        nothing={
          answer.rows === 0
            ? `The file holds no ${what}${answer.questions.length > 0 ? ' that can be read before the question is answered' : ''}.`
            : 'Nothing is left by this filter. Esc clears it.'
        }
      />
    </>
  );
}

function samePlaces(one: readonly number[] | null, other: readonly number[] | null): boolean {
  if (one === null || other === null) return one === other;
  return one.length === other.length && one.every((row, index) => row === other[index]);
}
