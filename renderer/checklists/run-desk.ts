import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { EvidenceRef } from '../../shared/evidence/index.ts';
import { isRefused, type Refusal } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { answered } from '../engine/command.ts';
import { useKeptDraft } from '../window/kept-draft.ts';
import { NOTHING_TYPED, readyAnswer, type Typing } from './item-typing.ts';
import { useItemTiming } from './item-timing.ts';
import type { RunDetail, RunItem, Sent } from './readings.ts';
import { END, nextOpen, pageOf, pagesOf, type RunPage, stepFrom, type Whereabouts } from './run-pages.ts';

/** What the answer pane asks beside the answer itself. */
export type Asking = 'reason' | 'note' | 'override';

/** An open run as somebody works on it: where they are, what they have typed, and how they answer. */
export interface RunDesk {
  readonly detail: RunDetail;
  readonly pages: readonly RunPage[];
  readonly page: RunPage;
  readonly here: Whereabouts;
  /** The item on which they stand; null on the page behind the last one. */
  readonly current: RunItem | null;
  readonly typing: Typing;
  readonly asking: Asking | null;
  /** Somebody has moved since the run was opened. */
  readonly moved: boolean;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  /** What is still lacking for an answer, said after somebody tried to give it. */
  readonly lack: string | null;
  readonly goTo: (here: Whereabouts) => void;
  readonly step: (step: -1 | 1) => void;
  readonly nextOpen: () => void;
  readonly ask: (asking: Asking | null) => void;
  readonly type: (changes: Partial<Typing>) => void;
  /** Gives what was typed, or the last answer where nothing was. */
  readonly confirm: () => void;
  readonly give: (sent: Sent) => void;
  /** Attaches a file, and answers anew with it where there is an answer. */
  readonly attach: (file: EvidenceRef) => void;
  readonly detach: (evidence: string) => void;
  readonly writeNote: (note: string) => void;
}

