import { termsSchema, type PositionKind, type Terms } from '../../shared/positions/index.ts';
import { readDraft, writeDraft, type Draft, type ReadDraft } from '../forms/draft.ts';
import type { Field } from '../forms/field.ts';
import { fieldsOf } from './fields.ts';

/** What a form of this kind begins with. */
export function emptyDraft(kind: PositionKind, today: string): Draft {
  return {
    opened: today,
    'quoted.basis': 'apr-simple',
    'quoted.net': 'net',
    'pool.model': 'constant-product',
    ...(kind === 'liquid-staking' ? { mode: 'rebasing', valuedBy: 'market' } : {}),
  };
}

/** The terms that a draft describes, or what is still missing or wrong, field by field. */
export function readTerms(kind: PositionKind, draft: Draft): ReadDraft<Terms> {
  const fields = fieldsOf(kind, draft['pool.model'] ?? '').filter((field) => isAsked(field, draft));
  return readDraft(draft, { fields, schema: termsSchema, given: { kind }, otherwise: 'title' });
}

/** A draft that reads back as these terms, for editing. */
export function draftOf(terms: Terms): Draft {
  const model = terms.kind === 'liquidity' ? terms.pool.model : '';
  return { ...emptyDraft(terms.kind, terms.opened), ...writeDraft(terms, fieldsOf(terms.kind, model)) };
}

/** What is said of a quoted rate counts only where there is one. */
function isAsked({ path }: Field, draft: Draft): boolean {
  if (!path.startsWith('quoted.')) return true;
  if ((draft['quoted.rate'] ?? '').trim() === '') return false;
  return path !== 'quoted.perYear' || draft['quoted.basis'] === 'apr-compounded';
}
