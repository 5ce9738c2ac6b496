import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { type Draft, readDraft } from '../forms/draft.ts';
import { EntryForm } from '../forms/entry-form.tsx';
import type { Field } from '../forms/field.ts';
import { sayChanged } from '../forms/say-changed.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft } from '../window/kept-draft.ts';
import { decimalString } from '../../shared/figures/index.ts';
import { z } from 'zod';

const closing = z.object({
  outcome: z.enum(['closed', 'cancelled']),
  profit: decimalString.optional(),
  note: z.string().max(5_000).optional(),
});
type Closing = z.output<typeof closing>;

interface CloseFormProps {
  readonly ticket: string;
  readonly quote: string | null;
  readonly done: () => void;
}

/** How a ticket ends: the trade is over, or was not made. */
export function CloseForm({ ticket, quote, done }: CloseFormProps) {
  const form = `pretrade.close.${ticket}`;
  const { carry, busy, refusal } = useCarrying(api.pretrade.close.mutate);
  const leave = () => {
    forgetDraft(form);
    done();
  };
  useEscape(true, leave);
  async function save({ outcome, profit, note }: Closing): Promise<void> {
    const closed = await carry({ ticket, outcome, profit: profit ?? null, note: note ?? '' });
    if (closed === null) return;
    leave();
    sayChanged(outcome === 'closed' ? 'The ticket is closed.' : 'The ticket is cancelled.');
  }
  return (
    <EntryForm<Closing>
      form={form}
      label="End the ticket"
      does="End the ticket"
      first={{ outcome: 'closed' }}
      fields={(draft) => fieldsOf(draft, quote)}
      read={readClosing}
      says={sentence}
      busy={busy}
      refusal={refusal}
      onSave={(closed) => void save(closed)}
      onCancel={leave}
    />
  );
}

function fieldsOf(draft: Draft, quote: string | null): readonly Field[] {
  return [
    {
      path: 'outcome',
      label: 'What became of it',
      type: 'choice',
      choices: [
        { value: 'closed', label: 'the trade was made and is over' },
        { value: 'cancelled', label: 'the trade was not made' },
      ],
    },
    ...(draft['outcome'] === 'cancelled'
      ? []
      : [
          {
            path: 'profit',
            label: quote === null ? 'Came to' : `Came to, ${quote}`,
            type: 'decimal',
            hint: 'negative for a loss',
          } satisfies Field,
        ]),
    { path: 'note', label: 'Note', type: 'passage' },
  ];
}

function readClosing(draft: Draft) {
  return readDraft<Closing>(draft, { fields: fieldsOf(draft, null), schema: closing, otherwise: 'note' });
}

function sentence({ outcome, profit }: Closing): string {
  if (outcome === 'cancelled') return 'The trade was not made: what it planned no longer counts to the exposure of its venue.';
  return `The trade is over${profit === undefined ? '' : ` and came to ${profit}`}: what it planned no longer counts to the exposure of its venue.`;
}
