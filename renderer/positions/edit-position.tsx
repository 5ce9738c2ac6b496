import type { Terms } from '../../shared/positions/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft } from '../window/kept-draft.ts';
import { closeBeside } from '../window/places.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { PositionForm } from './position-form.tsx';
import type { PositionDetail } from './readings.ts';
import { today } from './view.ts';

/** Under which name unsaved terms of a position are kept. */
export function editForm(position: string): string {
  return `positions.edit.${position}`;
}

/** The terms of a position to change, and the ways to close or remove it. */
export function EditPosition({ detail, done: leave }: { readonly detail: PositionDetail; readonly done: () => void }) {
  const { position, title, status } = detail.summary;
  const done = () => {
    forgetDraft(editForm(position));
    leave();
  };
  const edit = useCarrying(api.positions.edit.mutate);
  const close = useCarrying(api.positions.close.mutate);
  const reopen = useCarrying(api.positions.reopen.mutate);
  const remove = useCarrying(api.positions.remove.mutate);
  useEscape(true, done);

  async function save(terms: Terms): Promise<void> {
    if ((await edit.carry({ position, terms })) === null) return;
    sayChanged(`${terms.title} is changed.`);
    done();
  }
  async function closeNow(): Promise<void> {
    if ((await close.carry({ position, closed: today() })) === null) return;
    sayChanged(`${title} is closed as of today.`);
    done();
  }
  async function reopenNow(): Promise<void> {
    if ((await reopen.carry({ position })) === null) return;
    sayChanged(`${title} is open again.`);
    done();
  }
  async function removeNow(): Promise<void> {
    if ((await remove.carry({ position })) === null) return;
    sayChanged(`${title} is removed from all lists and totals.`);
    closeBeside('position');
  }
  const refusal = close.refusal ?? reopen.refusal ?? remove.refusal;
  return (
    <div className="panel-body">
      <header className="panel-head">
        <h1>Edit {title}</h1>
        <span className="right actions">
          {status === 'open' ? (
            <button type="button" onClick={() => void closeNow()}>
              Close as of today
            </button>
          ) : (
            <button type="button" onClick={() => void reopenNow()}>
              Open again
            </button>
          )}
          <button type="button" onClick={() => void removeNow()}>
            Remove
          </button>
        </span>
      </header>
      {refusal && <RefusalLine refusal={refusal} />}
      <PositionForm
        form={editForm(position)}
        terms={detail.terms}
        today={today()}
        busy={edit.busy}
        refusal={edit.refusal}
        onSave={(terms) => void save(terms)}
        onCancel={done}
      />
    </div>
  );
}