export function useRunDesk(detail: RunDetail, refetch: () => Promise<RunDetail | null>): RunDesk {
  const pages = useMemo(() => pagesOf(detail), [detail]);
  const [here, setHere] = useState<Whereabouts>(() => whereToBegin(detail));
  const page = pageOf(pages, here);
  const current = page.kind === 'end' ? null : (page.items.find(({ id }) => id === here) ?? null);
  const drafts = useKeptDraft<Readonly<Record<string, Typing>>>(`checklists.run ${detail.run}`, () => ({}));
  const typing = drafts.draft[here] ?? NOTHING_TYPED;
  const [moved, setMoved] = useState(false);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [busy, setBusy] = useState(false);
  const working = useRef(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [lack, setLack] = useState<string | null>(null);
  const timingOf = useItemTiming(here);
  const { set } = drafts;

  const place = useRef(here);
  const goTo = useCallback((next: Whereabouts) => {
    place.current = next;
    setHere(next);
    setMoved(true);
    setAsking(null);
    setRefusal(null);
    setLack(null);
  }, []);
  const type = (changes: Partial<Typing>) => {
    setLack(null);
    set((before) => ({ ...before, [here]: { ...(before[here] ?? NOTHING_TYPED), ...changes } }));
  };

  async function send(item: RunItem, sent: Sent, evidence: readonly EvidenceRef[], note: string): Promise<void> {
    if (working.current) return;
    working.current = true;
    setBusy(true);
    setRefusal(null);
    setLack(null);
    const outcome = await answered(() =>
      api.checklists.answer.mutate({
        run: detail.run,
        item: item.id,
        given: sent,
        evidence: [...evidence],
        timing: timingOf(item.id),
        ...(note.trim() === '' ? {} : { note: note.trim() }),
      }),
    );
    const fresh = await refetch();
    working.current = false;
    setBusy(false);
    if (isRefused(outcome)) return setRefusal(outcome.error);
    // A file that came meanwhile waits for the next answer.
    set(({ [item.id]: typed, ...others }) => {
      const files = typed?.files.filter((file) => !evidence.some((sent) => sent.evidence === file.evidence)) ?? [];
      return files.length === 0 ? others : { ...others, [item.id]: { ...NOTHING_TYPED, files } };
    });
    setAsking(null);
    const { result, repeat } = outcome.ok;
    const [again] = repeat;
    if (again !== undefined) return goTo(again);
    // Who went elsewhere while it was being recorded is not fetched back.
    if (place.current === item.id && !stays(item, result)) goTo(nextOpen(pagesOf(fresh ?? detail), item.id));
  }
  const give = (sent: Sent) => {
    if (current) void send(current, sent, filesOf(current, typing), typing.note === '' ? (current.answer?.note ?? '') : typing.note);
  };
  const confirm = () => {
    if (!current) return;
    const before = lastGiven(current, typing);
    if (before !== null) return void send(current, before, lastFiles(current, typing), typing.note);
    const ready = readyAnswer(current.item, typing, current.positions);
    if ('sent' in ready) give(ready.sent);
    else setLack(ready.lack);
  };
  const again = (item: RunItem, evidence: readonly EvidenceRef[], note: string): boolean => {
    const sent = item.answer === null || item.repeat || item.expired ? null : resent(item.answer.given);
    if (sent !== null) void send(item, sent, evidence, note);
    return sent !== null;
  };
  const arrived = current !== null && typing.files.length > 0 && !busy && refusal === null ? current : null;
  useEffect(() => {
    if (arrived) again(arrived, filesOf(arrived, typing), arrived.answer?.note ?? '');
  });
  return {
    detail,
    pages,
    page,
    here,
    current,
    typing,
    asking,
    moved,
    busy,
    refusal,
    lack,
    goTo,
    step: (step) => goTo(stepFrom(pages, here, step)),
    nextOpen: () => goTo(nextOpen(pages, here)),
    ask: (next) => {
      setRefusal(null);
      setAsking(next);
    },
    type,
    confirm,
    give,
    attach: (file) => {
      setLack(null);
      set((before) => {
        const typed = before[here] ?? NOTHING_TYPED;
        return { ...before, [here]: { ...typed, files: [...typed.files, file] } };
      });
    },
    detach: (evidence) => {
      if (!current) return;
      if (typing.files.some((file) => file.evidence === evidence))
        type({ files: typing.files.filter((file) => file.evidence !== evidence) });
      else
        again(
          current,
          filesOf(current, typing).filter((file) => file.evidence !== evidence),
          current.answer?.note ?? '',
        );
    },
    writeNote: (note) => {
      if (!current) return;
      if (!again(current, filesOf(current, typing), note)) type({ note });
      setAsking(null);
    },
  };
}

/** The part that was interrupted comes first, then what wants an answer. */
function whereToBegin({ interruption, nextItem, signatures }: RunDetail): Whereabouts {
  if (signatures.length > 0) return END;
  return interruption?.items[0] ?? nextItem ?? END;
}

/** What stops the signature stays before the person, and so does what the application said. */
function stays({ item }: RunItem, result: string): boolean {
  if (result === 'not-applicable') return false;
  return item.kind === 'computed' || (item.critical && (result === 'fail' || result === 'unknown'));
}

function filesOf(item: RunItem, typing: Typing): readonly EvidenceRef[] {
  return [...(item.answer?.evidence ?? []), ...typing.files];
}

/** The answer of the run before, to be given again as it was; null where something else was typed or it has to be typed anew. */
function lastGiven({ item, last, answer }: RunItem, typing: Typing): Sent | null {
  if (last === null || answer !== null) return null;
  const { given } = last;
  if (item.kind === 'evidence' && given.is === 'evidence') return typing.files.length === 0 ? given : null;
  if (typing.text !== '') return null;
  return given.is === item.kind && (given.is === 'value' || given.is === 'date' || given.is === 'text') ? given : null;
}

function lastFiles({ last, item }: RunItem, typing: Typing): readonly EvidenceRef[] {
  return item.kind === 'evidence' && typing.files.length === 0 ? (last?.evidence ?? []) : typing.files;
}

/** An answer as it would be sent once more; a signature cannot be given in somebody's place. */
function resent(given: NonNullable<RunItem['answer']>['given']): Sent | null {
  return given.is === 'signature' ? null : given;
}
