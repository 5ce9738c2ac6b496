export { addPosition, openPosition, openProposals } from './open-position.ts';
export { ProposalsLine } from './proposals-line.tsx';
export { listReading, proposalsReading, seriesReading, type PositionSummary } from './readings.ts';
