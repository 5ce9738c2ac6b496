import type { RankState } from '../../shared/venues/index.ts';
import type { Verdict } from '../../shared/figures/index.ts';
import { STATE_WORDS } from './words.ts';

const LIGHTS: Readonly<Record<Verdict, { readonly sign: string; readonly tone: string; readonly words: string }>> = {
  pass: { sign: '●', tone: 'gain', words: 'passes' },
  fail: { sign: '✕', tone: 'loss', words: 'fails' },
  unknown: { sign: '?', tone: 'muted', words: 'unknown' },
  'not-applicable': { sign: '–', tone: 'muted', words: 'not applicable' },
};

/** Whether a venue may be used: by sign and words, never by colour alone. */
export function GateLight({ gate, state }: { readonly gate: 'pass' | 'fail' | 'unknown'; readonly state: RankState }) {
  const { sign, tone } = LIGHTS[gate];
  const words = gate === 'fail' ? STATE_WORDS['not-eligible'] : gate === 'unknown' ? STATE_WORDS['cannot-decide'] : STATE_WORDS[state];
  return (
    <span className={`light ${tone}`}>
      <span aria-hidden="true">{sign}</span> {gate === 'pass' ? words.split(',')[0] : words}
    </span>
  );
}

/** What one gate says, in a word. */
export function VerdictLight({ verdict }: { readonly verdict: Verdict }) {
  const { sign, tone, words } = LIGHTS[verdict];
  return (
    <span className={`light ${tone}`}>
      <span aria-hidden="true">{sign}</span> {words}
    </span>
  );
}
