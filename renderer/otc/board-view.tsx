import { useEffect, useMemo, useRef } from 'react';
import { StandingPanel } from '../checklists/index.ts';
import { useReading } from '../engine/reading.ts';
import { FigureView, Headline } from '../figures/figure-view.tsx';
import { PrintHead } from '../frame/print-head.tsx';
import { type Command, offer } from '../window/commands.ts';
import { BoardCases } from './board-cases.tsx';
import { BoardLegs } from './board-legs.tsx';
import { DeskSelect } from './desk-select.tsx';
import { ExposureByDesk } from './exposure-by-desk.tsx';
import { NettableGroups } from './nettable-groups.tsx';
import { boardReading } from './readings.ts';
import { moveRow } from './row-focus.ts';
import { setOtcView, useOtcView } from './view.ts';
import { recordTrade } from './ways.ts';

/** The board of the day: legs by value date and desk, cases, what desks owe us, what could be netted, and the end of the day. */
export function BoardView({ panel }: { readonly panel: string }) {
  const desk = useOtcView((state) => state.desk);
  const all = useOtcView((state) => state.all);
  const { data, error, isPending } = useReading(boardReading({ open: !all, ...(desk === '' ? {} : { desk }) }));
  const body = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      offer(
        panel,
        boardCommands(() => body.current),
      ),
    [panel],
  );
  const today = data?.at.slice(0, 10);
  const day = useMemo(() => (today === undefined ? null : ({ kind: 'day', id: today } as const)), [today]);
  const drawn = data !== undefined;
  // Whoever came by keys has the keyboard nowhere now, and finds it on the board.
  useEffect(() => {
    if (drawn && document.activeElement === document.body) (moveRow(body.current, 0) ?? body.current)?.focus({ preventScroll: true });
  }, [drawn]);
  if (error) {
    return (
      <div className="teaching" role="alert">
        <h2>The settlements could not be read</h2>
        <p>{error.message}</p>
      </div>
    );
  }
  if (isPending || !data || !day) return <p className="panel-opening">opening</p>;
  const empty = data.legs.length === 0 && data.settlements.length === 0 && data.cases.length === 0;
  return (
    <>
      <div className="list-bar not-printed">
        <DeskSelect />
        <button type="button" className="chip" aria-pressed={all} onClick={() => setOtcView({ all: !all })}>
          settled ones too
        </button>
      </div>
      <div className="panel-body board" ref={body} data-list="" tabIndex={-1}>
        <PrintHead title="Settlements" />
        {empty ? (
          <NothingDue all={all} filtered={desk !== ''} />
        ) : (
          <>
            <div className="board-headlines">
              <Headline label="Open legs">
                <span className="headline-word">{data.totals.open.toLocaleString()}</span>
              </Headline>
              <Headline label="Overdue">
                <span className={data.totals.overdue > 0 ? 'headline-word late' : 'headline-word'}>
                  {data.totals.overdue.toLocaleString()}
                </span>
              </Headline>
              <Headline label="Unconfirmed trades">
                <span className="headline-word">{data.totals.unconfirmed.toLocaleString()}</span>
              </Headline>
              <Headline label={`Paid for and not received, ${data.currency}`}>
                <FigureView
                  name="Paid for and not received"
                  figure={data.exposure}
                  kind={{ as: 'money', currency: data.currency }}
                  says="what we have released and not been paid for, at today’s prices"
                />
              </Headline>
            </div>
            <div className="detail">
              <BoardCases cases={data.cases} />
              <BoardLegs board={data} />
              <ExposureByDesk />
              <NettableGroups />
            </div>
          </>
        )}
        <section className="board-day" aria-label="End of the day">
          <StandingPanel template="TPL-EOD" about={day} />
        </section>
      </div>
    </>
  );
}

function NothingDue({ all, filtered }: { readonly all: boolean; readonly filtered: boolean }) {
  if (filtered) return <p className="panel-opening">Nothing is open with this desk.</p>;
  return (
    <div className="teaching">
      <h2>{all ? 'No trade was recorded yet' : 'Nothing is open'}</h2>
      <p>
        A block that is dealt with a desk is settled in two legs: one we pay, one we receive. Here each is taken through its checklists in
        their order — the desk’s confirmation against our record, a test transfer to a new destination, the release read and signed by two —
        and nothing can be marked as released while one of them is open.
      </p>
      <p>For example: buy 10 BTC at 60,000 USD from a desk that delivers first, value tomorrow, by 18:45 in New York.</p>
      <div className="actions">
        <button type="button" className="main" onClick={recordTrade}>
          Record a trade
        </button>
        {!all && (
          <button type="button" onClick={() => setOtcView({ tab: 'trades' })}>
            Look at every trade
          </button>
        )}
      </div>
    </div>
  );
}

function boardCommands(body: () => HTMLElement | null): readonly Command[] {
  const group = 'Settlements';
  return [
    { id: 'list.down', title: 'Next leg', group, keys: ['j', 'ArrowDown'], run: () => moveRow(body(), 1) },
    { id: 'list.up', title: 'Leg before', group, keys: ['k', 'ArrowUp'], run: () => moveRow(body(), -1) },
    { id: 'list.open', title: 'Open the leg', group, keys: ['Enter', 'o'], run: () => moveRow(body(), 0)?.click() },
    {
      id: 'otc.all',
      title: 'Settled ones too, or only what is open',
      group,
      keys: ['a'],
      run: () => setOtcView({ all: !useOtcView.getState().all }),
    },
  ];
}
