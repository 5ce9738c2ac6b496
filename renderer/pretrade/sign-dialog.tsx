import { type FormEvent, useEffect, useRef, useState } from 'react';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { useEscape } from '../window/escape.ts';
import { say } from '../window/notices.ts';
import { counted } from '../figures/number-text.ts';
import { wantHands } from './hands.ts';
import type { TicketDetail } from './readings.ts';
import { inWords } from './figure-kinds.ts';
import { minutesText, USED_WORDS, VERDICT_SIGNS, VERDICT_TONES, VERDICT_WORDS } from './words.ts';

/** Figures by which one sees that it is the trade that one means. */
const SHOWN = [
  ['order', 'size'],
  ['liquidation-price', 'liquidation at'],
  ['max-loss', 'may lose'],
] as const;

/** The signature: what is frozen with it, by name. It cannot be taken back, so it is asked for once more. */
export function SignDialog({ detail, close }: { readonly detail: TicketDetail; readonly close: () => void }) {
  const { ticket, result, verdict, checklist } = detail;
  const dialog = useRef<HTMLDialogElement>(null);
  const [opener] = useState(() => document.activeElement);
  const { carry, busy, refusal } = useCarrying(api.pretrade.sign.mutate);
  const overridden = verdict.reasons.filter((reason) => reason.overridden !== null);
  const figures = SHOWN.flatMap(([id, name]) => {
    const words = inWords(id, result);
    return words === null ? [] : [`${name} ${words}`];
  });
  useEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('button.main')?.focus();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, [opener]);
  useEscape(!busy, close);

  async function sign(event: FormEvent): Promise<void> {
    event.preventDefault();
    const signed = await carry({ ticket });
    if (signed === null) return;
    wantHands(ticket, 'recompute');
    close();
    say({ tone: 'done', text: `${result.title} is signed; it can be computed again from what was frozen, at any time.` });
  }
  return (
    <dialog className="ask sign-ticket" ref={dialog} aria-labelledby="sign-ticket-title" onClose={close}>
      <h2 id="sign-ticket-title">Sign {result.title}</h2>
      <form onSubmit={(event) => void sign(event)}>
        <p>
          <b className={VERDICT_TONES[verdict.verdict]}>
            {VERDICT_SIGNS[verdict.verdict]} {VERDICT_WORDS[verdict.verdict]}
          </b>{' '}
          {figures.join(' · ')}
        </p>
        {overridden.map(({ what, says, overridden: reason }) => (
          <p key={what}>
            <b>
              Overridden: {what}, {says} Reason: {reason}
            </b>
          </p>
        ))}
        <p>These are frozen with it, and nobody can change or undo it afterwards:</p>
        <ul className="frozen">
          <li>the terms as they are saved, your rules and limits, prices and rates of now</li>
          {result.used.map(({ kind, origin, ageMinutes }) => (
            <li key={kind}>
              {USED_WORDS[kind].toLowerCase()}: row {origin.n.toLocaleString()} of {origin.file}, {minutesText(ageMinutes)} old,{' '}
              <span className="muted">{origin.sha256.slice(0, 8)}</span>
            </li>
          ))}
          <li>
            {counted(result.checks.filter(({ verdict }) => verdict === 'pass').length, 'check')} passed, with all answers from registers and
            checklists
          </li>
          <li>
            the signed checklist {checklist.template}
            {checklist.runHash !== null && <span className="muted">, run {checklist.runHash.slice(0, 16)}</span>}
          </li>
        </ul>
        {refusal && <RefusalLine refusal={refusal} />}
        <div className="actions">
          <button type="submit" className="main" disabled={busy}>
            Sign
          </button>
          <button type="button" onClick={close}>
            Cancel <kbd>Esc</kbd>
          </button>
        </div>
      </form>
    </dialog>
  );
}
