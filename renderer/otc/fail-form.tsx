import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { EntryForm } from '../forms/entry-form.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft } from '../window/kept-draft.ts';
import { type Failure, FAILURE_FIELDS, readFailure } from './failure-draft.ts';
import type { TradeDetail } from './readings.ts';
import { FAIL_WORDS } from './words.ts';

/** Opens a case: from then on nothing is released to the same desk until it is closed. */
export function FailForm({ detail, done }: { readonly detail: TradeDetail; readonly done: () => void }) {
  const { trade, reference, deskName } = detail;
  const { carry, busy, refusal } = useCarrying(api.otc.fail.mutate);
  const form = `otc.${trade}.fail`;
  function leave(): void {
    forgetDraft(form);
    done();
  }
  useEscape(true, leave);
  async function open(value: Failure): Promise<void> {
    if ((await carry({ trade, ...value })) === null) return;
    sayChanged(`A case is open on ${reference}.`);
    leave();
  }
  return (
    <section className="otc-card" aria-label="It has failed">
      <EntryForm<Failure>
        form={form}
        label={`${reference} has failed`}
        does="Open the case"
        first={{}}
        fields={() => FAILURE_FIELDS}
        read={readFailure}
        says={(value) =>
          `${reference} has failed: ${FAIL_WORDS[value.code]}. Until the case is closed nothing is released to ${deskName}, on this trade or any other.`
        }
        busy={busy}
        refusal={refusal}
        onSave={(value) => void open(value)}
        onCancel={leave}
      />
    </section>
  );
}
