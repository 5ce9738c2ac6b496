import { useCallback, useRef, useState } from 'react';
import { z } from 'zod';
import { Decimal } from '../../shared/figures/index.ts';
import { amountWords, positiveAmount } from '../../shared/otc/index.ts';
import type { EvidenceRef } from '../../shared/evidence/index.ts';
import { EvidenceField } from '../evidence/index.ts';
import { type Draft, readDraft, type ReadDraft } from '../forms/draft.ts';
import { EntryForm } from '../forms/entry-form.tsx';
import type { Field } from '../forms/field.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft, useKeptDraft } from '../window/kept-draft.ts';
import { movedFields, withTime } from './moved-fields.ts';
import type { Leg } from './readings.ts';
import { ReleaseDialog } from './release-dialog.tsx';

const typedRelease = z.strictObject({
  reference: z.string().min(4, 'must have at least 4 characters').max(200),
  amount: positiveAmount,
  releasedAt: z.string().optional(),
  note: z.string().max(10_000),
});
export type TypedRelease = z.infer<typeof typedRelease>;

const FIELDS: readonly Field[] = movedFields('releasedAt', 'Left at, UTC', 'of the transaction, the UETR, or the bank’s');
const NO_FILES: readonly EvidenceRef[] = [];

/** What left, as the bank or the wallet says it. Before it is recorded for good, it is read once more and its amount typed. */
export function ReleaseForm({ leg, done }: { readonly leg: Leg; readonly done: () => void }) {
  const form = `otc.${leg.leg}.release`;
  const { draft: files, set: setFiles } = useKeptDraft(`${form}.files`, () => NO_FILES);
  const place = useRef<HTMLElement>(null);
  const [confirming, setConfirming] = useState<TypedRelease | null>(null);
  const { payable, asset } = leg;
  const read = useCallback((draft: Draft) => readRelease(draft, payable, asset), [payable, asset]);
  function leave(): void {
    forgetDraft(form);
    forgetDraft(`${form}.files`);
    done();
  }
  useEscape(confirming === null, leave);
  function back(): void {
    setConfirming(null);
    // Once the dialog is gone the keyboard is where it was before.
    setTimeout(() => place.current?.querySelector<HTMLElement>('button[type="submit"]')?.focus());
  }
  return (
    <section className="otc-card" aria-label="Record the release" ref={place}>
      <EntryForm<TypedRelease>
        form={form}
        label="Record the release"
        does="Read it once more"
        first={{ amount: payable }}
        fields={() => FIELDS}
        read={read}
        says={({ amount }) =>
          `${amountWords(amount, asset)} has left on ${leg.network}. A release is final: the journal never takes it back, and from now on what the desk owes stands with it.`
        }
        busy={false}
        refusal={null}
        onSave={setConfirming}
        onCancel={leave}
      >
        <EvidenceField
          compact
          label="the release: the bank’s or the explorer’s confirmation"
          evidence={files}
          onAdd={(ref) => setFiles((before) => [...before, ref])}
          onRemove={(ref) => setFiles((before) => before.filter(({ evidence }) => evidence !== ref.evidence))}
        />
      </EntryForm>
      {confirming && <ReleaseDialog leg={leg} typed={confirming} evidence={files} close={back} released={leave} />}
    </section>
  );
}

function readRelease(draft: Draft, payable: string, asset: string): ReadDraft<TypedRelease> {
  const read = withTime(draft, 'releasedAt', (given) =>
    readDraft(draft, { fields: FIELDS.filter(({ path }) => path !== 'releasedAt'), schema: typedRelease, given, otherwise: 'reference' }),
  );
  if ('complaints' in read || new Decimal(read.value.amount).equals(payable)) return read;
  const agreed = amountWords(payable, asset);
  return { complaints: { amount: `${agreed} was agreed, to the last digit. If another amount left, open a case instead.` } };
}
