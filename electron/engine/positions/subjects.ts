import { keptUntil } from '../kept.ts';
import type { Listed, SubjectSource } from '../sources.ts';
import { type PositionRow, readPosition, readPositions } from './position-rows.ts';

const list = keptUntil(['positions'], ({ store }): readonly Listed[] =>
  readPositions(store).map((row) => ({ id: row.position, title: titleOf(row) })),
);

/** A position as a thing that checklists and alerts can be about. */
export const positionSubject: SubjectSource = {
  kind: 'position',
  list,
  title: (engine, id) => {
    const row = readPosition(engine.store, id);
    return row && !row.removed ? titleOf(row) : null;
  },
  facts: (engine, id): Readonly<Record<string, string | null>> => {
    const row = readPosition(engine.store, id);
    return row ? { 'position.kind': row.terms.kind } : {};
  },
};

function titleOf({ terms }: PositionRow): string {
  return `${terms.title}, ${terms.platform}`;
}
