import { useMemo, useState } from 'react';
import { useReading } from '../engine/reading.ts';
import { numberText, quantityText } from '../figures/number-text.ts';
import { type TableColumn, WindowedTable } from '../lists/index.ts';
import { useBeside } from '../window/beside.ts';
import { type DepthCard, depthsReading, useVenueNames } from './readings.ts';
import { setPretradeView } from './view.ts';
import { openDepth } from './ways.ts';
import { minutesText } from './words.ts';

/** Snapshots of order books, newest first: what a trade’s size is walked through. */
export function DepthView() {
  const { data: cards } = useReading(depthsReading);
  const venues = useVenueNames();
  const open = useBeside('pretrade', 'ticket');
  const [active, setActive] = useState(0);
  const columns = useMemo(() => columnsOf(venues), [venues]);
  return (
    <WindowedTable<DepthCard>
      label="Depth snapshots, newest first"
      columns={columns}
      count={cards?.length ?? 0}
      rowAt={(index) => cards?.[index]}
      active={Math.min(active, Math.max(0, (cards?.length ?? 0) - 1))}
      onActive={setActive}
      onOpen={({ origin, symbol }) => openDepth(origin.reference, origin.n, symbol)}
      isOpen={({ origin }) => open === `depth:${origin.reference}:${origin.n}`}
      tall
    >
      {cards && (
        <div className="teaching">
          <h2>Order books belong here</h2>
          <p>
            Slippage is not guessed: a ticket’s size is walked through a saved book, level by level, in and out. Save the depth of your
            instrument just before the trade; after a quarter of an hour it is old.
          </p>
          <p>
            For example: <code>depth?symbol=BTCUSDT&amp;limit=1000</code> of Binance, dropped here.
          </p>
          <div className="actions">
            <button type="button" className="main" onClick={() => setPretradeView({ tab: 'reference' })}>
              Import a book
            </button>
          </div>
        </div>
      )}
    </WindowedTable>
  );
}

function columnsOf(venues: ReadonlyMap<string, string>): ReadonlyArray<TableColumn<DepthCard>> {
  return [
    {
      id: 'symbol',
      title: 'Book',
      width: 'minmax(14ch, 2fr)',
      cell: ({ symbol, venue }) => (
        <>
          <b>{symbol}</b>
          <small>{venues.get(venue) ?? venue}</small>
        </>
      ),
    },
    {
      id: 'spread',
      title: 'Spread, bp',
      width: '9ch',
      align: 'end',
      cell: ({ spreadBp, levels }) => (
        <>
          {spreadBp === null ? '—' : numberText(spreadBp, { most: 2 })}
          <small>{`${levels.bids} + ${levels.asks} levels`}</small>
        </>
      ),
    },
    {
      id: 'within',
      title: 'Within 25 bp',
      width: 'minmax(12ch, 1fr)',
      align: 'end',
      cell: ({ within }) => {
        const at = within.find(({ bp }) => bp === 25);
        if (!at) return '—';
        return (
          <>
            {`${quantityText(at.bids.base)} bid`}
            <small>{`${quantityText(at.asks.base)} asked`}</small>
          </>
        );
      },
    },
    {
      id: 'age',
      title: 'Age',
      width: '8ch',
      align: 'end',
      cell: ({ ageMinutes, old, takenAt }) => (
        <span className={old ? 'late' : undefined} data-tip={takenAt}>
          {minutesText(ageMinutes)}
          <small>{old ? 'too old' : ''}</small>
        </span>
      ),
    },
  ];
}
