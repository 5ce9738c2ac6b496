import { venueEvents } from '../../../shared/venues/index.ts';
import type { Column } from '../column.ts';
import { balanceExposures } from './exposure.ts';
import { venueFolds, venueProjections } from './folds.ts';
import { venueMetrics, venueSubject } from './metrics.ts';

export { gatesOf } from './assessment.ts';
export { exposureBook, exposureOf } from './exposure.ts';
export { limitsOf } from './limits.ts';
export { venueFacts } from './metrics.ts';
export { venueProcedures } from './procedures.ts';
export { recordsOf } from './register.ts';
export { readVenue } from './venue-rows.ts';

export const venueColumn: Column = {
  name: 'venues',
  events: venueEvents,
  folds: venueFolds,
  projections: venueProjections,
  metrics: venueMetrics,
  subjects: [venueSubject],
  exposures: balanceExposures,
};
