import type { SubjectSource } from '../sources.ts';
import { readPosition } from './position-rows.ts';

/** A position as a thing that checklists can be about. */
export const positionSubject: SubjectSource = {
  kind: 'position',
  title: (engine, id) => {
    const row = readPosition(engine.store, id);
    return row && !row.removed ? `${row.terms.title}, ${row.terms.platform}` : null;
  },
  facts: (engine, id): Readonly<Record<string, string | null>> => {
    const row = readPosition(engine.store, id);
    return row ? { 'position.kind': row.terms.kind } : {};
  },
};
