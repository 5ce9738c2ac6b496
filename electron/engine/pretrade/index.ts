import { pretradeEvents } from '../../../shared/pretrade/index.ts';
import type { Column } from '../column.ts';
import { pretradeFolds, pretradeProjections } from './folds.ts';
import { keptReference } from './import-reference.ts';
import { plannedExposures, pretradeMetrics, ticketSubject } from './offered.ts';
import { heldBySignature } from './sign.ts';
import { storedCommitment } from './stored-rows.ts';
import { watchedMetrics } from './watched.ts';

export { pretradeProcedures } from './procedures.ts';

export const pretradeColumn: Column = {
  name: 'pretrade',
  events: pretradeEvents,
  folds: pretradeFolds,
  projections: pretradeProjections,
  items: { 'pretrade.reference-imported': (store, event) => storedCommitment(store, event.subject) },
  holds: { 'pretrade.ticket-drafted': heldBySignature, 'pretrade.ticket-revised': heldBySignature },
  files: { 'pretrade.reference-imported': keptReference },
  metrics: [...pretradeMetrics, ...watchedMetrics],
  subjects: [ticketSubject],
  exposures: plannedExposures,
};
