export { FirstSteps } from './first-steps.tsx';
export { addPosition, openPosition, openProposals } from './open-position.ts';
export { listReading, proposalsReading, seriesReading, type PositionSummary } from './readings.ts';
