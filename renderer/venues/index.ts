export { VENUES_FINDER } from './venues-finder.ts';
