import type { PanelProps } from '../window/screen.ts';
import { DatasetDetail } from './dataset-detail.tsx';
import { EnterPriceForm } from './enter-price-form.tsx';
import { PoolDetail } from './pool-detail.tsx';
import { SeriesDetail } from './series-detail.tsx';
import { readSubject } from './subjects.ts';
import './market.css';

/** Beside the lists of market data: a series, a dataset, a pool, or the form for a price. */
export default function MarketDetailScreen({ subject }: PanelProps) {
  const shown = subject === null ? null : readSubject(subject);
  if (shown === null) return <NothingChosen />;
  switch (shown.shows) {
    case 'series':
      return <SeriesDetail series={shown.series} />;
    case 'dataset':
      return <DatasetDetail dataset={shown.dataset} row={shown.row} />;
    case 'pool':
      return <PoolDetail pool={shown.pool} />;
    case 'entering':
      return <EnterPriceForm asset={shown.asset} currency={shown.currency} />;
    default:
      return shown satisfies never;
  }
}

function NothingChosen() {
  return (
    <div className="teaching">
      <h2>Where a value comes from</h2>
      <p>
        Open a series to see it over time, gaps as gaps, each value with the row it came from. Open a dataset for its quality report, a
        value that was put aside for the reason.
      </p>
    </div>
  );
}
