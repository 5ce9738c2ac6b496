import { useCallback, useMemo } from 'react';
import { z } from 'zod';
import { addDays, dayString, identifier } from '../../shared/figures/index.ts';
import type { Family } from '../../shared/venues/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { dayText } from '../figures/time-text.ts';
import { type Draft, readDraft } from '../forms/draft.ts';
import { EntryForm } from '../forms/entry-form.tsx';
import type { Field } from '../forms/field.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft } from '../window/kept-draft.ts';
import { say } from '../window/notices.ts';
import type { VenueSummary } from './readings.ts';
import { today } from './view.ts';
import { openDecision } from './ways.ts';
import type { Weighing } from './weighing.ts';

const FORM = 'venues.decision';
/** Days until a decision is looked at again, unless somebody says otherwise. */
const REVIEW_AFTER = 90;
const DRAWS = 10_000;

const choiceSchema = z.object({
  chosen: identifier,
  reason: z.string().min(1).max(10_000),
  by: z.string().min(1).max(120),
  nextReview: dayString,
});
type Choice = z.infer<typeof choiceSchema>;

interface DecisionFormProps {
  readonly family: Family;
  readonly venues: readonly VenueSummary[];
  readonly weighing: Weighing;
  readonly done: () => void;
}

/** Records which venue was chosen and why; gates, scores, weights, rules and hashes of the evidence are frozen with it. */
export function DecisionForm({ family, venues, weighing, done: leave }: DecisionFormProps) {
  const { carry, busy, refusal } = useCarrying(api.venues.recordDecision.mutate);
  const fields = useMemo(() => fieldsFor(venues), [venues]);
  const { changed, profile } = weighing;
  const read = useCallback(
    (draft: Draft) =>
      changed
        ? {
            complaints: {
              '': 'The weights are changed and have no name yet: keep them under a name first, so that the record can say by which it was decided.',
            },
          }
        : readDraft(draft, { fields, schema: choiceSchema, otherwise: 'reason' }),
    [fields, changed],
  );
  function done(): void {
    forgetDraft(FORM);
    leave();
  }
  useEscape(true, done);
  async function record(choice: Choice): Promise<void> {
    const among = venues.map(({ venue }) => venue);
    const recorded = await carry({ ...choice, family, profile: profile.profile, among, draws: DRAWS });
    if (recorded === null) return;
    const name = venues.find(({ venue }) => venue === choice.chosen)?.name ?? choice.chosen;
    say({ tone: 'done', text: `Recorded: the choice fell on ${name}. It cannot be undone; a later record can supersede it.` });
    done();
    openDecision(recorded.decision, name);
  }
  return (
    <section className="card-form" aria-label="Record a decision">
      <EntryForm<Choice>
        form={FORM}
        label="Record a decision"
        does="Record it for good"
        first={{ chosen: bestOf(venues), nextReview: addDays(today(), REVIEW_AFTER) }}
        fields={() => fields}
        read={read}
        says={(choice) => sentence(choice, venues, profile.name)}
        busy={busy}
        refusal={refusal}
        onSave={(choice) => void record(choice)}
        onCancel={done}
      />
    </section>
  );
}

function fieldsFor(venues: readonly VenueSummary[]): readonly Field[] {
  return [
    {
      path: 'chosen',
      label: 'Chosen',
      type: 'choice',
      needed: true,
      choices: venues.map(({ venue, name }) => ({ value: venue, label: name })),
    },
    { path: 'by', label: 'Who decides', type: 'text', needed: true },
    { path: 'nextReview', label: 'Next review', type: 'day', needed: true },
    { path: 'reason', label: 'Reason', type: 'passage', needed: true },
  ];
}

function bestOf(venues: readonly VenueSummary[]): string {
  const ranked = venues.filter(({ place }) => place.rank !== null).sort((one, other) => (one.place.rank ?? 0) - (other.place.rank ?? 0));
  return (ranked[0] ?? venues[0])?.venue ?? '';
}

function sentence({ chosen, by, nextReview }: Choice, venues: readonly VenueSummary[], profile: string): string {
  const venue = venues.find((each) => each.venue === chosen);
  const standing =
    venue === undefined || venue.gate === 'pass'
      ? ''
      : venue.gate === 'fail'
        ? ' It does not pass its gates: the record will say so.'
        : ' Its gates cannot decide: the record will say so.';
  return `${by} chooses ${venue?.name ?? chosen} by the weights “${profile}”, to be looked at again on ${dayText(nextReview)}.${standing} Everything it rests on is frozen with it, and it cannot be undone.`;
}
