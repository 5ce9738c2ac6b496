export { ColumnChooser } from './column-chooser.tsx';
export { explainMetric } from './explain-metric.ts';
export { currenciesOf, currencyWord, figureWidth, readingDrawn, type ReadingStyle, titleLines } from './reading-drawn.ts';
export { screensReading, type ScreenLine } from './readings.ts';
export { alertOn, openForm, openSubject } from './ways.ts';
export { headingOf, kindsWord, kindWord } from './words.ts';
