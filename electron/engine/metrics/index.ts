export { metricProcedures } from './procedures.ts';
export { isWords, metricNamed, metricsOf, subjectsOf, tableOf, vocabularyOf } from './registry.ts';
