import type { Json } from '../../journal/index.ts';
import type { Question } from '../reference.ts';
import type { Draft } from './draft.ts';

/** A shape in which reference data comes. Shapes are tried in turn; the first that recognises the document reads it. */
export interface Shape {
  readonly id: string;
  /** What it is in words, for a person who looks at what was recognised. */
  readonly says: string;
  /** `null` where the shape does not tell the venue. */
  readonly venue: string | null;
  readonly recognises: (document: Json) => boolean;
  readonly read: (document: Json, draft: Draft) => void;
}

/** The question what sizes in a file count. */
export function unitQuestion(says: string): Question {
  return {
    id: 'unit',
    says,
    answer: 'choice',
    choices: [
      { value: 'base', says: 'units of the asset (of an inverse contract: the coin)' },
      { value: 'quote', says: 'value in the quote currency' },
      { value: 'contracts', says: 'contracts' },
    ],
  };
}

export const CONTRACT_SIZE: Question = {
  id: 'contract-size',
  says: 'Sizes are contracts, and no imported instrument tells the size of one. How much is one contract (in the asset; of an inverse contract in the quote currency)?',
  answer: 'decimal',
};

export const SETTLEMENT: Question = {
  id: 'settlement',
  says: 'Is the contract linear (margin and profit in the quote currency) or inverse (in the coin)?',
  answer: 'choice',
  choices: [
    { value: 'linear', says: 'linear' },
    { value: 'inverse', says: 'inverse' },
  ],
};
