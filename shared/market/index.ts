export * from './assets.ts';
export * from './networks.ts';
export * from './calculators.ts';
export * from './effective-rate.ts';
