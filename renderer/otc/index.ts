export { countdown } from './cut-off-text.ts';
export { OTC_FINDER } from './otc-finder.ts';
export { type Board, boardReading } from './readings.ts';
export { openOwner, openTrade } from './ways.ts';
