export { MetricAge, MetricFigure } from './metric-figure.tsx';
export { kindOfMetric, metricText } from './metric-kind.ts';
export { MetricPicker, metricSays } from './metric-picker.tsx';
export {
  type FoundSubject,
  type MetricEntry,
  type MetricReading,
  readMetrics,
  useMetric,
  useMetrics,
} from './readings.ts';
export { SubjectPicker } from './subject-picker.tsx';
export { KIND_WORDS, UNIT_WORDS } from './words.ts';
