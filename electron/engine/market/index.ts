import { marketEvents } from '../../../shared/market/index.ts';
import type { Column } from '../column.ts';
import { marketFolds, marketProjections } from './folds.ts';
import { networkMetrics } from './network-metrics.ts';
import { poolMetrics } from './pool-metrics.ts';
import { priceMetrics } from './price-metrics.ts';
import { storedCommitment } from './staging.ts';
import { marketStateMetrics } from './state-metrics.ts';
import { marketSubjects } from './subjects.ts';

export { type MarketBook, marketBook } from './market-book.ts';
export { importMarketFile, isMarketFile, marketFileDetails } from './import-market-file.ts';
export { marketProcedures } from './procedures.ts';

export const marketColumn: Column = {
  name: 'market',
  events: marketEvents,
  folds: marketFolds,
  projections: marketProjections,
  metrics: [...poolMetrics, ...priceMetrics, ...networkMetrics, ...marketStateMetrics],
  subjects: marketSubjects,
  items: { 'market.dataset-imported': (store, event) => storedCommitment(store, event.subject) },
};
