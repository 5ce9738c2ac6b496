import { useMemo, useState } from 'react';
import { isDay } from '../../shared/figures/index.ts';
import { useReading } from '../engine/reading.ts';
import { dayText } from '../figures/time-text.ts';
import { FilterField, type TableColumn, WindowedTable } from '../lists/index.ts';
import { useBeside } from '../window/beside.ts';
import { useAmounts } from './amounts.ts';
import { AnySelect } from './any-select.tsx';
import { DeskSelect } from './desk-select.tsx';
import { type TradeLine, type TradeState, tradesReading } from './readings.ts';
import { TradeMark } from './trade-mark.tsx';
import { setOtcView, useOtcView } from './view.ts';
import { openTrade, recordTrade } from './ways.ts';
import { STATE_WORDS } from './words.ts';

/** More are never read at once; the dates narrow them. */
const MOST = 10_000;
const STATES = Object.entries(STATE_WORDS) as ReadonlyArray<readonly [TradeState, string]>;
const NO_TRADES: readonly TradeLine[] = [];

/** Every trade that was recorded, the latest value date first, found by words, desk, state and date. */
export function TradesView({ panel }: { readonly panel: string }) {
  const { desk, state, words, from, to } = useOtcView();
  const question = {
    limit: MOST,
    ...(desk === '' ? {} : { desk }),
    ...(state === '' ? {} : { state }),
    ...(isDay(from) ? { from } : {}),
    ...(isDay(to) ? { to } : {}),
  };
  const { data = NO_TRADES, error, isPending } = useReading(tradesReading(question));
  const [active, setActive] = useState(0);
  const open = useBeside('otc', 'otc-trade');
  const amounts = useAmounts();
  const found = useMemo(() => matching(data, words), [data, words]);
  const columns = useMemo(() => tradeColumns(amounts), [amounts]);
  const filtered = Object.keys(question).length > 1 || words.trim() !== '';
  return (
    <>
      <div className="list-bar not-printed">
        <FilterField
          panel={panel}
          group="Settlements"
          label="Search trades"
          value={words}
          onChange={(next) => setOtcView({ words: next })}
        />
        <DeskSelect />
        <AnySelect label="State" any="every state" value={state} options={STATES} onChange={(next) => setOtcView({ state: next })} />
        <DayField label="Value date from" value={from} onChange={(next) => setOtcView({ from: next })} />
        <DayField label="Value date to" value={to} onChange={(next) => setOtcView({ to: next })} />
        {filtered && (
          <span className="muted" role="status">
            {found.length.toLocaleString()} found
          </span>
        )}
      </div>
      <WindowedTable
        label="Trades, the latest value date first"
        columns={columns}
        count={found.length}
        rowAt={(index) => found[index]}
        active={Math.min(active, Math.max(0, found.length - 1))}
        onActive={setActive}
        onOpen={(line) => openTrade(line.trade, line.reference)}
        isOpen={(line) => line.trade === open}
        tall
      >
        {error && <p className="panel-opening">The trades could not be read: {error.message}</p>}
        {!isPending && !error && (filtered ? <p className="panel-opening">No trade fits all of this.</p> : <NoTrades />)}
      </WindowedTable>
    </>
  );
}

interface DayFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
}

function DayField({ label, value, onChange }: DayFieldProps) {
  return (
    <input
      className="field narrow otc-day"
      aria-label={label}
      placeholder={label.endsWith('from') ? 'from YYYY-MM-DD' : 'to YYYY-MM-DD'}
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function NoTrades() {
  return (
    <div className="teaching">
      <h2>Recorded trades belong here</h2>
      <p>
        What was dealt with a desk by voice, chat or portal, written down once: amounts, price, value date, cut-off with its zone, and the
        instructions of both legs to the letter. From then on its settlement runs by checklist, and years later its report still says who
        compared what, and when.
      </p>
      <p>For example: “OTC-1, Cumberland: we pay 600,000 USD, we receive 10 BTC”.</p>
      <div className="actions">
        <button type="button" className="main" onClick={recordTrade}>
          Record a trade
        </button>
      </div>
    </div>
  );
}

function matching(lines: readonly TradeLine[], words: string): readonly TradeLine[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return lines;
  return lines.filter((line) => {
    const text = [line.reference, line.deskName, line.direction, line.direction.replaceAll(',', ''), line.valueDate, line.state]
      .join(' ')
      .toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

function tradeColumns(amounts: (words: string) => string): ReadonlyArray<TableColumn<TradeLine>> {
  return [
    {
      id: 'trade',
      title: 'Trade',
      width: 'minmax(14ch, 1fr)',
      cell: (line) => (
        <>
          {line.reference}
          <small>{line.deskName}</small>
        </>
      ),
    },
    {
      id: 'direction',
      title: 'Direction',
      width: 'minmax(26ch, 2fr)',
      cell: (line) => {
        const [out = '', into = ''] = line.direction.split(', we receive');
        return (
          <>
            {amounts(out)}
            <small>{amounts(`we receive${into}`)}</small>
          </>
        );
      },
    },
    { id: 'date', title: 'Value date', width: '12ch', align: 'end', cell: (line) => dayText(line.valueDate) },
    { id: 'state', title: 'State', width: '24ch', cell: (line) => <TradeMark line={line} /> },
  ];
}
