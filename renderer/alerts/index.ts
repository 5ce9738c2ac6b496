export { followAlerts } from './follow-alerts.ts';
export { ALERTS_FINDER } from './alerts-finder.ts';
export { firingNowReading, type FiringLine, nearReading, statusReading, type Watch } from './readings.ts';
export { DistanceBar } from './distance-bar.tsx';
export { SeverityMark } from './severity-mark.tsx';
export { goToFiring, goToFirings, goToRule } from './ways.ts';
