import { useCallback } from 'react';
import { standingSchema, type VenueStanding } from '../../shared/venues/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { dayText } from '../figures/time-text.ts';
import { type Draft, readDraft, writeDraft } from '../forms/draft.ts';
import { EntryForm } from '../forms/entry-form.tsx';
import type { Field } from '../forms/field.ts';
import { sayChanged } from '../forms/say-changed.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft } from '../window/kept-draft.ts';
import type { VenueDetail } from './readings.ts';
import { choicesOf, STATUS_WORDS } from './words.ts';

const FIELDS: readonly Field[] = [
  { path: 'status', label: 'Status', type: 'choice', needed: true, choices: choicesOf(STATUS_WORDS) },
  { path: 'reviewDue', label: 'Next review', type: 'day' },
  { path: 'reason', label: 'Because', type: 'passage' },
];

/** Where a venue stands with its owner, and when that is to be looked at again. */
export function StandingForm({ detail, done: leave }: { readonly detail: VenueDetail; readonly done: () => void }) {
  const { venue, name, standing } = detail;
  const { carry, busy, refusal } = useCarrying(api.venues.setStatus.mutate);
  const form = `venues.${venue}.standing`;
  const read = useCallback(
    (draft: Draft) =>
      readDraft(draft, { fields: FIELDS, schema: standingSchema, given: { reviewDue: null, reason: '' }, otherwise: 'status' }),
    [],
  );
  function done(): void {
    forgetDraft(form);
    leave();
  }
  useEscape(true, done);
  async function save(next: VenueStanding): Promise<void> {
    if ((await carry({ venue, standing: next })) === null) return;
    sayChanged(`${name} is ${STATUS_WORDS[next.status]}.`);
    done();
  }
  return (
    <section className="card-form" aria-label="Status and next review">
      <EntryForm<VenueStanding>
        form={form}
        label="Status and next review"
        does="Save"
        first={writeDraft(standing, FIELDS)}
        fields={() => FIELDS}
        read={read}
        says={({ status, reviewDue }) =>
          `${name} is ${STATUS_WORDS[status]}${reviewDue === null ? ', with no day for a review' : `, to be reviewed by ${dayText(reviewDue)}`}. A status opens no gate: those look at what is known.`
        }
        busy={busy}
        refusal={refusal}
        onSave={(next) => void save(next)}
        onCancel={done}
      />
    </section>
  );
}
