import { useEffect, useMemo, useRef, useState } from 'react';
import { isRefused } from '../../shared/figures/index.ts';
import type { TicketTerms } from '../../shared/pretrade/index.ts';
import { openRun, startRun } from '../checklists/index.ts';
import { api } from '../engine/api.ts';
import { answered, useCarrying } from '../engine/command.ts';
import type { Draft } from '../forms/draft.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { PrintHead } from '../frame/print-head.tsx';
import { type Command, runCommand, useCommands } from '../window/commands.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft, useKeptDraft } from '../window/kept-draft.ts';
import { say } from '../window/notices.ts';
import { placeOfFocus, showPlace, takeHands, wantHands } from './hands.ts';
import { type TicketDetail, usePreview } from './readings.ts';
import { ResultView } from './result-view.tsx';
import { SignDialog } from './sign-dialog.tsx';
import { isSame, readTerms } from './ticket-draft.ts';
import { TicketForm } from './ticket-form.tsx';
import { VerdictBar } from './verdict-bar.tsx';
import { leave, newTicket, openTicket } from './ways.ts';

interface TicketDeskProps {
  readonly panel: string;
  /** Under which what is typed is kept until it is saved. */
  readonly form: string;
  /** What the form begins with, or what is saved. */
  readonly beginning: Draft;
  /** The draft as it is saved; null of a ticket that never was. */
  readonly detail: TicketDetail | null;
}

/** A ticket that is being written: its terms, and beside them what they come to, computed anew at each letter. */
export function TicketDesk({ panel, form: name, beginning, detail }: TicketDeskProps) {
  const ticket = detail?.ticket ?? null;
  const { draft, set, resumed, key } = useTicketDraft(`pretrade.ticket.${name}`, beginning);
  const [signing, setSigning] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const read = useMemo(() => readTerms(draft), [draft]);
  const terms = 'value' in read ? read.value : null;
  const dirty = !isSame(draft, beginning);
  const { data: computed, error } = usePreview(terms, ticket);
  const preview = computed ?? detail;
  const saving = useCarrying(ticket === null ? api.pretrade.draft.mutate : reviser(ticket));
  const problems = useMemo(() => new Map(preview?.result.problems.map(({ field, message }) => [field, message])), [preview]);
  useEffect(() => takeHands(ticket, root.current), [ticket]);
  useEffect(() => {
    if (ticket === null) form.current?.querySelector<HTMLElement>('select, input')?.focus();
  }, [ticket]);
  useEscape(!signing, leave);

  async function save(): Promise<string | null> {
    if (terms === null) {
      showPlace(root.current, Object.keys('complaints' in read ? read.complaints : {})[0] ?? 'symbol');
      return null;
    }
    const at = placeOfFocus();
    const saved = await saving.carry({ terms });
    if (saved === null) return null;
    forgetDraft(key);
    sayChanged('The draft is saved.');
    if (ticket === null) {
      wantHands(saved.ticket, at);
      openTicket(saved.ticket, preview?.result.title ?? 'Ticket');
    }
    return saved.ticket;
  }
  const latest = useLatest({ save, dirty, ticket, preview });
  const commands = useMemo(() => deskCommands(latest, () => setSigning(true)), [latest]);
  useCommands(panel, commands);
  const press = (id: string) => {
    const command = commands.find((each) => each.id === id);
    const reason = command ? runCommand(command) : null;
    if (reason !== null) say({ tone: 'plain', text: reason });
  };

  return (
    <div className="ticket" ref={root}>
      <PrintHead title={preview?.result.title ?? 'Ticket'} />
      <header className="panel-head">
        <h1 tabIndex={-1}>{ticket === null ? 'New ticket' : (preview?.result.title ?? 'Ticket')}</h1>
        <span className="says">{ticket === null ? 'not saved' : dirty ? 'draft, changed and not saved' : 'draft, saved'}</span>
        <span className="right actions not-printed">
          {ticket !== null && dirty && (
            <button type="button" className="quiet" onClick={() => set(() => beginning)}>
              Discard changes
            </button>
          )}
          {ticket !== null && !dirty && (
            <button type="button" className="quiet" onClick={() => void removeDraft(ticket)}>
              Remove
            </button>
          )}
          <button type="button" className="quiet" data-hand="save" disabled={saving.busy} onClick={() => void save()}>
            Save draft <kbd>Ctrl S</kbd>
          </button>
          <button type="button" className="quiet" data-hand="sign" onClick={() => press('ticket.sign')}>
            Sign
          </button>
        </span>
      </header>
      {preview && (
        <VerdictBar verdict={preview.verdict} beforeSigning={preview.beforeSigning} show={(what) => showPlace(root.current, what)} />
      )}
      {saving.refusal && <RefusalLine refusal={saving.refusal} />}
      <div className="ticket-room">
        <div className="ticket-terms not-printed">
          {resumed && dirty && <p className="ticket-hint">Continued as you left it.</p>}
          <TicketForm
            draft={draft}
            complaints={'complaints' in read ? read.complaints : {}}
            problems={problems}
            result={preview?.result ?? null}
            form={form}
            onChange={(path, value) => set((before) => ({ ...before, [path]: value }))}
            onSave={() => void save()}
          />
        </div>
        <div className="ticket-result detail" data-waits={terms === null ? '' : undefined}>
          {error && <p className="late">It could not be computed: {error.message}</p>}
          {preview ? (
            <ResultView preview={preview} ticket={ticket} dirty={dirty} />
          ) : (
            <p className="form-sentence muted">
              Choose a venue; what the trade means is said here as you type: what it costs, where it would be liquidated, what it may lose.
            </p>
          )}
        </div>
      </div>
      {signing && detail && <SignDialog detail={detail} close={() => setSigning(false)} />}
    </div>
  );
}

