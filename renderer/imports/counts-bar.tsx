import { judged, OUTCOME_WORDS, occurring, type OutcomeCounts, type RowOutcome } from './outcomes.ts';
import './imports.css';

interface CountsBarProps {
  readonly counts: OutcomeCounts;
  /** Rows of the file. */
  readonly rows: number;
  /** What is counted; `row` where it is not said. */
  readonly what?: 'row' | 'value';
  readonly chosen?: RowOutcome | null;
  /** Absent where the bar is only looked at. */
  readonly onChoose?: (outcome: RowOutcome | null) => void;
  /** The bar alone, as in a list. */
  readonly small?: boolean;
}

/**
 * Every row of a file, by what became of it: a bar whose parts are in proportion, and the numbers under it, which add up to the
 * file's rows. Choosing a part shows only its rows.
 */
export function CountsBar({ counts, rows, what = 'row', chosen = null, onChoose, small = false }: CountsBarProps) {
  const parts = occurring(counts);
  const lost = rows - judged(counts);
  const bar = (
    <div className="counts-bar" aria-hidden="true">
      {parts.map(({ outcome, count }) => (
        <span key={outcome} className={outcome} style={{ flexGrow: count }} />
      ))}
    </div>
  );
  if (small) return bar;
  return (
    <div className="counts">
      {bar}
      <fieldset className="counts-legend" aria-label="Rows by what becomes of them">
        {parts.map(({ outcome, count }) => (
          <CountsPart key={outcome} outcome={outcome} count={count} isChosen={chosen === outcome} onChoose={onChoose} />
        ))}
        <span className="counts-sum">
          = <b>{rows.toLocaleString()}</b> {rows === 1 ? what : `${what}s`}
          {lost !== 0 && <strong className="late"> {lost.toLocaleString()} not accounted for</strong>}
        </span>
      </fieldset>
    </div>
  );
}

interface CountsPartProps {
  readonly outcome: RowOutcome;
  readonly count: number;
  readonly isChosen: boolean;
  readonly onChoose: ((outcome: RowOutcome | null) => void) | undefined;
}

function CountsPart({ outcome, count, isChosen, onChoose }: CountsPartProps) {
  const { name, sign, means } = OUTCOME_WORDS[outcome];
  const words = (
    <>
      <OutcomeSign outcome={outcome} sign={sign} />
      <b>{count.toLocaleString()}</b> {name}
    </>
  );
  if (!onChoose) return <span data-tip={means}>{words}</span>;
  return (
    <button type="button" className="chip" aria-pressed={isChosen} data-tip={means} onClick={() => onChoose(isChosen ? null : outcome)}>
      {words}
    </button>
  );
}

function OutcomeSign({ outcome, sign }: { readonly outcome: RowOutcome; readonly sign: string }) {
  return (
    <span className={`outcome-sign ${outcome}`} aria-hidden="true">
      {sign}
    </span>
  );
}

/** What became of one row, with its sign. */
export function OutcomeName({ outcome }: { readonly outcome: RowOutcome }) {
  const { name, sign, means } = OUTCOME_WORDS[outcome];
  return (
    <span data-tip={means}>
      <OutcomeSign outcome={outcome} sign={sign} />
      {name}
    </span>
  );
}
