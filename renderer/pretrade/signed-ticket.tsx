import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { isRefused } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { answered } from '../engine/command.ts';
import { counted, moneyText } from '../figures/number-text.ts';
import { momentText } from '../figures/time-text.ts';
import { sayChanged } from '../forms/say-changed.ts';
import { PrintHead } from '../frame/print-head.tsx';
import { HashText } from '../journal/index.ts';
import { useNow } from '../window/clock.ts';
import { type Command, useCommands } from '../window/commands.ts';
import { useEscape } from '../window/escape.ts';
import { say } from '../window/notices.ts';
import { usePreferences } from '../window/preferences.ts';
import { CloseForm } from './close-form.tsx';
import { showPlace, takeHands } from './hands.ts';
import type { Recomputed, TicketDetail } from './readings.ts';
import { ResultView } from './result-view.tsx';
import { saveReport } from './save-report.ts';
import { TermsSection } from './terms-section.tsx';
import { VerdictBar } from './verdict-bar.tsx';
import { leave, newTicket } from './ways.ts';
import { STATE_WORDS } from './words.ts';

/** A ticket that was signed, or has ended: everything as it was frozen, and the ways to prove, report and end it. */
export function SignedTicket({ panel, detail }: { readonly panel: string; readonly detail: TicketDetail }) {
  const { ticket, state, signed, closed, result, verdict } = detail;
  const [recomputed, setRecomputed] = useState<Recomputed | null>(null);
  const [ending, setEnding] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const now = useNow();
  useEffect(() => takeHands(ticket, root.current), [ticket]);
  useEscape(!ending, leave);
  const commands = useMemo<readonly Command[]>(() => {
    const group = 'Ticket';
    const unsigned = () => (signed === null ? 'It was never signed, so there is nothing frozen.' : null);
    return [
      {
        id: 'ticket.recompute',
        title: 'Compute it again from what was frozen',
        group,
        keys: ['r'],
        refusal: unsigned,
        run: () => void recompute(ticket, setRecomputed),
      },
      { id: 'ticket.pdf', title: 'Report as PDF', group, run: () => void saveReport(ticket, 'pdf') },
      { id: 'ticket.json', title: 'Report as JSON', group, run: () => void saveReport(ticket, 'json') },
      { id: 'ticket.copy', title: 'Draft a new one from it', group, keys: ['d'], run: () => newTicket(ticket) },
      { id: 'add', title: 'New ticket', group, keys: ['n'], run: () => newTicket() },
    ];
  }, [ticket, signed]);
  useCommands(panel, commands);
  return (
    <div className="ticket" ref={root}>
      <PrintHead title={result.title} />
      <header className="panel-head">
        <h1 tabIndex={-1}>{result.title}</h1>
        <span className="says">
          {signed === null
            ? STATE_WORDS[state]
            : `${state === 'signed' ? '' : `${STATE_WORDS[state]}, `}signed ${momentText(signed.at, now)} by ${signed.actor}`}
        </span>
        <span className="right actions not-printed">
          {signed !== null && (
            <button type="button" className="quiet" data-hand="recompute" onClick={() => void recompute(ticket, setRecomputed)}>
              Compute again <kbd>r</kbd>
            </button>
          )}
          <button type="button" className="quiet" onClick={() => void saveReport(ticket, 'pdf')}>
            PDF
          </button>
          <button type="button" className="quiet" onClick={() => void saveReport(ticket, 'json')}>
            JSON
          </button>
          <button type="button" className="quiet" onClick={() => newTicket(ticket)}>
            Copy <kbd>d</kbd>
          </button>
          {closed === null ? (
            <button type="button" className="quiet" data-hand="end" onClick={() => setEnding(true)}>
              End it
            </button>
          ) : (
            <button type="button" className="quiet" data-hand="end" onClick={() => void reopen(ticket)}>
              Reopen
            </button>
          )}
        </span>
      </header>
      <VerdictBar verdict={verdict} beforeSigning={[]} frozen show={(what) => showPlace(root.current, what)} />
      <div className="ticket-frozen panel-body">
        {ending && <CloseForm ticket={ticket} quote={result.quote} done={() => endDone(setEnding, root.current)} />}
        <div className="detail">
          {closed && <Ended closed={closed} quote={result.quote} />}
          <div role="status">{recomputed && <RecomputedLine recomputed={recomputed} detail={detail} />}</div>
          {signed && (
            <section aria-label="Signature">
              <h2>
                Frozen<span>nothing below changes any more, whatever is imported or decided later</span>
              </h2>
              <Facts
                facts={[
                  ['Signed', `${signed.at.slice(0, 19).replace('T', ' ')} UTC by ${signed.actor}`],
                  ['Result', <HashText key="hash" hex={signed.resultHash} name="hash of the result" />],
                  ['Checklist', `${detail.checklist.template}, signed`],
                  ...(detail.checklist.runHash === null
                    ? []
                    : ([['Its run', <HashText key="run" hex={detail.checklist.runHash} name="hash of the run" />]] as const)),
                ]}
              />
            </section>
          )}
          <TermsSection detail={detail} />
          <ResultView preview={detail} ticket={ticket} dirty={false} />
        </div>
      </div>
    </div>
  );
}

