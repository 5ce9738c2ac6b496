import { type FormEvent, useEffect, useRef, useState } from 'react';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { FormFoot } from '../forms/form-foot.tsx';
import { momentText } from '../figures/time-text.ts';
import { HashText } from '../journal/index.ts';
import { useNow } from '../window/clock.ts';
import { useEscape } from '../window/escape.ts';
import { useFocusReturn } from '../window/focus-return.ts';
import { say } from '../window/notices.ts';
import { counted } from '../figures/number-text.ts';
import { PersonFields } from './person-fields.tsx';
import type { RunDetail } from './readings.ts';

interface SignDialogProps {
  readonly detail: RunDetail;
  readonly close: () => void;
}

/** The signature: as what, by whom, under which statement and which hash. What goes ahead against a blocker stands in bold. */
export function SignDialog({ detail, close }: SignDialogProps) {
  const { signing, items, blockers } = detail;
  const { next, coolOff } = signing;
  const dialog = useRef<HTMLDialogElement>(null);
  const [signer, setSigner] = useState({ person: '', pin: '' });
  const [number, setNumber] = useState('');
  const { carry, busy, refusal } = useCarrying(api.checklists.sign.mutate);
  const now = useNow();
  useEscape(!busy, close);
  useFocusReturn();
  useEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('select')?.focus();
  }, []);
  if (!next) return null;
  const signedBefore = detail.signatures.map((signature) => signature.signer.person);
  const without = next.differs && coolOff === null ? signedBefore : [];
  const waiting = coolOff !== null && Date.parse(coolOff.until) > now;
  const ready = signer.person !== '' && blockers.length === 0 && !waiting && (coolOff === null || number.trim() !== '') && !busy;
  const overridden = items.filter(({ override }) => override !== null);
  const asked = items.filter(({ shown }) => shown);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!ready) return;
    const { person, pin } = signer;
    const signed = await carry({
      run: detail.run,
      runHash: signing.runHash,
      person,
      ...(pin === '' ? {} : { pin }),
      ...(coolOff === null ? {} : { number: number.trim() }),
    });
    if (signed === null) return;
    const words = signed.state === 'signed' ? 'The checklist is signed.' : `Signed as ${signed.role}. Another signature is wanted.`;
    say({ tone: 'done', text: words });
    close();
  }
  return (
    <dialog className="ask sign" ref={dialog} aria-labelledby="sign-title" onClose={close}>
      <h2 id="sign-title">
        Sign as {next.role}: {detail.title}
      </h2>
      <p className="muted">
        {detail.aboutTitle} · version {detail.number} · revision {detail.revision}
      </p>
      <form onSubmit={(event) => void submit(event)}>
        <p className="statement">{detail.statement}</p>
        <p>
          {tally(asked)}
          {detail.hidden.length > 0 && ` ${counted(detail.hidden.length, 'item was', 'items were')} not asked.`}
        </p>
        {overridden.length > 0 && (
          <ul className="sign-overrides">
            {overridden.map(({ id, item, override }) => (
              <li key={id}>
                <b>
                  Overridden: {id}, {item.text} — {override?.reason}
                </b>
              </li>
            ))}
          </ul>
        )}
        {detail.pace.tooFast && <p className="flag-line">It was answered faster than it can be read; the report says so.</p>}
        <PersonFields
          label="Signed by"
          person={signer.person}
          pin={signer.pin}
          without={without}
          onChange={(changes) => setSigner((before) => ({ ...before, ...changes }))}
          onEnter={() => dialog.current?.querySelector('form')?.requestSubmit()}
        />
        {without.length > 0 && <p className="muted">Whoever has signed it before cannot sign as {next.role}.</p>}
        {coolOff !== null && (
          <div className="sign-alone">
            <p>
              You have signed it before and nobody else works here.{' '}
              {waiting
                ? `You may sign again from ${momentText(coolOff.until, now)} on.`
                : `Type ${coolOff.number} to sign a second time, alone.`}
            </p>
            {!waiting && (
              <input
                className="field answer-number"
                aria-label="The number that is shown"
                inputMode="numeric"
                autoComplete="off"
                maxLength={6}
                value={number}
                onChange={(event) => setNumber(event.currentTarget.value)}
              />
            )}
          </div>
        )}
        <div className="sign-hash">
          <small className="muted">What is signed has this hash</small>
          <HashText hex={signing.runHash} name="hash of what is signed" />
        </div>
        <FormFoot does="Sign" busy={!ready} refusal={refusal} onCancel={close} />
      </form>
    </dialog>
  );
}

/** How the items were answered, in a sentence. */
function tally(items: RunDetail['items']): string {
  const count = (result: string) => items.filter((item) => item.answer?.result === result).length;
  const parts = [
    `${counted(count('pass'), 'item')} passed`,
    count('fail') > 0 ? `${count('fail')} failed` : '',
    count('unknown') > 0 ? `${count('unknown')} unknown` : '',
    count('not-applicable') > 0 ? `${count('not-applicable')} not applicable` : '',
    count('pass') + count('fail') + count('unknown') + count('not-applicable') < items.length
      ? `${items.filter(({ answer }) => answer === null).length} not answered`
      : '',
  ];
  return `${parts.filter((part) => part !== '').join(', ')}.`;
}
