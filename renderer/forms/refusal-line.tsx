import type { Refusal } from '../../shared/figures/index.ts';
import { copyText } from '../window/copy-text.ts';

/** Why a command was refused, with its details to copy. */
export function RefusalLine({ refusal }: { readonly refusal: Refusal }) {
  return (
    <p className="refusal" role="alert">
      {refusal.message}{' '}
      <button type="button" className="way" onClick={() => void copyText(JSON.stringify(refusal, null, 2), 'the message with its details')}>
        Copy details
      </button>
    </p>
  );
}
