export { metricProcedures } from './procedures.ts';
