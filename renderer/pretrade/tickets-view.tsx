import { useCallback, useMemo, useState } from 'react';
import { useWidth } from '../charts/use-size.ts';
import { useReading } from '../engine/reading.ts';
import { isKnown } from '../../shared/figures/index.ts';
import { type TicketFigureId, VARIANT_WORDS } from '../../shared/pretrade/index.ts';
import { shownText } from '../figures/figure-view.tsx';
import { DASH } from '../figures/number-text.ts';
import { ageText } from '../figures/time-text.ts';
import { FilterField, type TableColumn, WindowedTable } from '../lists/index.ts';
import { useBeside } from '../window/beside.ts';
import { useNow } from '../window/clock.ts';
import { usePreferences } from '../window/preferences.ts';
import { inWords, kindOf, unitOf } from './figure-kinds.ts';
import { type TicketDetail, type TicketState, type TicketSummary, ticketsReading, useTickets, useVenueNames } from './readings.ts';
import { setPretradeView, usePretradeView } from './view.ts';
import { newTicket, openTicket } from './ways.ts';
import { STATE_WORDS, VERDICT_SIGNS, VERDICT_TONES, VERDICT_WORDS } from './words.ts';

/** Rows that are computed at first, before the list knows how many it shows. */
const FIRST_ROWS = 24;
/** Pixels of the list from which each figure has a column of its own. */
const WIDE = 700;
/** Below this there is no room for the state: the filter and the ticket itself tell it. */
const NARROW = 380;

interface Row {
  readonly summary: TicketSummary;
  /** Absent while it is being computed. */
  readonly detail: TicketDetail | undefined;
}

/** Every ticket, newest first, each with what it comes to now; a signed one with what it came to. */
export function TicketsView({ panel }: { readonly panel: string }) {
  const { words, state } = usePretradeView();
  const { data: tickets, error } = useReading(ticketsReading);
  const venues = useVenueNames();
  const open = useBeside('pretrade', 'ticket');
  const [active, setActive] = useState(0);
  const [view, setView] = useState({ first: 0, last: FIRST_ROWS });
  const shown = useMemo(() => filtered(tickets ?? [], words, state, venues), [tickets, words, state, venues]);
  const details = useTickets(shown.slice(view.first, view.last + 1).map(({ ticket }) => ticket));
  const now = useNow();
  const discreet = usePreferences((settings) => settings.discreet);
  const [bar, width] = useWidth<HTMLDivElement>(500);
  const columns = useMemo(
    () => columnsOf({ now, discreet, venues, wide: width >= WIDE, narrow: width < NARROW }),
    [now, discreet, venues, width],
  );
  const onWindow = useCallback((first: number, last: number) => setView({ first, last }), []);
  return (
    <>
      <div className="list-bar not-printed" ref={bar}>
        <FilterField
          panel={panel}
          group="Pre-trade"
          label="Filter tickets"
          value={words}
          onChange={(value) => setPretradeView({ words: value })}
        />
        <select
          className="field narrow"
          aria-label="State"
          value={state}
          onChange={(event) => setPretradeView({ state: event.currentTarget.value as TicketState | '' })}
        >
          <option value="">every state</option>
          {Object.entries(STATE_WORDS).map(([value, title]) => (
            <option key={value} value={value}>
              {title}
            </option>
          ))}
        </select>
        {tickets && shown.length !== tickets.length && (
          <span className="muted" role="status">{`${shown.length} of ${tickets.length}`}</span>
        )}
      </div>
      <WindowedTable<Row>
        label="Tickets, newest first"
        columns={columns}
        count={shown.length}
        rowAt={(index) => {
          const summary = shown[index];
          return summary && { summary, detail: details.get(summary.ticket) };
        }}
        onWindow={onWindow}
        active={Math.min(active, Math.max(0, shown.length - 1))}
        onActive={setActive}
        onOpen={({ summary }) => openTicket(summary.ticket, summary.title)}
        isOpen={({ summary }) => summary.ticket === open}
        tall
      >
        {error && <p className="panel-opening">The tickets could not be read: {error.message}</p>}
        {tickets && (tickets.length === 0 ? <NoTickets /> : <p className="panel-opening">No ticket fits all of this.</p>)}
      </WindowedTable>
    </>
  );
}

function filtered(
  tickets: readonly TicketSummary[],
  words: string,
  state: TicketState | '',
  venues: ReadonlyMap<string, string>,
): readonly TicketSummary[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return tickets.filter((each) => {
    if (state !== '' && each.state !== state) return false;
    const text = `${each.title} ${each.symbol ?? ''} ${each.venue} ${venues.get(each.venue) ?? ''} ${each.side} ${VARIANT_WORDS[each.variant]}`;
    return wanted.every((word) => text.toLowerCase().includes(word));
  });
}

interface Looks {
  readonly now: number;
  readonly discreet: boolean;
  readonly venues: ReadonlyMap<string, string>;
  /** Each figure has a column of its own. */
  readonly wide: boolean;
  readonly narrow: boolean;
}

