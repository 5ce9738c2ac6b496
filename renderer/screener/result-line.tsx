import type { ReactNode } from 'react';
import type { SubjectKind } from '../../shared/figures/index.ts';
import { kindsWord } from '../watchlists/index.ts';
import type { Selection } from './selection.ts';

interface ResultLineProps {
  readonly kind: SubjectKind;
  readonly answer: Selection | undefined;
  /** Beside the count, on the same line, so that nothing below moves when it comes. */
  readonly children: ReactNode;
}

/** How many were let through, how many could not be judged and why, and what is odd about their order. */
export function ResultLine({ kind, answer, children }: ResultLineProps) {
  const beside = answer && [answer.unknownSays, answer.sortSays, ...answer.notes].filter((part) => part !== null && part !== '').join(' ');
  return (
    <div className="result-line">
      <p role="status" data-tip={beside === '' ? undefined : beside}>
        {answer ? (
          <>
            <b>{answer.total.toLocaleString()}</b> of {answer.subjects.toLocaleString()} {kindsWord(kind)}
            {beside !== '' && <span className={answer.sortSays === null ? 'muted' : undefined}>; {beside}</span>}
          </>
        ) : (
          <span className="muted">reading</span>
        )}
      </p>
      {children}
    </div>
  );
}
