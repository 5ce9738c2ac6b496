import { isKnown, type SubjectKind } from '../../../shared/figures/index.ts';
import { wordOf } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import type { Listed } from '../sources.ts';
import { metricsOf } from './gather.ts';

/** More subjects than this are not looked through for their histories, which costs a question each. */
const MOST_LOOKED_AT = 40;

/**
 * Subjects of a kind to begin with: those with the most observations of a metric among the largest by it, so that an example has something to show.
 */
export function suggestSubjects(engine: Engine, kind: SubjectKind, word: string, count: number): readonly Listed[] {
  const listed = engine.sources.subjects.get(kind)?.list?.(engine) ?? [];
  const metric = metricsOf(engine, kind).find((each) => wordOf(each) === word);
  const table = metric?.readAll?.(engine);
  const sizes = table && 'numbers' in table ? table.numbers : null;
  const ordered =
    sizes === null ? listed : [...listed.keys()].sort((one, other) => sized(sizes[other]) - sized(sizes[one])).map((at) => listed[at]!);
  const counted = ordered.slice(0, MOST_LOOKED_AT).map((subject) => {
    const history = metric?.history?.(engine, subject.id);
    return { subject, length: history && isKnown(history) ? history.ok.history.length : 0 };
  });
  return counted
    .sort((one, other) => other.length - one.length)
    .slice(0, count)
    .map(({ subject }) => subject);
}

function sized(value: number | undefined): number {
  return value === undefined || Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
}
