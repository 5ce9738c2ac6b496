import type { z } from 'zod';
import { done, isRefused, isSame, type Outcome, refuse } from '../../../shared/figures/index.ts';
import { conditionText, type ScreenTerms, screenChangeWords } from '../../../shared/watchlists/index.ts';
import type { Engine } from '../engine.ts';
import type { screenAnswer, screenLine } from './answers.ts';
import { readCondition } from './judging.ts';
import { commit } from './list-commands.ts';
import { followScreen } from './screen-members.ts';
import { changesOf, membersOf, readScreen, readScreens, type ScreenRow } from './screen-rows.ts';
import { titleOf } from './subjects.ts';

/** Saves a screen with its condition in its one written form, and judges at once who is in it. Refused where the condition has a fault. */
export async function saveScreen(engine: Engine, screen: string | undefined, terms: ScreenTerms): Promise<Outcome<{ screen: string }>> {
  const condition = canonical(engine, terms);
  if (isRefused(condition)) return condition;
  const after = { ...terms, condition: condition.ok };
  const before = screen === undefined ? null : readScreen(engine.store, screen);
  if (screen !== undefined && before === null) return noSuchScreen(screen);
  const id = screen ?? engine.newId();
  const standing = before === null || before.removed ? null : before.terms;
  if (standing !== null && isSame(standing, after)) return done({ screen: id });
  const saved = commit(engine, [{ type: 'watchlists.screen-set', subject: id, payload: { before: standing, after } }], { screen: id });
  if (isRefused(saved)) return saved;
  const followed = await followScreen(engine, id);
  return isRefused(followed) ? followed : saved;
}

export function removeScreen(engine: Engine, screen: string): Outcome<{ screen: string }> {
  const row = readScreen(engine.store, screen);
  if (row === null) return noSuchScreen(screen);
  if (row.removed) return done({ screen });
  const payload = { before: row.terms, after: null };
  return commit(engine, [{ type: 'watchlists.screen-set', subject: screen, payload }], { screen });
}

/** Every saved screen in the order in which they were saved. */
export function screens(engine: Engine, withRemoved: boolean): z.infer<typeof screenLine>[] {
  return readScreens(engine.store)
    .filter(({ removed }) => withRemoved || !removed)
    .map((row) => lineOf(engine, row));
}

/** So many changes, and so many names of each, are told at once. */
const MOST_CHANGES = 200;
const MOST_NAMES = 100;

/** A saved screen with who entered and who left, newest first. */
export function screenView(engine: Engine, screen: string): Outcome<z.infer<typeof screenAnswer>> {
  const row = readScreen(engine.store, screen);
  if (row === null) return noSuchScreen(screen);
  const { kind, title } = row.terms;
  const named = (ids: readonly string[]) => ids.slice(0, MOST_NAMES).map((id) => ({ id, title: titleOf(engine, { kind, id }) ?? id }));
  const changes = changesOf(engine.store, screen, MOST_CHANGES).map((change) => ({
    at: change.at,
    because: change.because,
    entered: named(change.entered),
    left: named(change.left),
    enteredCount: change.entered.length,
    leftCount: change.left.length,
    total: change.total,
    unknown: change.unknown,
    says: screenChangeWords(title, { ...change, entered: [...change.entered], left: [...change.left] }),
  }));
  return done({ screen: lineOf(engine, row), changes });
}

const DAY_MILLISECONDS = 86_400_000;

/** How many subjects entered a screen within the last 24 hours because of data or time, and are in it still. */
export function newItemsOf(engine: Engine, screen: string): readonly string[] {
  const since = new Date(Date.parse(engine.now()) - DAY_MILLISECONDS).toISOString();
  return engine.store
    .all<{ id: string }>(
      `SELECT member.id FROM watchlist_screen_member AS member
       JOIN watchlist_screen_change AS change ON change.screen = member.screen AND change.seq = member.since_seq
       WHERE member.screen = ? AND member.since > ? AND change.because IN ('data', 'time') ORDER BY member.id`,
      screen,
      since,
    )
    .map(({ id }) => id);
}

function lineOf(engine: Engine, { screen, terms, removed }: ScreenRow): z.infer<typeof screenLine> {
  const [last] = changesOf(engine.store, screen, 1);
  const read = terms.condition === '' ? null : readCondition(engine, terms.kind, terms.condition);
  return {
    screen,
    terms,
    members: membersOf(engine.store, screen).length,
    changedAt: last?.at ?? null,
    newItems: newItemsOf(engine, screen).length,
    unknown: last?.unknown ?? 0,
    fault: read !== null && 'fault' in read ? { ...read.fault, expected: [...read.fault.expected] } : null,
    removed,
  };
}

function canonical(engine: Engine, { kind, condition }: ScreenTerms): Outcome<string> {
  if (condition.trim() === '') return done('');
  const read = readCondition(engine, kind, condition);
  if (!('fault' in read)) return done(conditionText(read.condition));
  return refuse('faulty-condition', read.fault.message, { ...read.fault, field: 'condition' });
}

function noSuchScreen(screen: string): Outcome<never> {
  return refuse('no-such-screen', `There is no saved screen ${screen}. The screens are under Screener.`, { screen });
}
