export { MetricFigure } from './metric-figure.tsx';
export { kindOfMetric, metricText } from './metric-kind.ts';
export { MetricPicker } from './metric-picker.tsx';
export { type FoundSubject, type MetricEntry, readMetrics, useMetrics } from './readings.ts';
export { SubjectPicker } from './subject-picker.tsx';
export { KIND_WORDS } from './words.ts';
