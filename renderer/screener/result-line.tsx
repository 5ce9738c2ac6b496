import type { SubjectKind } from '../../shared/figures/index.ts';
import { kindsWord } from '../watchlists/index.ts';
import type { Selection } from './selection.ts';

/** How many were let through, how many could not be judged and why, and what is odd about their order. */
export function ResultLine({ kind, answer }: { readonly kind: SubjectKind; readonly answer: Selection | undefined }) {
  if (!answer) return <p className="result-line muted">reading</p>;
  const { total, subjects, unknown, unknownSays, sortSays, notes } = answer;
  return (
    <p className="result-line" role="status">
      <b>{total.toLocaleString()}</b> of {subjects.toLocaleString()} {kindsWord(kind)}
      {unknown > 0 && <span className="muted">; {unknownSays ?? `${unknown.toLocaleString()} could not be judged.`}</span>}
      {sortSays !== null && <span className="late"> {sortSays}</span>}
      {notes.length > 0 && <span className="muted"> {notes.join(' ')}</span>}
    </p>
  );
}
