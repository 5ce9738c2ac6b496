export { PRETRADE_FINDER } from './pretrade-finder.ts';
