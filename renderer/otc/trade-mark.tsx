import type { TradeLine } from './readings.ts';
import { STATE_WORDS } from './words.ts';

const TONES: Readonly<Record<TradeLine['state'], string>> = { open: '', netted: '', settled: 'good', failed: 'bad', cancelled: 'faint' };

/** How a trade stands, in words. */
export function TradeMark({ line }: { readonly line: Pick<TradeLine, 'state' | 'confirmed' | 'overdue'> }) {
  const { state, confirmed, overdue } = line;
  return (
    <span className="trade-marks">
      <span className={`otc-mark ${TONES[state]}`}>{STATE_WORDS[state]}</span>
      {overdue && <span className="otc-mark bad">overdue</span>}
      {!confirmed && state !== 'cancelled' && <span className="otc-mark warn">unconfirmed</span>}
    </span>
  );
}
