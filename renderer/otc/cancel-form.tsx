import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { sayChanged } from '../forms/say-changed.ts';
import type { TradeDetail } from './readings.ts';
import { SentenceForm } from './sentence-form.tsx';

/** Both sides agreed that the trade is off. */
export function CancelForm({ detail, done }: { readonly detail: TradeDetail; readonly done: () => void }) {
  const { trade, reference } = detail;
  const { carry, busy, refusal } = useCarrying(api.otc.cancel.mutate);
  async function cancel(reason: string): Promise<boolean> {
    if ((await carry({ trade, reason })) === null) return false;
    sayChanged(`${reference} is cancelled.`);
    return true;
  }
  return (
    <SentenceForm
      form={`otc.${trade}.cancel`}
      label={`Cancel ${reference}`}
      asks="Why, and who agreed on it at the desk"
      does="Cancel the trade"
      busy={busy}
      refusal={refusal}
      onSave={cancel}
      done={done}
    >
      <p>Both sides agree that the trade is off: nothing of it has moved, and nothing will.</p>
    </SentenceForm>
  );
}
