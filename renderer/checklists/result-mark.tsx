import type { Verdict } from '../../shared/figures/index.ts';
import { resultWords } from './words.ts';

const SIGNS: Readonly<Record<Verdict | 'unanswered', string>> = {
  pass: '✓',
  fail: '✕',
  unknown: '?',
  'not-applicable': '–',
  unanswered: '·',
};

/** A result by sign, word and colour, so that none of them has to be seen to know it. */
export function ResultMark({ result, wordless = false }: { readonly result: Verdict | 'unanswered'; readonly wordless?: boolean }) {
  const words = result === 'unanswered' ? 'not answered' : resultWords(result);
  return (
    <span className={`result ${result}`}>
      <span className="result-sign" aria-hidden="true">
        {SIGNS[result]}
      </span>
      <span className={wordless ? 'unseen' : undefined}>{words}</span>
    </span>
  );
}
