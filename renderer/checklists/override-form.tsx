import { type FormEvent, useEffect, useRef, useState } from 'react';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { sayChanged } from '../forms/say-changed.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { useEscape } from '../window/escape.ts';
import { PersonFields } from './person-fields.tsx';
import type { RunDetail, RunItem } from './readings.ts';
import { TimerCount } from './timer-count.tsx';

interface OverrideFormProps {
  readonly detail: RunDetail;
  readonly item: RunItem;
  readonly onDone: () => void;
}

/** Going ahead against a blocker: with a reason and a second person's leave, or alone after the cool-off with a number typed again. */
export function OverrideForm({ detail, item, onDone }: OverrideFormProps) {
  const section = useRef<HTMLElement>(null);
  useEscape(true, onDone);
  useEffect(() => {
    // Newer browsers answer a promise, which is no clean-up.
    section.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const asked = item.request !== null && detail.overrides === 'cool-off';
  return (
    <section ref={section} className="override-form" aria-label={`Override ${item.id}`}>
      <p>
        <b>{item.blocker?.words ?? 'Nothing stands in the way.'}</b> An override goes on the report in bold, with its reason and who gave
        leave.
      </p>
      {asked ? (
        <ConfirmOverride detail={detail} item={item} onDone={onDone} />
      ) : (
        <AskOverride detail={detail} item={item} onDone={onDone} />
      )}
    </section>
  );
}

function AskOverride({ detail, item, onDone }: OverrideFormProps) {
  const alone = detail.overrides === 'cool-off';
  const [reason, setReason] = useState('');
  const [approver, setApprover] = useState({ person: '', pin: '' });
  const leave = useCarrying(api.checklists.override.mutate);
  const request = useCarrying(api.checklists.requestOverride.mutate);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const ready = reason.trim() !== '' && (alone || approver.person !== '') && !leave.busy && !request.busy;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!ready) return;
    const question = { run: detail.run, item: item.id, reason: reason.trim() };
    if (alone) {
      if ((await request.carry(question)) === null) return;
      sayChanged(`Asked to override ${item.id}. It can be done after the cool-off.`);
      return;
    }
    const { person, pin } = approver;
    if ((await leave.carry({ ...question, approver: pin === '' ? { person } : { person, pin } })) === null) return;
    sayChanged(`${item.id} is overridden.`);
    onDone();
  }
  const refusal = leave.refusal ?? request.refusal;
  return (
    <form onSubmit={(event) => void submit(event)}>
      <label className="override-reason">
        <span>Why go ahead all the same</span>
        <textarea
          ref={field}
          className="field"
          rows={2}
          maxLength={2_000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      {alone ? (
        <p className="muted">Nobody else works here, so that you can override it alone after the cool-off, with a number typed again.</p>
      ) : (
        <PersonFields
          label="By leave of"
          person={approver.person}
          pin={approver.pin}
          without={detail.by ? [detail.by.person] : []}
          onChange={(changes) => setApprover((before) => ({ ...before, ...changes }))}
        />
      )}
      {refusal && <RefusalLine refusal={refusal} />}
      <div className="actions">
        <button type="submit" className="main" disabled={!ready}>
          {alone ? 'Ask, and wait' : 'Override'}
        </button>
        <button type="button" onClick={onDone}>
          Cancel <kbd>Esc</kbd>
        </button>
      </div>
    </form>
  );
}

function ConfirmOverride({ detail, item, onDone }: OverrideFormProps) {
  const { request } = item;
  const [number, setNumber] = useState('');
  const confirm = useCarrying(api.checklists.confirmOverride.mutate);
  const withdraw = useCarrying(api.checklists.withdrawOverride.mutate);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  if (!request) return null;
  const of = { run: detail.run, item: item.id };

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if ((await confirm.carry({ ...of, number: number.trim() })) === null) return;
    sayChanged(`${item.id} is overridden.`);
    onDone();
  }
  async function takeBack(): Promise<void> {
    if ((await withdraw.carry(of)) === null) return;
    sayChanged(`${item.id} is not to be overridden any more.`);
    onDone();
  }
  const refusal = confirm.refusal ?? withdraw.refusal;
  return (
    <form onSubmit={(event) => void submit(event)}>
      <p>
        {request.by.name} asked: {request.reason}
      </p>
      <div className="cool-off">
        <div>
          <small className="muted">Cool-off</small>
          <TimerCount minutes={0} due={request.effectiveAt} over="It is over." />
        </div>
        <label>
          <small className="muted">
            Type {request.number.slice(0, 3)} {request.number.slice(3)} again
          </small>
          <input
            ref={field}
            className="field answer-number"
            inputMode="numeric"
            autoComplete="off"
            maxLength={6}
            value={number}
            onChange={(event) => setNumber(event.currentTarget.value)}
          />
        </label>
      </div>
      {refusal && <RefusalLine refusal={refusal} />}
      <div className="actions">
        <button type="submit" className="main" disabled={number.trim().length !== 6 || confirm.busy}>
          Override
        </button>
        <button type="button" onClick={() => void takeBack()}>
          Do not override
        </button>
        <button type="button" onClick={onDone}>
          Later <kbd>Esc</kbd>
        </button>
      </div>
    </form>
  );
}
