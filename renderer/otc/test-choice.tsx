import { useCallback } from 'react';
import { amountWords, type TestChoice as Choice, testChoiceSchema } from '../../shared/otc/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { type Draft, readDraft, type ReadDraft } from '../forms/draft.ts';
import { EntryForm } from '../forms/entry-form.tsx';
import type { Field } from '../forms/field.ts';
import { sayChanged } from '../forms/say-changed.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft } from '../window/kept-draft.ts';
import type { Doing } from './doing.ts';
import type { Leg } from './readings.ts';
import { sentence } from './words.ts';

interface TestChoiceProps {
  readonly leg: Leg;
  readonly doing: Doing;
  readonly begin: (doing: Doing) => void;
  readonly done: () => void;
}

const WANTED: Field = {
  path: 'wanted',
  label: 'Test transfer first',
  type: 'choice',
  needed: true,
  choices: [
    { value: 'yes', label: 'yes' },
    { value: 'no', label: 'no' },
  ],
};
const AMOUNT: Field = { path: 'amount', label: 'Amount of the test', type: 'decimal' };
const TAKEN_OFF: Field = { path: 'takenOff', label: 'the payment is less by as much', type: 'flag' };

/** Whether a small amount goes ahead of a payment, how much, and whether the payment is less by it. */
export function TestChoice({ leg, doing, begin, done }: TestChoiceProps) {
  if (doing.now === 'testing' && doing.leg === leg.leg) return <TestForm leg={leg} done={done} />;
  return (
    <p className="muted">
      {sentence(standing(leg))}.{' '}
      <button
        type="button"
        className="way not-printed"
        data-way={`testing ${leg.leg}`}
        onClick={() => begin({ now: 'testing', leg: leg.leg })}
      >
        {leg.test === null ? 'Choose a test' : 'Change the test'}
      </button>
    </p>
  );
}

function standing({ test, firstUse, asset }: Leg): string {
  const due = firstUse ? 'nothing was ever paid to this destination, so a test comes first' : '';
  if (test?.wanted !== true) return due === '' ? 'no test is chosen' : due;
  const amount = test.amount === null ? 'a test' : amountWords(test.amount, asset);
  return `${amount} goes ahead${test.takenOff ? ' and is taken off the payment' : ''}`;
}

function TestForm({ leg, done }: { readonly leg: Leg; readonly done: () => void }) {
  const { carry, busy, refusal } = useCarrying(api.otc.chooseTest.mutate);
  const form = `otc.${leg.leg}.test`;
  const read = useCallback((draft: Draft) => readChoice(draft), []);
  function leave(): void {
    forgetDraft(form);
    done();
  }
  useEscape(true, leave);
  async function choose(test: Choice): Promise<void> {
    if ((await carry({ leg: leg.leg, test })) === null) return;
    sayChanged(test.wanted ? 'A test transfer goes first.' : 'No test transfer is chosen.');
    leave();
  }
  return (
    <section className="otc-card" aria-label="Test transfer">
      <EntryForm<Choice>
        form={form}
        label="Choose a test transfer"
        does="Keep the choice"
        first={{
          wanted: leg.test?.wanted === false ? 'no' : 'yes',
          amount: leg.test?.amount ?? '',
          takenOff: leg.test?.takenOff ? 'yes' : '',
        }}
        fields={({ wanted }) => (wanted === 'no' ? [WANTED] : [WANTED, AMOUNT, TAKEN_OFF])}
        read={read}
        says={(test) => says(test, leg)}
        busy={busy}
        refusal={refusal}
        onSave={(test) => void choose(test)}
        onCancel={leave}
      />
    </section>
  );
}

function says(test: Choice, leg: Leg): string {
  if (!test.wanted) {
    return leg.firstUse
      ? 'None is chosen, and this destination has never been paid: it is tested all the same.'
      : 'No test goes ahead of this payment.';
  }
  const amount = test.amount === null ? 'A small amount' : amountWords(test.amount, leg.asset);
  const rest = test.takenOff ? 'The payment is less by as much.' : `The payment stays ${amountWords(leg.amount, leg.asset)}.`;
  return `${amount} goes ahead to the same instruction. ${rest} The release checklist has to be answered after this choice.`;
}

function readChoice(draft: Draft): ReadDraft<Choice> {
  const wanted = draft['wanted'] !== 'no';
  const kept = wanted ? draft : { ...draft, amount: '', takenOff: '' };
  if (wanted && draft['takenOff'] === 'yes' && (draft['amount'] ?? '').trim() === '') {
    return { complaints: { amount: 'A test that is taken off the payment wants its amount.' } };
  }
  return readDraft(kept, {
    fields: [AMOUNT, TAKEN_OFF],
    schema: testChoiceSchema,
    given: { wanted, amount: null, takenOff: false },
    otherwise: 'amount',
  });
}
