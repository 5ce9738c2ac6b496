export * from './completion.ts';
export * from './condition.ts';
export * from './expression.ts';
export * from './expression-parser.ts';
export * from './expression-text.ts';
export * from './expression-words.ts';
export * from './functions.ts';
export * from './quantity.ts';
