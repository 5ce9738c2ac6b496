import { NativeSelect, Textarea } from '@mantine/core';
import { useMemo, useRef, useState, type FormEvent } from 'react';
import type { Refusal } from '../../shared/figures/index.ts';
import {
  kindWords,
  POSITION_GROUPS,
  POSITION_KINDS,
  groupOf,
  type Amount,
  type PositionKind,
  type Terms,
} from '../../shared/positions/index.ts';
import { readAmounts } from './amount-lines.ts';
import { draftOf, emptyDraft, readTerms } from './draft.ts';
import { DraftPreview, openingActivities } from './draft-preview.tsx';
import { fieldsOf } from './fields.ts';
import { termsSentence } from './terms-sentence.ts';
import { groupWords } from './words.ts';
import { useKeptDraft } from '../window/kept-draft.ts';
import type { Complaints, Draft } from '../forms/draft.ts';
import { FormField } from '../forms/form-field.tsx';
import { focusComplaint } from '../forms/focus-complaint.ts';
import { FormFoot } from '../forms/form-foot.tsx';
import { FormSentence } from '../forms/form-sentence.tsx';
import { useFirstFocus } from '../forms/use-first-focus.ts';

interface PositionFormProps {
  /** Under which what is typed is kept until it is saved or cancelled. */
  readonly form: string;
  /** What is edited; a new position where absent. */
  readonly terms?: Terms;
  readonly today: string;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  readonly onSave: (terms: Terms, put: readonly Amount[]) => void;
  readonly onCancel: () => void;
}

interface Typed {
  readonly kind: PositionKind;
  readonly draft: Draft;
  readonly put: string;
}

/** Terms of a position, with a sentence that says what they mean while they are typed. */
export function PositionForm({ form: name, terms, today, busy, refusal, onSave, onCancel }: PositionFormProps) {
  const {
    draft: { kind, draft, put },
    set,
    resumed,
  } = useKeptDraft(name, () => typedAtFirst(terms, today));
  const setDraft = (change: (before: Draft) => Draft) => set((typed) => ({ ...typed, draft: change(typed.draft) }));
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useFirstFocus(form);
  const read = useMemo(() => readTerms(kind, draft), [kind, draft]);
  const amounts = useMemo(() => readAmounts(put), [put]);
  const complaints: Complaints = 'complaints' in read ? read.complaints : {};
  const fields = fieldsOf(kind, draft['pool.model'] ?? '');
  const question = useMemo(
    () =>
      'value' in read && !terms && 'amounts' in amounts
        ? { terms: read.value, activities: openingActivities(read.value, amounts.amounts) }
        : null,
    [read, terms, amounts],
  );
  const sentence = 'value' in read ? termsSentence(read.value, 'amounts' in amounts ? amounts.amounts : []) : null;
  const hidden = (path: string) => path === 'quoted.perYear' && draft['quoted.basis'] !== 'apr-compounded';

  function choose(next: PositionKind): void {
    set((typed) => ({ ...typed, kind: next, draft: { ...emptyDraft(next, today), ...typed.draft } }));
  }
  function save(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if ('value' in read && 'amounts' in amounts) onSave(read.value, amounts.amounts);
    else focusComplaint(form.current);
  }

  return (
    <form ref={form} className="form" onSubmit={save} noValidate aria-label={terms ? `Edit ${terms.title}` : 'Add a position'}>
      <FormSentence resumed={resumed} lack={firstMissing(complaints)}>
        {sentence}
      </FormSentence>
      {!terms && (
        <div className="form-fields">
          <NativeSelect
            label="Kind"
            value={kind}
            data={POSITION_GROUPS.map((group) => ({
              group: groupWords(group),
              items: POSITION_KINDS.filter((each) => groupOf(each) === group).map((each) => ({ value: each, label: kindWords(each) })),
            }))}
            onChange={(event) => choose(event.currentTarget.value as PositionKind)}
          />
          <Textarea
            label="Put in at the start"
            description="one a line, such as 120 DOT; leave it empty where an import brings it"
            value={put}
            autosize
            minRows={1}
            error={tried && 'complaint' in amounts ? amounts.complaint : undefined}
            onChange={(event) => {
              const { value } = event.currentTarget;
              set((typed) => ({ ...typed, put: value }));
            }}
          />
        </div>
      )}
      <div className="form-fields">
        {fields
          .filter((field) => !hidden(field.path))
          .map((field) => (
            <FormField
              key={field.path}
              field={field}
              value={draft[field.path] ?? ''}
              complaint={tried || (draft[field.path] ?? '') !== '' ? complaints[field.path] : undefined}
              onChange={(value) => setDraft((before) => ({ ...before, [field.path]: value }))}
            />
          ))}
      </div>
      <DraftPreview question={question} />
      <FormFoot does={terms ? 'Save' : 'Add the position'} busy={busy} refusal={refusal} onCancel={onCancel} />
    </form>
  );
}

function typedAtFirst(terms: Terms | undefined, today: string): Typed {
  const kind = terms?.kind ?? 'native-staking';
  return { kind, draft: terms ? draftOf(terms) : emptyDraft(kind, today), put: '' };
}

function firstMissing(complaints: Complaints): string {
  const [first] = Object.values(complaints);
  return first === undefined ? '' : `What it means is said here. ${first}`;
}
