import type { ReadExpression } from './read-expression.ts';

interface ExpressionMeaningProps {
  readonly id: string;
  readonly read: ReadExpression;
  readonly unfinished: boolean;
  readonly empty: string;
}

/** Under the field: what is written means this, or is wrong so. It has room for two lines always, so that nothing below it moves. */
export function ExpressionMeaning({ id, read, unfinished, empty }: ExpressionMeaningProps) {
  const wrong = read.state === 'wrong' && !unfinished;
  return (
    <p id={id} className={`expression-says${read.state === 'means' ? '' : wrong ? ' wrong' : ' muted'}`} aria-live="polite">
      {read.state === 'empty' && empty}
      {read.state === 'wrong' && read.fault.message}
      {read.state === 'means' && read.words}
      {read.state === 'means' && read.notes.length > 0 && <span className="muted"> {read.notes.join(' ')}</span>}
    </p>
  );
}