/** What is typed; it follows what is saved wherever nothing was typed over it, and outlives the panel. */
function useTicketDraft(key: string, beginning: Draft) {
  const kept = useKeptDraft<Draft>(key, () => beginning);
  const [known, setKnown] = useState(beginning);
  if (!isSame(known, beginning)) {
    // An undo or another window has changed it: what is being typed here stays, unless nothing was.
    setKnown(beginning);
    if (isSame(kept.draft, known)) kept.set(beginning);
  }
  return { ...kept, key };
}

function reviser(ticket: string) {
  return (input: { readonly terms: TicketTerms }) => api.pretrade.revise.mutate({ ticket, ...input });
}

async function removeDraft(ticket: string): Promise<void> {
  const outcome = await answered(() => api.pretrade.remove.mutate({ ticket }));
  if (isRefused(outcome)) return say({ tone: 'refused', text: outcome.error.message });
  leave();
  sayChanged('The draft is removed.');
}

interface Now {
  readonly save: () => Promise<string | null>;
  readonly dirty: boolean;
  readonly ticket: string | null;
  readonly preview: Pick<TicketDetail, 'beforeSigning' | 'checklist'> | null | undefined;
}

/** What changes at each letter, for commands that must not. */
function useLatest(now: Now): { readonly current: Now } {
  const latest = useRef(now);
  useEffect(() => {
    latest.current = now;
  });
  return latest;
}

function deskCommands(latest: { readonly current: Now }, sign: () => void): readonly Command[] {
  const group = 'Ticket';
  const notSaved = () =>
    latest.current.ticket === null || latest.current.dirty ? 'Save the draft first: only what is saved can be signed.' : null;
  return [
    { id: 'ticket.save', title: 'Save the draft', group, keys: ['mod+s'], run: () => void latest.current.save() },
    {
      id: 'ticket.sign',
      title: 'Sign the ticket',
      group,
      keys: ['mod+Enter'],
      refusal: () => notSaved() ?? latest.current.preview?.beforeSigning[0] ?? null,
      run: sign,
    },
    {
      id: 'ticket.checklist',
      title: 'Start its checklist, or go on with it',
      group,
      keys: ['c'],
      refusal: () => (latest.current.ticket === null ? 'Save the draft first: its checklist is about the ticket.' : null),
      run: () => void goOnChecklist(latest.current),
    },
    { id: 'add', title: 'New ticket', group, keys: ['n'], run: () => newTicket() },
  ];
}

async function goOnChecklist({ ticket, preview }: Now): Promise<void> {
  if (ticket === null || !preview) return;
  const { template, state, run } = preview.checklist;
  if (state === 'open' && run !== null) openRun(run, template);
  else await startRun(template, { kind: 'ticket', id: ticket });
}
