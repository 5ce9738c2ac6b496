export * from './calculator.ts';
export * from './day.ts';
export * from './decimal.ts';
export * from './figure.ts';
export * from './outcome.ts';
export * from './schemas.ts';
