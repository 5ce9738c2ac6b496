import { useState } from 'react';
import { api } from '../engine/api.ts';
import { Age } from '../figures/age.tsx';
import { FilterField, type TableColumn, usePagedReading, useSettled, WindowedTable } from '../lists/index.ts';
import { openBeside } from '../window/places.ts';
import { QuotedRate, dollarsText } from './quoted-rate.tsx';
import { MARKET, type Pool } from './readings.ts';
import { subjectText } from './subjects.ts';
import type { ViewProps } from './view.ts';

type Order = 'tvl' | 'symbol' | 'seen';

/** Pools and vaults as they were last seen. They are not ranked by rate: what one calls APY is another's APR. */
export function PoolsView({ panel, open }: ViewProps) {
  const [words, setWords] = useState('');
  const [sort, setSort] = useState<Order>('tvl');
  const [active, setActive] = useState(0);
  const search = useSettled(words.trim());
  const rows = usePagedReading<Pool>({
    columns: MARKET,
    key: ['market.pools', search, sort],
    ask: async (from, limit, signal) => {
      const { total, pools } = await api.market.pools.query({ from, limit, sort, ...(search === '' ? {} : { search }) }, { signal });
      return { total, rows: pools };
    },
  });
  return (
    <>
      <div className="list-bar">
        <FilterField panel={panel} group="Market data" label="Search pools" value={words} onChange={setWords} />
        <select className="field narrow" aria-label="Order" value={sort} onChange={(event) => setSort(event.currentTarget.value as Order)}>
          <option value="tvl">by deposits</option>
          <option value="symbol">by name</option>
          <option value="seen">by last seen</option>
        </select>
        <span className="muted" role="status">
          {rows.count.toLocaleString()} {rows.count === 1 ? 'pool' : 'pools'}
        </span>
      </div>
      <WindowedTable
        label="Pools"
        columns={POOL_COLUMNS}
        count={rows.count}
        rowAt={rows.rowAt}
        onWindow={rows.onWindow}
        active={Math.min(active, Math.max(0, rows.count - 1))}
        onActive={setActive}
        onOpen={(pool) => openBeside('market-detail', subjectText({ shows: 'pool', pool: pool.pool }), { name: pool.symbol ?? pool.pool })}
        isOpen={(pool) => subjectText({ shows: 'pool', pool: pool.pool }) === open}
        tall
      >
        {!rows.isOpening && (
          <p className="panel-opening">
            {search === '' ? 'No pools were imported yet. Drop a file of DefiLlama.' : 'No pool has all of these words.'}
          </p>
        )}
      </WindowedTable>
    </>
  );
}

const POOL_COLUMNS: ReadonlyArray<TableColumn<Pool>> = [
  {
    id: 'pool',
    title: 'Pool',
    width: 'minmax(16ch, 1.4fr)',
    cell: (row) => (
      <>
        {row.symbol ?? row.pool}
        <small>{[row.project, row.chain].filter((part) => part !== null).join(' · ')}</small>
      </>
    ),
  },
  { id: 'tvl', title: 'Deposits, USD', width: '12ch', align: 'end', cell: (row) => dollarsText(row.tvlUsd) },
  {
    id: 'base',
    title: 'Base rate',
    width: 'minmax(16ch, 0.9fr)',
    align: 'end',
    cell: (row) => <QuotedRate percent={row.apyBase} basis={row.baseBasis} name="Base rate" />,
  },
  {
    id: 'reward',
    title: 'In rewards',
    width: 'minmax(16ch, 0.9fr)',
    align: 'end',
    cell: (row) => <QuotedRate percent={row.apyReward} basis={row.rewardBasis} name="Reward rate" />,
  },
  { id: 'seen', title: 'Seen', width: '10ch', align: 'end', cell: (row) => <Age at={row.at} /> },
];
