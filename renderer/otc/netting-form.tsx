import { Checkbox } from '@mantine/core';
import { useCallback, useState } from 'react';
import { useQueries } from '@tanstack/react-query';
import { z } from 'zod';
import { cutOffSchema } from '../../shared/otc/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { useReading } from '../engine/reading.ts';
import { dayText } from '../figures/time-text.ts';
import { type Draft, readDraft, type ReadDraft } from '../forms/draft.ts';
import { EntryForm } from '../forms/entry-form.tsx';
import type { Field } from '../forms/field.ts';
import { sayChanged } from '../forms/say-changed.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft } from '../window/kept-draft.ts';
import { closeBeside } from '../window/places.ts';
import { counted } from '../figures/number-text.ts';
import { useAmounts } from './amounts.ts';
import { NetTable } from './net-table.tsx';
import { netSheetReading, type TradeDetail, tradeReading } from './readings.ts';
import { openBatch } from './ways.ts';

const netting = z.strictObject({
  reference: z.string().min(1).max(60),
  agreement: z.string().max(300).nullable(),
  cutOff: cutOffSchema.optional(),
});
type Netting = z.infer<typeof netting>;

const FIELDS: readonly Field[] = [
  { path: 'reference', label: 'Reference', type: 'text', needed: true, hint: 'of the netting, ours and unique' },
  { path: 'agreement', label: 'Agreement', type: 'text', hint: 'whose clause lets one payment do' },
  { path: 'cutOff.time', label: 'Sheet agreed by, local time', type: 'text', hint: 'the trades’ own cut-off, where it is left empty' },
  { path: 'cutOff.zone', label: 'In the clock of', type: 'text', hint: 'a zone by name, such as America/New_York' },
];

/** Nets trades of one desk and value date: who takes part, the sheet with its noughts, and the terms on which it is agreed. */
export function NettingForm({ trades }: { readonly trades: readonly string[] }) {
  const [left, setLeft] = useState<readonly string[]>([]);
  const taking = trades.filter((trade) => !left.includes(trade));
  const { data: sheet } = useReading(netSheetReading(taking));
  const members = useMembers(trades);
  const amounts = useAmounts();
  const { carry, busy, refusal } = useCarrying(api.otc.makeBatch.mutate);
  const form = `otc.net.${trades.join(',')}`;
  const read = useCallback((draft: Draft) => readNetting(draft), []);
  function cancel(): void {
    forgetDraft(form);
    closeBeside('otc-trade');
    document.querySelector<HTMLElement>('[data-panel="otc"] [data-list]')?.focus({ preventScroll: true });
  }
  useEscape(true, cancel);
  async function make(value: Netting): Promise<void> {
    const made = await carry({ ...value, trades: [...taking] });
    if (made === null) return;
    forgetDraft(form);
    openBatch(made.batch, value.reference);
    sayChanged(`${value.reference} is made.`);
  }
  const first = members[0];
  return (
    <div className="panel-body">
      <header className="panel-head">
        <h1>Net trades</h1>
        <span className="says">{first && `${first.deskName} · value ${dayText(first.valueDate)}`}</span>
      </header>
      <div className="detail">
        <section aria-label="Which trades">
          <h2>Which trades</h2>
          <div className="net-members">
            {members.map((member) => (
              <Checkbox
                key={member.trade}
                label={`${member.reference}: ${amounts(member.direction)}`}
                checked={!left.includes(member.trade)}
                onChange={(event) => {
                  const { checked } = event.currentTarget;
                  setLeft((before) => (checked ? before.filter((each) => each !== member.trade) : [...before, member.trade]));
                }}
              />
            ))}
          </div>
        </section>
        <section aria-label="Net sheet">
          <h2>
            Net sheet<span>{sheet?.sheet !== null && sheet !== undefined && `number ${sheet.sheet}`}</span>
          </h2>
          {sheet?.fault ? <p className="late">{sheet.fault.message}</p> : sheet && <NetTable nets={sheet.nets} />}
        </section>
      </div>
      {first && (
        <EntryForm<Netting>
          form={form}
          label="Net trades"
          does="Make the netting"
          first={{ agreement: first.terms.agreement ?? '' }}
          fields={() => FIELDS}
          read={read}
          says={(value) =>
            `${counted(taking.length, 'trade')} settled as ${value.reference}, by one payment an asset. Their own legs wait until it is settled or dissolved; both sides have to agree on the sheet first.`
          }
          busy={busy}
          refusal={refusal}
          onSave={(value) => void make(value)}
          onCancel={cancel}
        />
      )}
    </div>
  );
}

function useMembers(trades: readonly string[]): readonly TradeDetail[] {
  return useQueries({
    queries: trades.map((trade) => {
      const reading = tradeReading(trade);
      return {
        queryKey: reading.key,
        queryFn: ({ signal }: { signal: AbortSignal }) => reading.ask(signal),
        meta: { columns: reading.columns },
      };
    }),
    combine: (answers) => answers.flatMap(({ data }) => (data ? [data] : [])),
  });
}

function readNetting(draft: Draft): ReadDraft<Netting> {
  return readDraft(draft, { fields: FIELDS, schema: netting, given: { agreement: null }, otherwise: 'reference' });
}
