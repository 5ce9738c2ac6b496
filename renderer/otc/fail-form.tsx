import { useCallback } from 'react';
import { z } from 'zod';
import { FAIL_CODES } from '../../shared/otc/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { type Draft, readDraft, type ReadDraft } from '../forms/draft.ts';
import { EntryForm } from '../forms/entry-form.tsx';
import type { Field } from '../forms/field.ts';
import { sayChanged } from '../forms/say-changed.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft } from '../window/kept-draft.ts';
import type { TradeDetail } from './readings.ts';
import { instantOf } from './trade-draft.ts';
import { FAIL_WORDS } from './words.ts';

const failure = z.strictObject({
  code: z.enum(FAIL_CODES),
  what: z.string().max(2_000),
  owner: z.string().max(200).nullable(),
  nextActionAt: z.string().nullable(),
});
type Failure = z.infer<typeof failure>;

const FIELDS: readonly Field[] = [
  {
    path: 'code',
    label: 'Why',
    type: 'choice',
    needed: true,
    choices: [{ value: '', label: 'choose a reason' }, ...FAIL_CODES.map((code) => ({ value: code, label: FAIL_WORDS[code] }))],
  },
  { path: 'owner', label: 'Who works on it', type: 'text' },
  { path: 'nextActionAt', label: 'Next action at, UTC', type: 'text', hint: 'YYYY-MM-DD HH:MM' },
  { path: 'what', label: 'What happened', type: 'passage', needed: true },
];

/** Opens a case: from then on nothing is released to the same desk until it is closed. */
export function FailForm({ detail, done }: { readonly detail: TradeDetail; readonly done: () => void }) {
  const { trade, reference, deskName } = detail;
  const { carry, busy, refusal } = useCarrying(api.otc.fail.mutate);
  const form = `otc.${trade}.fail`;
  const read = useCallback((draft: Draft) => readFailure(draft), []);
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
        fields={() => FIELDS}
        read={read}
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

function readFailure(draft: Draft): ReadDraft<Failure> {
  const typed = (draft['nextActionAt'] ?? '').trim();
  const nextActionAt = typed === '' ? null : instantOf(typed);
  if (typed !== '' && nextActionAt === null) return { complaints: { nextActionAt: 'Write it in UTC as 2026-03-14 15:04.' } };
  return readDraft(draft, {
    fields: FIELDS.filter(({ path }) => path !== 'nextActionAt'),
    schema: failure,
    given: { owner: null, nextActionAt },
    otherwise: 'what',
  });
}
