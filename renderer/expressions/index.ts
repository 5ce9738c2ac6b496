export { ExpressionField } from './expression-field.tsx';
export { type ExpressionKind, type ReadExpression, readExpression } from './read-expression.ts';
export { useVocabulary, vocabularyOf } from './vocabulary.ts';
