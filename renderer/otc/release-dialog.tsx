import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { EvidenceRef } from '../../shared/evidence/index.ts';
import { Decimal, parseDecimal } from '../../shared/figures/index.ts';
import { amountWords } from '../../shared/otc/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { useEscape } from '../window/escape.ts';
import { say } from '../window/notices.ts';
import { DestinationText } from './destination-text.tsx';
import type { Leg } from './readings.ts';
import type { TypedRelease } from './release-form.tsx';

interface ReleaseDialogProps {
  readonly leg: Leg;
  readonly typed: TypedRelease;
  readonly evidence: readonly EvidenceRef[];
  readonly close: () => void;
  readonly released: () => void;
}

/** The last question before a release is recorded for good: what, where to, and the amount typed by hand. */
export function ReleaseDialog({ leg, typed, evidence, close, released }: ReleaseDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [amount, setAmount] = useState('');
  const { carry, busy, refusal } = useCarrying(api.otc.release.mutate);
  useEscape(!busy, close);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const number = parseDecimal(amount.replaceAll(/[\s\u202f,_]/g, ''));
  const same = number !== null && new Decimal(number).equals(leg.payable);
  const words = amountWords(leg.payable, leg.asset);

  async function release(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!same) return;
    const { releasedAt, ...told } = typed;
    const done = await carry({
      leg: leg.leg,
      ...told,
      amount: leg.payable,
      evidence: [...evidence],
      ...(releasedAt === undefined ? {} : { releasedAt }),
    });
    if (done === null) return;
    say({ tone: 'done', text: `The release of ${words} is recorded, for good.` });
    released();
  }

  return (
    <dialog className="ask otc-release" ref={dialog} aria-labelledby="release-title" onClose={close}>
      <h2 id="release-title">Record that {words} has left?</h2>
      <form onSubmit={(event) => void release(event)} noValidate>
        <dl className="facts">
          <div>
            <dt>To</dt>
            <dd>
              <DestinationText text={leg.instruction.destination} />
            </dd>
          </div>
          <div>
            <dt>In the name of</dt>
            <dd>{leg.instruction.beneficiary ?? 'nobody named'}</dd>
          </div>
          <div>
            <dt>Memo or reference</dt>
            <dd>{leg.instruction.memo ?? 'none needed'}</dd>
          </div>
          <div>
            <dt>On</dt>
            <dd>{leg.network}</dd>
          </div>
          <div>
            <dt>Its reference</dt>
            <dd>
              <code>{typed.reference}</code>
            </dd>
          </div>
        </dl>
        <p className="final">This is final. No undo and no edit takes it back; if it comes back, that is a case of its own.</p>
        <label className="type-amount">
          Type the amount, {words}
          <input
            className="field"
            inputMode="decimal"
            autoComplete="off"
            value={amount}
            aria-describedby="release-says"
            onChange={(event) => setAmount(event.currentTarget.value)}
          />
        </label>
        <p id="release-says" className="muted" role="status">
          {same
            ? 'It is the amount that was agreed.'
            : amount === ''
              ? 'The amount is typed here, not pasted from the form.'
              : `That is not ${words}.`}
        </p>
        {refusal && <RefusalLine refusal={refusal} />}
        <div className="actions">
          <button type="submit" className="main" disabled={!same || busy}>
            Record it for good
          </button>
          <button type="button" disabled={busy} onClick={close}>
            Cancel <kbd>Esc</kbd>
          </button>
        </div>
      </form>
    </dialog>
  );
}
