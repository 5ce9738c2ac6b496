import type { z } from 'zod';
import { dayOf } from '../../../shared/figures/index.ts';
import { gradeWords, screenChangeWords, targetStanding } from '../../../shared/watchlists/index.ts';
import type { Engine } from '../engine.ts';
import type { matterAnswer } from './answers.ts';
import { headOf } from './heads.ts';
import { type EntryRow, readAllEntries } from './list-rows.ts';
import { isReviewDue } from './list-view.ts';
import { readingNow } from './readings.ts';
import { changesSince, readScreen } from './screen-rows.ts';
import { titleOf } from './subjects.ts';

type Matter = z.infer<typeof matterAnswer>;

/** Entries of lists that are to be reviewed by now, the longest due first. */
export function reviewsDue(engine: Engine, list?: string): readonly EntryRow[] {
  const today = dayOf(engine.now());
  return readAllEntries(engine.store)
    .filter((row) => isReviewDue(row, today) && (list === undefined || row.list === list))
    .sort((one, other) => (one.reviewBy! < other.reviewBy! ? -1 : 1));
}

/** Targets that are reached now, each with its sentence. Unknown is not reached. */
export function targetsReached(engine: Engine, list?: string): readonly { readonly row: EntryRow; readonly says: string }[] {
  return readAllEntries(engine.store)
    .filter((row) => row.targets.length > 0 && (list === undefined || row.list === list))
    .flatMap((row) =>
      row.targets.flatMap((target) => {
        const { name } = headOf(engine, target.metric);
        const { standing, says } = targetStanding(target, name, readingNow(engine, target.metric, row.about.id));
        return standing === 'reached' ? [{ row, says }] : [];
      }),
    );
}

/** What of lists, grades and screens is a matter for today; changes of grades and screens since so many days. */
export function matters(engine: Engine, days: number): Matter[] {
  const since = new Date(Date.parse(engine.now()) - days * 86_400_000).toISOString();
  const ofEntry = (matter: Matter['matter'], { list, entry, about, title }: EntryRow, at: string, what: string): Matter => {
    const says = `${titleOf(engine, about) ?? title}${what}`;
    return { matter, since: at, says, list, entry, screen: null, about };
  };
  const reviews = reviewsDue(engine).map((row) => ofEntry('review-due', row, row.reviewBy!, ' is to be reviewed'));
  const targets = targetsReached(engine).map(({ row, says }) => ofEntry('target-reached', row, engine.now(), `: ${says}`));
  return [...reviews, ...targets, ...gradeMatters(engine, since), ...screenMatters(engine, since)];
}

interface GradeRow {
  readonly kind: NonNullable<Matter['about']>['kind'];
  readonly id: string;
  readonly grade: 'trader' | 'investor';
  readonly at: string;
  readonly title: string;
  readonly letter: string | null;
  readonly letter_before: string | null;
}

function gradeMatters(engine: Engine, since: string): readonly Matter[] {
  return engine.store
    .all<GradeRow>('SELECT * FROM watchlist_grade WHERE at >= ? AND is_first = 0 ORDER BY seq', since)
    .map(({ kind, id, grade, at, title, letter, letter_before }) => ({
      matter: 'grade-changed',
      since: at,
      says: `The ${gradeWords(grade)} of ${title} went from ${letter_before ?? 'unknown'} to ${letter ?? 'unknown'}.`,
      list: null,
      entry: null,
      screen: null,
      about: { kind, id },
    }));
}

function screenMatters(engine: Engine, since: string): readonly Matter[] {
  return changesSince(engine.store, since).flatMap((change): readonly Matter[] => {
    const row = readScreen(engine.store, change.screen);
    if (row === null || row.removed) return [];
    const says = screenChangeWords(row.terms.title, { ...change, entered: [...change.entered], left: [...change.left] });
    return [{ matter: 'screen-changed', since: change.at, says: `${says}.`, list: null, entry: null, screen: change.screen, about: null }];
  });
}
