export { basisAnswer, valueAnswer } from './answers.ts';
export { metricProcedures } from './procedures.ts';
export { isWords, metricNamed, metricsOf, subjectsOf, tableOf, vocabularyOf } from './registry.ts';
