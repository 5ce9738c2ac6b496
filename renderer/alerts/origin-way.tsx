import type { Origin } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { useReading } from '../engine/reading.ts';
import { goTo } from '../window/places.ts';

/** From a value to what it came from: the row of a dataset, or the entry of the journal. */
export function OriginWay({ origin }: { readonly origin: Origin }) {
  switch (origin.kind) {
    case 'row':
      return <RowWay dataset={origin.dataset} row={origin.row} />;
    case 'event':
      return (
        <button type="button" className="way" onClick={() => goTo('journal', origin.event)}>
          entry of the journal
        </button>
      );
    case 'assumed':
      return <span className="muted">{origin.because}</span>;
    case 'setting':
      return <span className="muted">setting {origin.name}</span>;
    case 'given':
      return <span className="muted">as given</span>;
    default:
      return <span className="muted">computed</span>;
  }
}

const MARKET = ['market'];

/** The row with the file that it stands in, which opens at that row; where the workspace has no such file, the row alone. */
function RowWay({ dataset, row }: { readonly dataset: string; readonly row: number }) {
  const { data } = useReading({
    columns: MARKET,
    key: ['market.dataset', dataset],
    ask: (signal) => api.market.dataset.query({ dataset }, { signal }),
  });
  return (
    <button type="button" className="way" onClick={() => goTo('market', `${dataset}:${row}`)}>
      row {row.toLocaleString()}
      {data && ` of ${data.dataset.file}`}
    </button>
  );
}
