import type { TradeDraft } from '../../shared/otc/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { sayChanged } from '../forms/say-changed.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft } from '../window/kept-draft.ts';
import type { TradeDetail } from './readings.ts';
import { typedTerms } from './trade-draft.ts';
import { TradeForm } from './trade-form.tsx';

/** Under which an edit is kept until it is saved or cancelled. */
export function editForm(trade: string): string {
  return `otc.${trade}.edit`;
}

/** Changes what was recorded. What was compared with it must be compared again. */
export function EditTrade({ detail, done }: { readonly detail: TradeDetail; readonly done: () => void }) {
  const { trade, reference, terms, firm } = detail;
  const { carry, busy, refusal } = useCarrying(api.otc.edit.mutate);
  const form = editForm(trade);
  function leave(): void {
    forgetDraft(form);
    done();
  }
  useEscape(true, leave);
  async function save(changed: TradeDraft): Promise<void> {
    if ((await carry({ trade, terms: changed })) === null) return;
    sayChanged(`${changed.reference} is changed.`);
    leave();
  }
  return (
    <div className="panel-body">
      <header className="panel-head">
        <h1>Edit {reference}</h1>
      </header>
      <p className="form-note">
        {firm ?? 'Checklists that compared what you change here have to be answered again: nobody has looked at the new terms yet.'}
      </p>
      <TradeForm
        form={form}
        label={`Edit ${reference}`}
        does="Save"
        first={() => typedTerms(terms)}
        busy={busy}
        refusal={refusal}
        onSave={(changed) => void save(changed)}
        onCancel={leave}
      />
    </div>
  );
}
