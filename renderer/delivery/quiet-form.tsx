import { useCallback, useState } from 'react';
import { type WeeklyHours, weeklyHoursSchema } from '../../shared/alerts/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { type Draft, readDraft, type ReadDraft } from '../forms/draft.ts';
import { EntryForm } from '../forms/entry-form.tsx';
import type { Field } from '../forms/field.ts';
import { sayChanged } from '../forms/say-changed.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft } from '../window/kept-draft.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const FIELDS: readonly Field[] = [
  { path: 'from', label: 'From', type: 'text', needed: true, hint: 'Such as 22:00.' },
  { path: 'to', label: 'To', type: 'text', needed: true, hint: 'Before “from” it is the next morning.' },
  { path: 'zone', label: 'Time zone', type: 'text', needed: true, hint: 'Such as Europe/Berlin.' },
  { path: 'days', label: 'On', type: 'choices', needed: true, choices: DAYS.map((label, n) => ({ value: String(n + 1), label })) },
];
const FORM = 'delivery.quiet';

/** Quiet hours in words. */
export function quietSays({ days, from, to, zone }: WeeklyHours): string {
  const named = days.length === 7 ? 'every day' : days.map((day) => DAYS[day - 1]).join(', ');
  return `Quiet from ${from} to ${to} (${zone}), ${named}: alerts fire, and are delivered together afterwards. Critical ones are delivered at once.`;
}

/** The quiet hours of rules without their own. */
export function QuietForm({
  quiet,
  zone,
  close,
}: {
  readonly quiet: WeeklyHours | null;
  readonly zone: string;
  readonly close: () => void;
}) {
  const change = useCarrying(api.delivery.changePreferences.mutate);
  const [first] = useState<Draft>(() => ({
    from: quiet?.from ?? '22:00',
    to: quiet?.to ?? '07:00',
    zone: quiet?.zone ?? zone,
    days: (quiet?.days ?? [1, 2, 3, 4, 5, 6, 7]).join('\n'),
  }));
  const fields = useCallback(() => FIELDS, []);
  const leave = useCallback(() => {
    forgetDraft(FORM);
    close();
  }, [close]);
  useEscape(true, leave);
  async function send(hours: WeeklyHours | null): Promise<void> {
    if ((await change.carry({ quiet: hours })) === null) return;
    sayChanged(hours === null ? 'There are no quiet hours any more.' : 'Quiet hours are set.');
    leave();
  }
  return (
    <EntryForm
      form={FORM}
      label="Quiet hours"
      does="Set"
      first={first}
      fields={fields}
      read={readHours}
      says={quietSays}
      busy={change.busy}
      refusal={change.refusal}
      onSave={(hours) => void send(hours)}
      onCancel={leave}
    >
      {quiet !== null && (
        <div>
          <button type="button" className="second" disabled={change.busy} onClick={() => void send(null)}>
            End quiet hours
          </button>
        </div>
      )}
    </EntryForm>
  );
}

function readHours(draft: Draft): ReadDraft<WeeklyHours> {
  const days = (draft['days'] ?? '').split('\n').filter(Boolean).map(Number);
  const fields = FIELDS.filter(({ path }) => path !== 'days');
  if (days.length === 0) return { complaints: { days: 'At least one day is needed.' } };
  return readDraft<WeeklyHours>(draft, {
    fields,
    schema: weeklyHoursSchema,
    given: { days: days.sort((one, other) => one - other) },
    otherwise: 'zone',
  });
}
