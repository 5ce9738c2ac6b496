export { EvidenceField } from './evidence-field.tsx';
export { saveCopy } from './save-copy.ts';
