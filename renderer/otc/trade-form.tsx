import { type FormEvent, useMemo, useRef, useState } from 'react';
import type { Refusal } from '../../shared/figures/index.ts';
import { amountWords, type TradeDraft } from '../../shared/otc/index.ts';
import { useReading } from '../engine/reading.ts';
import { EvidenceField } from '../evidence/index.ts';
import type { Complaints } from '../forms/draft.ts';
import type { Field } from '../forms/field.ts';
import { FormField } from '../forms/form-field.tsx';
import { FormFoot } from '../forms/form-foot.tsx';
import { useFirstFocus } from '../forms/use-first-focus.ts';
import { useSettled } from '../lists/index.ts';
import { useKeptDraft } from '../window/kept-draft.ts';
import { goTo } from '../window/places.ts';
import { CutOffField } from './cut-off-field.tsx';
import { InstructionPart } from './instruction-part.tsx';
import { OrderWords } from './order-words.tsx';
import { previewReading, useDesks } from './readings.ts';
import { clockFault, faultAt, readTrade, sketchOf, type TypedTrade } from './trade-draft.ts';
import { dealFields, NOTE_FIELD, ORDER_FIELDS, TIME_FIELDS } from './trade-fields.ts';
import { TradeSentence } from './trade-sentence.tsx';

/** Milliseconds after the last key before the engine is asked. */
const ASK_AFTER = 200;
const ASSETS = 'otc-assets';
const NETWORKS = 'otc-networks';
const COMMON_ASSETS = ['BTC', 'ETH', 'SOL', 'USDC', 'USDT', 'USD', 'EUR', 'GBP', 'CHF'];
const COMMON_NETWORKS = ['bitcoin', 'ethereum', 'solana', 'tron', 'fedwire', 'swift', 'target2', 'sepa-instant', 'chaps'];

interface TradeFormProps {
  /** Under which what is typed is kept until it is saved or cancelled. */
  readonly form: string;
  readonly label: string;
  readonly does: string;
  readonly first: () => TypedTrade;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  readonly onSave: (terms: TradeDraft) => void;
  readonly onCancel: () => void;
}

/** A trade as it was dealt, with a sentence that says which way money goes while it is typed. */
export function TradeForm({ form: name, label, does, first, busy, refusal, onSave, onCancel }: TradeFormProps) {
  const { draft: typed, set, resumed } = useKeptDraft(name, first);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useFirstFocus(form);
  const desks = useDesks();
  const read = useMemo(() => readTrade(typed), [typed]);
  const question = useSettled(
    useMemo(() => ('value' in read ? read.value : sketchOf(typed)), [read, typed]),
    ASK_AFTER,
  );
  const { data: preview } = useReading(previewReading(question), { enabled: question !== null });
  const fault = 'value' in read ? (preview?.fault ?? null) : amountFault(preview?.fault ?? null);
  const clock = clockFault(typed);
  const complaints: Complaints = {
    ...('complaints' in read ? read.complaints : {}),
    ...faultAt(fault?.field ?? null, fault?.message ?? ''),
    ...refusedAt(refusal),
    ...(clock === null ? {} : { [`${clock.path}.time`]: clock.message }),
  };
  const { fields } = typed;

  function put(path: string, value: string): void {
    set((before) => ({ ...before, fields: { ...before.fields, [path]: value } }));
  }
  function save(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if ('value' in read && clock === null) onSave(read.value);
    // After the complaints are drawn the first of them gets the focus.
    else setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  }
  const complaint = (path: string) => (tried || (fields[path] ?? '') !== '' ? complaints[path] : undefined);
  const drawn = (field: Field) => (
    <FormField
      key={field.path}
      field={field.path === 'gross' || field.path === 'net' ? withTotal(field, preview ?? null) : field}
      value={fields[field.path] ?? ''}
      complaint={complaint(field.path)}
      assets={field.path.endsWith('.network') ? NETWORKS : ASSETS}
      onChange={(value) => put(field.path, value)}
    />
  );

  return (
    <form ref={form} className="form otc-form" onSubmit={save} noValidate aria-label={label}>
      <TradeSentence
        resumed={resumed}
        preview={question === null ? null : (preview ?? null)}
        fault={clock?.message ?? fault?.message ?? null}
        missing={'complaints' in read ? (Object.values(read.complaints)[0] ?? '') : ''}
      />
      <Choices id={ASSETS} values={COMMON_ASSETS} />
      <Choices id={NETWORKS} values={COMMON_NETWORKS} />
      <fieldset className="form-part">
        <legend>What was dealt</legend>
        <div className="form-fields">{dealFields(desks).map(drawn)}</div>
        <p className="form-aside">
          A desk that is not listed is{' '}
          <button type="button" className="way" onClick={() => goTo('venues', 'new')}>
            added to the venues
          </button>{' '}
          first; what is typed here waits.
        </p>
      </fieldset>
      <fieldset className="form-part">
        <legend>When</legend>
        <div className="form-fields">
          {TIME_FIELDS.map(drawn)}
          <CutOffField path="cutOff" typed={typed} complaint={complaint} put={put} />
        </div>
      </fieldset>
      <fieldset className="form-part">
        <legend>In which order</legend>
        <div className="form-fields">{ORDER_FIELDS.map(drawn)}</div>
        <OrderWords fields={fields} preview={preview ?? null} />
      </fieldset>
      <InstructionPart leg="pay" typed={typed} complaint={complaint} put={put} />
      <InstructionPart leg="receive" typed={typed} complaint={complaint} put={put} />
      <fieldset className="form-part">
        <legend>Beside it</legend>
        <div className="form-fields wide">{drawn(NOTE_FIELD)}</div>
        <EvidenceField
          compact
          label="the trade: chat, confirmation, recording"
          evidence={typed.evidence}
          onAdd={(ref) => set((before) => ({ ...before, evidence: [...before.evidence, ref] }))}
          onRemove={(ref) =>
            set((before) => ({ ...before, evidence: before.evidence.filter(({ evidence }) => evidence !== ref.evidence) }))
          }
        />
      </fieldset>
      <FormFoot does={does} busy={busy} refusal={refusal} onCancel={onCancel} />
    </form>
  );
}

function Choices({ id, values }: { readonly id: string; readonly values: readonly string[] }) {
  return (
    <datalist id={id}>
      {values.map((value) => (
        <option key={value} value={value}>
          {value}
        </option>
      ))}
    </datalist>
  );
}

/** A total that is left empty shows what it comes to. */
function withTotal(field: Field, preview: { readonly gross: string | null; readonly net: string | null } | null): Field {
  const total = preview?.[field.path === 'gross' ? 'gross' : 'net'] ?? null;
  return total === null ? field : { ...field, hint: `comes to ${amountWords(total, '').trim()}; checked if typed` };
}

/** While something is missing only what is said of amounts counts: the rest of a sketch is filled in. */
function amountFault<T extends { readonly field: string | null }>(fault: T | null): T | null {
  return fault !== null && ['gross', 'net', 'fee', 'quantity', 'price'].includes(fault.field ?? '') ? fault : null;
}

function refusedAt(refusal: Refusal | null): Complaints {
  const field = refusal?.details?.['field'];
  return refusal && typeof field === 'string' ? faultAt(field, refusal.message) : {};
}
