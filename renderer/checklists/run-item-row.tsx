import { Age } from '../figures/age.tsx';
import { ResultMark } from './result-mark.tsx';
import type { RunItem } from './readings.ts';
import { resultWords } from './words.ts';

interface RunItemRowProps {
  readonly item: RunItem;
  readonly here: boolean;
  /** The item that was answered last, shown when somebody comes back. */
  readonly lastAnswered: boolean;
  readonly onGo: () => void;
}

/** One item among those of its part: what is asked, and how it stands. The answer of the run before is grey until it is given again. */
export function RunItemRow({ item, here, lastAnswered, onGo }: RunItemRowProps) {
  return (
    <li>
      <button type="button" className="run-row" tabIndex={-1} aria-current={here ? 'step' : undefined} onClick={onGo}>
        <span className="question-id">{item.id}</span>
        <span className="run-row-text">
          {item.item.text}
          {item.item.critical && <span className="mark strong">critical</span>}
          {lastAnswered && <span className="mark">answered last</span>}
        </span>
        <span className="run-row-answer">
          <RowAnswer item={item} />
        </span>
      </button>
    </li>
  );
}

function RowAnswer({ item }: { readonly item: RunItem }) {
  const { answer, words, last, repeat, expired, override } = item;
  if (answer === null) {
    return last === null ? (
      <ResultMark result="unanswered" wordless />
    ) : (
      <span className="before">
        {last.words}
        <small>
          last time, <Age at={last.at} />
        </small>
      </span>
    );
  }
  return (
    <>
      <ResultMark result={answer.result} wordless={answer.result !== 'unknown' || words === resultWords('unknown')} />{' '}
      <span className={repeat || expired ? 'before' : undefined}>{words}</span>
      {repeat && <em className="flag">again</em>}
      {expired && <em className="flag">expired</em>}
      {override && <b className="overridden">overridden</b>}
    </>
  );
}
