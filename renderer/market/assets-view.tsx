import { useState } from 'react';
import { api } from '../engine/api.ts';
import { answered } from '../engine/command.ts';
import { FilterField, type TableColumn, WindowedTable } from '../lists/index.ts';
import { say } from '../window/notices.ts';
import { type MarketAsset, useAssets } from './readings.ts';
import type { ViewProps } from './view.ts';

/** Every asset that is known, how old its price may be, and how it relates to another. The owner may say another age. */
export function AssetsView({ panel }: ViewProps) {
  const { data = [] } = useAssets();
  const [words, setWords] = useState('');
  const [active, setActive] = useState(0);
  const [chosen, setChosen] = useState<string | null>(null);
  const rows = data.filter(({ code, name }) => `${code} ${name}`.toLowerCase().includes(words.trim().toLowerCase()));
  const asset = data.find(({ code }) => code === chosen);
  return (
    <>
      <div className="list-bar">
        <FilterField panel={panel} group="Market data" label="Filter assets" value={words} onChange={setWords} />
      </div>
      <WindowedTable
        label="Assets"
        columns={ASSET_COLUMNS}
        count={rows.length}
        rowAt={(index) => rows[index]}
        active={Math.min(active, Math.max(0, rows.length - 1))}
        onActive={setActive}
        onOpen={({ code }) => setChosen(code)}
        isOpen={({ code }) => code === chosen}
      >
        <p className="panel-opening">No asset is called so.</p>
      </WindowedTable>
      {asset && <Tolerance key={asset.code} asset={asset} close={() => setChosen(null)} />}
    </>
  );
}

const ASSET_COLUMNS: ReadonlyArray<TableColumn<MarketAsset>> = [
  { id: 'code', title: 'Asset', width: '12ch', cell: (row) => <b>{row.code}</b> },
  { id: 'name', title: 'Name', width: 'minmax(14ch, 1.4fr)', cell: (row) => row.name },
  { id: 'kind', title: 'Kind', width: '14ch', cell: (row) => <span className="muted">{row.kind}</span> },
  {
    id: 'underlying',
    title: 'Stands for',
    width: 'minmax(14ch, 1fr)',
    cell: (row) => <span className="muted">{row.underlying === null ? '' : `${row.underlying.asset}, ${row.underlying.relation}`}</span>,
  },
  {
    id: 'tolerance',
    title: 'Price may be, days',
    width: '17ch',
    align: 'end',
    cell: (row) => (
      <>
        {row.tolerance.toLocaleString()} {row.ownTolerance && <span className="mark">yours</span>}
      </>
    ),
  },
];

function Tolerance({ asset, close }: { readonly asset: MarketAsset; readonly close: () => void }) {
  const [days, setDays] = useState(String(asset.tolerance));
  const whole = /^\d{1,4}$/.test(days) ? Number(days) : null;
  async function set(value: number | null): Promise<void> {
    const outcome = await answered(() => api.market.setTolerance.mutate({ asset: asset.code, days: value }));
    if ('error' in outcome) return say({ tone: 'refused', text: outcome.error.message });
    say({
      tone: 'done',
      text: value === null ? `${asset.code} follows the catalogue again.` : `A price of ${asset.code} may be ${value} days old.`,
    });
    close();
  }
  return (
    <form
      className="row-form"
      aria-label={`Age of a price of ${asset.code}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (whole !== null) void set(whole);
      }}
    >
      <label htmlFor="tolerance-days">A price of {asset.name} may be</label>
      <input
        id="tolerance-days"
        className="field narrow"
        inputMode="numeric"
        size={4}
        value={days}
        onChange={(event) => setDays(event.currentTarget.value)}
      />
      <span>days old; beyond that, values that need it are unavailable.</span>
      <button type="submit" className="main" disabled={whole === null}>
        Set
      </button>
      {asset.ownTolerance && (
        <button type="button" className="second" onClick={() => void set(null)}>
          As the catalogue says
        </button>
      )}
      <button type="button" className="quiet" onClick={close}>
        Close
      </button>
    </form>
  );
}
