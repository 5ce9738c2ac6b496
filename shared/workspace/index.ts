export * from './events.ts';
export * from './passphrase-events.ts';
export * from './passphrase.ts';
export * from './person-events.ts';
export * from './persons.ts';
export * from './retention.ts';
export * from './settings.ts';
