export * from './assets.ts';
export * from './networks.ts';