function endDone(setEnding: (ending: boolean) => void, root: HTMLElement | null): void {
  setEnding(false);
  setTimeout(() => root?.querySelector<HTMLElement>('[data-hand="end"]')?.focus());
}

async function recompute(ticket: string, tell: (recomputed: Recomputed | null) => void): Promise<void> {
  tell(null);
  try {
    tell(await api.pretrade.recompute.query({ ticket }));
  } catch (cause) {
    say({ tone: 'refused', text: cause instanceof Error ? cause.message : 'The engine did not answer.' });
  }
}

async function reopen(ticket: string): Promise<void> {
  const outcome = await answered(() => api.pretrade.reopen.mutate({ ticket }));
  if (isRefused(outcome)) say({ tone: 'refused', text: outcome.error.message });
  else sayChanged('The ticket is open again.');
}

/** Whether computing it again came to the same, with what was compared. */
function RecomputedLine({ recomputed, detail }: { readonly recomputed: Recomputed; readonly detail: TicketDetail }) {
  const { identical, signedHash, recomputedHash, differences } = recomputed;
  const { figures, checks } = detail.result;
  const compared = `${counted(Object.keys(figures).length, 'figure')} and ${counted(checks.length, 'check')}`;
  return (
    <section className="recomputed" data-identical={identical ? '' : undefined} aria-label="Computed again">
      <p>
        <b className={identical ? 'gain' : 'loss'}>{identical ? '● Identical' : '✕ Not identical'}</b>{' '}
        {identical
          ? `Computed again from the frozen terms, tables, book, rules and answers alone: ${compared} are the same to the last digit.`
          : `${counted(differences.length, 'part')} of ${compared} came out otherwise: ${differences.join(', ')}.`}
      </p>
      <dl className="check-detail">
        <dt>Signed</dt>
        <dd>
          <HashText hex={signedHash} name="hash that was signed" />
        </dd>
        <dt>Now</dt>
        <dd>
          <HashText hex={recomputedHash} name="hash of now" />
        </dd>
      </dl>
    </section>
  );
}

function Ended({ closed, quote }: { readonly closed: NonNullable<TicketDetail['closed']>; readonly quote: string | null }) {
  const now = useNow();
  const discreet = usePreferences((state) => state.discreet);
  const profit = closed.profit === null ? null : discreet ? '•••' : `${moneyText(closed.profit, { sign: true })} ${quote ?? ''}`;
  return (
    <section aria-label="End">
      <h2>
        {closed.outcome === 'closed' ? 'Closed' : 'Cancelled'}
        <span>{momentText(closed.at, now)}</span>
      </h2>
      <Facts
        facts={[
          ...(profit === null ? [] : ([['Came to', profit]] as const)),
          ...(closed.note === '' ? [] : ([['Note', closed.note]] as const)),
        ]}
      />
    </section>
  );
}

function Facts({ facts }: { readonly facts: ReadonlyArray<readonly [string, ReactNode]> }) {
  return (
    <dl className="check-detail">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
