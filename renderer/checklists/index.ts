export { CHECKLIST_FINDER } from './checklist-finder.ts';
export { StandingPanel } from './standing-badge.tsx';
export { openRun, startRun } from './start-run.ts';
