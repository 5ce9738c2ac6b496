import type { Leg } from './readings.ts';
import { LEG_WORDS } from './words.ts';

const TONES: Readonly<Record<Leg['state'], string>> = {
  planned: '',
  held: 'bad',
  released: 'good',
  expected: '',
  overdue: 'bad',
  reconciled: 'good',
  break: 'bad',
  netted: 'faint',
  cancelled: 'faint',
};

/** How a leg stands, in a word. */
export function LegMark({ leg }: { readonly leg: Leg }) {
  return (
    <>
      <span className={`otc-mark ${TONES[leg.state]}`}>{LEG_WORDS[leg.state]}</span>
      {leg.firstUse && leg.open && <span className="otc-mark">never paid before</span>}
    </>
  );
}
