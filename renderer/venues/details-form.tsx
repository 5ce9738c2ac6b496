import type { VenueDetails } from '../../shared/venues/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { EntryForm } from '../forms/entry-form.tsx';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft } from '../window/kept-draft.ts';
import { closeBeside } from '../window/places.ts';
import { DETAILS_FIELDS, detailsDraft, detailsSentence, readDetails } from './details-fields.ts';
import type { VenueDetail } from './readings.ts';

/** What is said of a venue, to change: of a bundled one your words lie over its facts, which stay to be seen with their date. */
export function DetailsForm({ detail, done: leave }: { readonly detail: VenueDetail; readonly done: () => void }) {
  const { venue, name, bundled, details, facts } = detail;
  const edit = useCarrying(api.venues.edit.mutate);
  const revert = useCarrying(api.venues.revert.mutate);
  const remove = useCarrying(api.venues.remove.mutate);
  const form = `venues.${venue}.details`;
  const overlaid = facts.some(({ own, bundled: told }) => own && told !== null);
  function done(): void {
    forgetDraft(form);
    leave();
  }
  useEscape(true, done);
  async function save(next: VenueDetails): Promise<void> {
    if ((await edit.carry({ venue, details: next })) === null) return;
    sayChanged(`What is said of ${next.name} is changed.`);
    done();
  }
  async function goBack(): Promise<void> {
    if ((await revert.carry({ venue })) === null) return;
    sayChanged(`${name} stands as the catalogue has it.`);
    done();
  }
  async function takeOut(): Promise<void> {
    if ((await remove.carry({ venue })) === null) return;
    sayChanged(`${name} is taken out of the catalogue.`);
    forgetDraft(form);
    closeBeside('venue');
  }
  const refusal = revert.refusal ?? remove.refusal;
  return (
    <section className="card-form" aria-label={`Edit ${name}`}>
      {(overlaid || !bundled) && (
        <div className="actions card-form-ways">
          {overlaid && (
            <button type="button" onClick={() => void goBack()}>
              Back to the bundled facts
            </button>
          )}
          {!bundled && (
            <button type="button" onClick={() => void takeOut()}>
              Remove from the catalogue
            </button>
          )}
        </div>
      )}
      {refusal && <RefusalLine refusal={refusal} />}
      <EntryForm<VenueDetails>
        form={form}
        label={`Edit ${name}`}
        does="Save"
        first={detailsDraft(details)}
        fields={() => DETAILS_FIELDS}
        read={readDetails}
        says={detailsSentence}
        busy={edit.busy}
        refusal={edit.refusal}
        onSave={(next) => void save(next)}
        onCancel={done}
      />
    </section>
  );
}