function columnsOf({ now, discreet, venues, wide, narrow }: Looks): ReadonlyArray<TableColumn<Row>> {
  const figure = (id: TicketFigureId) => (row: Row) => <FigureCell row={row} id={id} discreet={discreet} />;
  return [
    {
      id: 'ticket',
      title: 'Ticket',
      width: 'minmax(14ch, 3fr)',
      cell: ({ summary, detail }) => (
        <>
          <b>{summary.symbol ?? 'No instrument'}</b> {summary.side}
          <small>{underName(summary, venues, wide || !detail ? null : inWords('order', detail.result, { discreet }))}</small>
        </>
      ),
    },
    { id: 'verdict', title: 'Verdict', width: 'minmax(9ch, 2fr)', cell: (row) => <VerdictCell row={row} /> },
    ...(wide
      ? ([
          { id: 'size', title: 'Size', width: '10ch', align: 'end', cell: figure('order') },
          { id: 'distance', title: 'Liquidation', width: '10ch', align: 'end', cell: figure('liquidation-distance') },
          { id: 'loss', title: 'May lose', width: '11ch', align: 'end', cell: figure('max-loss') },
        ] as const)
      : ([
          { id: 'loss', title: 'May lose', width: '13ch', align: 'end', cell: (row) => <LossAndDistance row={row} discreet={discreet} /> },
        ] as const satisfies ReadonlyArray<TableColumn<Row>>)),
    ...(narrow
      ? []
      : ([
          {
            id: 'state',
            title: 'State',
            width: '12ch',
            align: 'end',
            cell: ({ summary, detail }) => (
              <>
                {STATE_WORDS[summary.state]}, {ageText(Date.parse(summary.signedAt ?? summary.changedAt), now).replace('just ', '')}
                <small>{detail && checklistWords(detail)}</small>
              </>
            ),
          },
        ] as const satisfies ReadonlyArray<TableColumn<Row>>)),
  ];
}

/** The second line of a ticket: its size where that has no column of its own, the venue, the kind. */
function underName({ venue, variant }: TicketSummary, venues: ReadonlyMap<string, string>, size: string | null): string {
  const name = venues.get(venue) ?? venue;
  return size === null ? `${name}, ${VARIANT_WORDS[variant]}` : `${size}, ${name}`;
}

function checklistWords({ checklist: { state, current } }: TicketDetail): string {
  if (state === 'missing') return 'checklist not run';
  return `checklist ${state === 'signed' && !current ? 'of other terms' : state}`;
}

function VerdictCell({ row: { detail } }: { readonly row: Row }) {
  if (!detail) return null;
  const { verdict, reasons } = detail.verdict;
  const first = reasons.find(({ overridden }) => overridden === null);
  const why = first ? `${first.what} ${first.says}` : (reasons[0]?.overridden ?? detail.beforeSigning[0] ?? '');
  return (
    <span data-tip={why === '' ? undefined : why}>
      <span className={VERDICT_TONES[verdict]}>
        {VERDICT_SIGNS[verdict]} {VERDICT_WORDS[verdict]}
      </span>
      <small>{why}</small>
    </span>
  );
}

function FigureCell({ row: { detail }, id, discreet }: { readonly row: Row; readonly id: TicketFigureId; readonly discreet: boolean }) {
  if (!detail) return null;
  const figure = detail.result.figures[id];
  if (!isKnown(figure)) {
    return (
      <span className="muted" data-tip={figure.unavailable.message}>
        {DASH}
        <span className="unseen">{figure.unavailable.message}</span>
      </span>
    );
  }
  return (
    <>
      {shownText(figure, kindOf(id, detail.result), { discreet })}
      <small>{id === 'liquidation-distance' ? 'away' : unitOf(id, detail.result)}</small>
    </>
  );
}

/** Both in one cell, where there is no room for two columns. */
function LossAndDistance({ row: { detail }, discreet }: { readonly row: Row; readonly discreet: boolean }) {
  if (!detail) return null;
  const { result } = detail;
  const distance = inWords('liquidation-distance', result);
  return (
    <>
      {inWords('max-loss', result, { discreet }) ?? DASH}
      <small>{distance === null ? '' : `liq. ${distance} away`}</small>
    </>
  );
}

function NoTickets() {
  return (
    <div className="teaching">
      <h2>Tickets belong here</h2>
      <p>
        A ticket is a leveraged trade thought through before it is made: how much it may lose, where it would be liquidated by the venue’s
        own table, what funding, fees and the book cost, and whether your rules allow it. Signed, it freezes all of that and can be proved
        later.
      </p>
      <p>
        For example: long 0.5 BTC perpetual at four times, stop two per cent below, held two days. It needs the venue’s instrument and
        margin files first.
      </p>
      <div className="actions">
        <button type="button" className="main" onClick={() => newTicket()}>
          New ticket
        </button>
        <button type="button" onClick={() => setPretradeView({ tab: 'reference' })}>
          Import a venue’s files
        </button>
      </div>
    </div>
  );
}
