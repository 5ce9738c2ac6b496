import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMemo, useRef, useState, type FormEvent } from 'react';
import type { Refusal } from '../../shared/figures/index.ts';
import type { Activity, ActivityKind, PositionKind } from '../../shared/positions/index.ts';
import { FormFoot } from '../forms/form-foot.tsx';
import { useFirstFocus } from '../forms/use-first-focus.ts';
import {
  activityDraft,
  activitySentence,
  amountLabels,
  asksWhereTo,
  emptyActivity,
  kindsFor,
  readActivity,
  type ActivityDraft,
} from './activity-fields.ts';
import { DraftPreview } from './draft-preview.tsx';
import { activityKindWords } from './words.ts';

interface ActivityFormProps {
  readonly positionKind: PositionKind;
  /** `position:<id>`, or the stream of what is edited. */
  readonly stream: string;
  /** Measures the draft as one more activity of this position; `null` where it replaces one. */
  readonly position: string | null;
  /** What is edited; a new one where absent. */
  readonly activity?: Activity | undefined;
  readonly now: string;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  readonly onSave: (activity: Activity) => void;
  readonly onCancel: () => void;
}

/** One thing that happened to a position, with a sentence that says what it means. */
export function ActivityForm({ positionKind, stream, position, activity, now, busy, refusal, onSave, onCancel }: ActivityFormProps) {
  const kinds = kindsFor(positionKind);
  const [draft, setDraft] = useState<ActivityDraft>(activity ? activityDraft(activity) : emptyActivity(kinds[0] ?? 'reward', now));
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useFirstFocus(form);
  const read = useMemo(() => readActivity(draft, stream), [draft, stream]);
  const question = useMemo(
    () => ('activity' in read && position !== null ? { position, activities: [draftOfActivity(read.activity)] } : null),
    [read, position],
  );
  const complaints = 'complaints' in read ? read.complaints : {};
  const labels = amountLabels(draft.kind);
  const set = (changes: Partial<ActivityDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const complaint = (field: keyof ActivityDraft) => (tried || draft[field] !== '' ? complaints[field] : undefined);

  function save(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if ('activity' in read)
      onSave(activity ? { ...untouched(activity), ...read.activity, ...sameInstant(activity, draft) } : read.activity);
    else setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  }

  return (
    <form ref={form} className="form" onSubmit={save} noValidate aria-label={activity ? 'Change what happened' : 'Record what happened'}>
      <p className="form-sentence" aria-live="polite">
        {'activity' in read ? (
          activitySentence(read.activity)
        ) : (
          <span className="muted">{complaints.whole ?? Object.values(complaints)[0]}</span>
        )}
      </p>
      <div className="form-fields">
        <NativeSelect
          label="What happened"
          value={draft.kind}
          data={kinds.map((kind) => ({ value: kind, label: activityKindWords(kind) }))}
          onChange={(event) => set({ kind: event.currentTarget.value as ActivityKind })}
        />
        <TextInput
          label="When, UTC"
          placeholder="YYYY-MM-DD HH:MM"
          value={draft.at}
          error={complaint('at')}
          onChange={(event) => set({ at: event.currentTarget.value })}
        />
        {labels.into !== undefined && (
          <Amounts label={labels.into} value={draft.into} error={complaint('into')} onChange={(into) => set({ into })} />
        )}
        {labels.outOf !== undefined && (
          <Amounts label={labels.outOf} value={draft.outOf} error={complaint('outOf')} onChange={(outOf) => set({ outOf })} />
        )}
        {asksWhereTo(draft.kind) && (
          <NativeSelect
            label="It went"
            value={draft.rewardTo}
            data={[
              { value: '', label: 'where it usually goes' },
              { value: 'position', label: 'back into the position' },
              { value: 'claimable', label: 'into the claimable balance' },
              { value: 'wallet', label: 'to the wallet' },
            ]}
            onChange={(event) => set({ rewardTo: event.currentTarget.value })}
          />
        )}
        <Amounts label={labels.fees} value={draft.fees} error={complaint('fees')} onChange={(fees) => set({ fees })} />
        {draft.fees.trim() !== '' && (
          <NativeSelect
            label="Paid from"
            value={draft.feesFrom}
            data={[
              { value: '', label: 'the wallet' },
              { value: 'position', label: 'the position' },
            ]}
            onChange={(event) => set({ feesFrom: event.currentTarget.value })}
          />
        )}
        <TextInput
          label="Transaction"
          description="its hash; fees of a transaction count as gas"
          value={draft.transaction}
          spellCheck={false}
          onChange={(event) => set({ transaction: event.currentTarget.value })}
        />
        <Textarea
          label="Note"
          value={draft.note}
          autosize
          minRows={1}
          maxRows={6}
          onChange={(event) => set({ note: event.currentTarget.value })}
        />
      </div>
      <DraftPreview question={question} />
      {tried && complaints.whole !== undefined && (
        <p className="refusal" role="alert">
          {complaints.whole}
        </p>
      )}
      <FormFoot does={activity ? 'Save' : 'Record it'} busy={busy} refusal={refusal} onCancel={onCancel} />
    </form>
  );
}

function draftOfActivity({ stream: _own, ...activity }: Activity): Omit<Activity, 'stream'> {
  return activity;
}

interface AmountsProps {
  readonly label: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

function Amounts({ label, value, error, onChange }: AmountsProps) {
  return (
    <Textarea
      label={label}
      description="one a line, such as 1.1 DOT"
      value={value}
      error={error}
      autosize
      minRows={1}
      maxRows={6}
      spellCheck={false}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** The form shows an instant to the second; one that was not touched keeps its fraction. */
function sameInstant(activity: Activity, { at }: ActivityDraft): Partial<Activity> {
  return activityDraft(activity).at === at ? { at: activity.at } : {};
}

/** What the form does not ask for stays as it was. */
function untouched({ sourceId, worth, share }: Activity): Partial<Activity> {
  return {
    ...(sourceId === undefined ? {} : { sourceId }),
    ...(worth === undefined ? {} : { worth }),
    ...(share === undefined ? {} : { share }),
  };
}
