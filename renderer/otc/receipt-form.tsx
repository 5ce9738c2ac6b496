import { useCallback } from 'react';
import { z } from 'zod';
import type { EvidenceRef } from '../../shared/evidence/index.ts';
import { amountOrNone, matchReceipts, NO_TOLERANCE, positiveAmount, type ReceiptMatch } from '../../shared/otc/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { EvidenceField } from '../evidence/index.ts';
import { type Draft, readDraft, type ReadDraft } from '../forms/draft.ts';
import { EntryForm } from '../forms/entry-form.tsx';
import type { Field } from '../forms/field.ts';
import { sayChanged } from '../forms/say-changed.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft, useKeptDraft } from '../window/kept-draft.ts';
import { movedFields, withTime } from './moved-fields.ts';
import type { Leg } from './readings.ts';

const typedReceipt = z.strictObject({
  reference: z.string().min(4, 'must have at least 4 characters').max(200),
  amount: positiveAmount,
  network: z.string().max(60),
  receivedAt: z.string().optional(),
  absolute: amountOrNone,
  basisPoints: amountOrNone,
  note: z.string().max(10_000),
});
type TypedReceipt = z.infer<typeof typedReceipt>;

const [REFERENCE, AMOUNT, AT, NOTE] = movedFields('receivedAt', 'Came in at, UTC', 'from our own statement or explorer') as [
  Field,
  Field,
  Field,
  Field,
];
const FIELDS: readonly Field[] = [
  REFERENCE,
  AMOUNT,
  { path: 'network', label: 'On', type: 'text', needed: true, hint: 'the network or rail on which it came' },
  AT,
  { path: 'absolute', label: 'Tolerance, amount', type: 'decimal', hint: 'a difference up to this still counts as whole' },
  { path: 'basisPoints', label: 'Tolerance, basis points', type: 'decimal', hint: 'the larger of the two counts' },
  NOTE,
];
const NO_FILES: readonly EvidenceRef[] = [];

/** What came in, by our own account or wallet; compared with what was expected while it is typed. */
export function ReceiptForm({ leg, done }: { readonly leg: Leg; readonly done: () => void }) {
  const form = `otc.${leg.leg}.receipt`;
  const { draft: files, set: setFiles } = useKeptDraft(`${form}.files`, () => NO_FILES);
  const { carry, busy, refusal } = useCarrying(api.otc.recordReceipt.mutate);
  const read = useCallback((draft: Draft) => readReceipt(draft), []);
  function leave(): void {
    forgetDraft(form);
    forgetDraft(`${form}.files`);
    done();
  }
  useEscape(true, leave);
  async function record({ absolute, basisPoints, receivedAt, ...told }: TypedReceipt): Promise<void> {
    const tolerance = { absolute, basisPoints };
    const kept = await carry({
      leg: leg.leg,
      ...told,
      evidence: [...files],
      ...(receivedAt === undefined ? {} : { receivedAt }),
      // Without one of its own the receipt leaves the tolerance as it stands.
      ...(absolute === '0' && basisPoints === '0' ? {} : { tolerance }),
    });
    if (kept === null) return;
    sayChanged('The receipt is recorded.');
    leave();
  }
  return (
    <section className="otc-card" aria-label="Record what came in">
      <EntryForm<TypedReceipt>
        form={form}
        label="Record what came in"
        does="Record it"
        first={{ network: leg.network }}
        fields={() => FIELDS}
        read={read}
        says={(value) => compared(leg, matchWith(leg, value))}
        busy={busy}
        refusal={refusal}
        onSave={(value) => void record(value)}
        onCancel={leave}
      >
        <EvidenceField
          compact
          label="what came in: the statement or the explorer’s page"
          evidence={files}
          onAdd={(ref) => setFiles((before) => [...before, ref])}
          onRemove={(ref) => setFiles((before) => before.filter(({ evidence }) => evidence !== ref.evidence))}
        />
      </EntryForm>
    </section>
  );
}

const VERDICTS: Readonly<Record<ReceiptMatch['status'], string>> = {
  none: 'nothing yet',
  exact: 'exact',
  within: 'within tolerance',
  short: 'short',
  over: 'over',
};

function compared(leg: Leg, match: ReceiptMatch) {
  const bad = match.status === 'short' || match.status === 'over';
  return (
    <>
      <span className={bad ? 'otc-mark bad' : 'otc-mark good'}>{VERDICTS[match.status]}</span> {match.says}
      {leg.receipts.length > 0 && <span className="muted"> Together with what was recorded before.</span>}
    </>
  );
}

function matchWith(leg: Leg, { amount, absolute, basisPoints }: TypedReceipt): ReceiptMatch {
  const tolerance = absolute === '0' && basisPoints === '0' ? NO_TOLERANCE : { absolute, basisPoints };
  return matchReceipts(leg.amount, leg.asset, [...leg.receipts.map((receipt) => receipt.amount), amount], tolerance);
}

function readReceipt(draft: Draft): ReadDraft<TypedReceipt> {
  return withTime(draft, 'receivedAt', (given) =>
    readDraft(draft, {
      fields: FIELDS.filter(({ path }) => path !== 'receivedAt'),
      schema: typedReceipt,
      given: { absolute: '0', basisPoints: '0', ...given },
      otherwise: 'reference',
    }),
  );
}
