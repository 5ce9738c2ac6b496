import type { Refusal } from '../../shared/figures/index.ts';
import { say } from '../window/notices.ts';

/** Why a command was refused, with its details to copy. */
export function RefusalLine({ refusal }: { readonly refusal: Refusal }) {
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(JSON.stringify(refusal, null, 2));
    say({ tone: 'plain', text: 'Copied the message with its details.' });
  }
  return (
    <p className="refusal" role="alert">
      {refusal.message}{' '}
      <button type="button" className="way" onClick={() => void copy()}>
        Copy details
      </button>
    </p>
  );
}
