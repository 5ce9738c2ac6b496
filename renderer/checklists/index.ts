export { CHECKLIST_FINDER } from './checklist-finder.ts';
export { type Expiring, expiringReading } from './readings.ts';
export { StandingPanel } from './standing-badge.tsx';
export { openRun, startRun } from './start-run.ts';
