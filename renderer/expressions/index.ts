export { ExpressionField } from './expression-field.tsx';
export { type ExpressionKind, readExpression } from './read-expression.ts';
export { useVocabulary, vocabularyOf } from './vocabulary.ts';
