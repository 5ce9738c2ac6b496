export * from './events.ts';
export * from './evidence-file.ts';
export * from './media-types.ts';
