import type { Preview } from './readings.ts';
import { sentence } from './words.ts';

interface TradeSentenceProps {
  readonly resumed: boolean;
  readonly preview: Preview | null;
  readonly fault: string | null;
  /** The first thing that is missing; empty where nothing is. */
  readonly missing: string;
}

/** What the form means, in words: which way money goes first of all, then what is wrong or still missing. */
export function TradeSentence({ resumed, preview, fault, missing }: TradeSentenceProps) {
  const direction = preview?.direction ?? null;
  return (
    <div className="form-sentence" aria-live="polite">
      {resumed && <span className="muted">Continued as you left it; Esc discards it. </span>}
      {direction === null ? (
        <span className="muted">Which way money goes is said here once the side, both assets, quantity and price are typed. </span>
      ) : (
        <b className="direction">{sentence(direction)}. </b>
      )}
      {fault === null ? <span className="muted">{missing}</span> : <span className="loss">{fault}</span>}
    </div>
  );
}
