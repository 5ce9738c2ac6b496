export { OTC_FINDER } from './otc-finder.ts';
