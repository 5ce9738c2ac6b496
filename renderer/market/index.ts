export { MARKET_FINDER } from './market-finder.ts';
