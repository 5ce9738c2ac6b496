export * from './events.ts';
export * from './retention.ts';
export * from './settings.ts';
