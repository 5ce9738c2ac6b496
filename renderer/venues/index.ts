export { type Expiring as ExpiringEntry, expiringReading, type LimitUse, limitsReading } from './readings.ts';
export { VENUES_FINDER } from './venues-finder.ts';
export { openVenue } from './ways.ts';
