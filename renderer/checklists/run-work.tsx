import { useEffect, useMemo, useRef, useState } from 'react';
import { api } from '../engine/api.ts';
import { momentText } from '../figures/time-text.ts';
import { useNow } from '../window/clock.ts';
import { useCommands } from '../window/commands.ts';
import { ItemPane } from './item-pane.tsx';
import type { RunDetail } from './readings.ts';
import { BlockersLine, RunProgress } from './run-bars.tsx';
import { runCommands } from './run-commands.ts';
import { useRunDesk } from './run-desk.ts';
import { RunEnd } from './run-end.tsx';
import { RunItemRow } from './run-item-row.tsx';
import { killerNumber } from './run-pages.ts';
import { RunHead } from './run-head.tsx';
import { SignDialog } from './sign-dialog.tsx';
import { startRun, takeHands, useCalls } from './start-run.ts';

interface RunWorkProps {
  readonly panel: string;
  readonly detail: RunDetail;
  readonly refetch: () => Promise<RunDetail | null>;
}

/** An open run: one killer item, or the items of a part with the present one below them, worked by keys. */
export function RunWork({ panel, detail, refetch }: RunWorkProps) {
  const desk = useRunDesk(detail, refetch);
  const { page, here, current } = desk;
  const [why, setWhy] = useState(false);
  const [signing, setSigning] = useState(false);
  const [begun] = useState(() => ({ here, lastItem: detail.lastItem }));
  const pane = useRef<HTMLElement>(null);
  const [wanted] = useState(() => takeHands(detail.run));
  const commands = useMemo(
    () =>
      runCommands({
        desk,
        why: { shown: why, turn: () => setWhy((shown) => !shown) },
        focusField: () => pane.current?.querySelector<HTMLElement>('[data-answer-field]')?.focus(),
        chooseFiles: () => pane.current?.querySelector<HTMLElement>('[data-takes-files]')?.click(),
        sign: () => setSigning(true),
      }),
    [desk, why, pane],
  );
  useCommands(panel, commands);
  const calls = useCalls(detail.run);
  const answered = useRef(calls);
  useEffect(() => {
    if (calls !== answered.current && calls > 0) pane.current?.focus({ preventScroll: true });
    answered.current = calls;
  }, [calls]);
  useTimer(detail, current?.item.kind === 'timer' && current.timerSince === null ? current.id : null);

  const killer = page.kind === 'killer' ? killerNumber(desk.pages, here) : null;
  return (
    <div className="run" data-seen-first>
      <RunHead detail={detail} />
      <BlockersLine detail={detail} goTo={desk.goTo} />
      <RunProgress desk={desk} />
      <div className="panel-body run-body">
        <RunNotices detail={detail} untouched={here === begun.here} />
        {page.kind === 'items' && (
          <ol className="run-items" aria-label={page.title}>
            {page.items.map((item) => (
              <RunItemRow
                key={item.id}
                item={item}
                here={item.id === here}
                lastAnswered={item.id === begun.lastItem && here === begun.here}
                onGo={() => desk.goTo(item.id)}
              />
            ))}
          </ol>
        )}
        {killer && (
          <p className="killer-place">
            {page.kind === 'killer' && page.title} · killer item {killer.number} of {killer.of}, each alone on its screen
          </p>
        )}
        {current ? (
          <ItemPane
            key={current.id}
            desk={desk}
            item={current}
            large={page.kind === 'killer'}
            why={why}
            pane={pane}
            hands={wanted && !desk.moved}
            onWhy={() => {
              setWhy(!why);
              pane.current?.focus();
            }}
          />
        ) : (
          <RunEnd desk={desk} pane={pane} hands={wanted && !desk.moved} onSign={() => setSigning(true)} />
        )}
      </div>
      {signing && detail.signing.next && <SignDialog detail={detail} close={() => setSigning(false)} />}
    </div>
  );
}

/** What somebody should know before going on: that the work was interrupted, or that the checklist has a newer version. */
function RunNotices({ detail, untouched }: { readonly detail: RunDetail; readonly untouched: boolean }) {
  const now = useNow();
  const { interruption, newerVersion, chunks } = detail;
  return (
    <>
      {interruption && untouched && (
        <p className="file-notice">
          The part “{chunks.find(({ id }) => id === interruption.chunk)?.title}” was left unfinished at{' '}
          {momentText(interruption.since, now)}. After so long its items are asked again.
        </p>
      )}
      {newerVersion !== null && (
        <p className="file-notice">
          Version {newerVersion} of this checklist is there; this run keeps version {detail.number}.{' '}
          <button
            type="button"
            className="way"
            tabIndex={-1}
            onClick={() => void startRun(detail.template, detail.about, detail.by?.person)}
          >
            Run version {newerVersion} instead
          </button>
        </p>
      )}
    </>
  );
}

/** A timer counts from the moment its item is first shown. */
function useTimer({ run }: RunDetail, item: string | null): void {
  useEffect(() => {
    if (item !== null) void api.checklists.beginTimer.mutate({ run, item });
  }, [run, item]);
}
