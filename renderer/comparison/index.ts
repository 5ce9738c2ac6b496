export { DASHBOARDS_FINDER } from './dashboards-finder.ts';
export { compareSubjects } from './ways.ts';
