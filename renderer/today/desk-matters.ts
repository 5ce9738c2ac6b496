import type { Expiring } from '../checklists/index.ts';
import { openRun } from '../checklists/index.ts';
import { type Board, countdown, openOwner, openTrade } from '../otc/index.ts';
import { type ExpiringEntry, type LimitUse, openVenue } from '../venues/index.ts';
import { counted } from '../figures/number-text.ts';
import type { Matter } from './matters.ts';

/** How many hours ahead a leg's cut-off counts as due. */
const LEG_HOURS = 36;
const MINUTES = 60;
/** Checklists tell of their own answers, and an aging score is no duty: its venue says how old it is. */
const TOLD_ELSEWHERE: ReadonlySet<ExpiringEntry['what']> = new Set(['checklist', 'score']);

/** Legs of recorded blocks whose cut-off has passed or comes soon, the earliest first. */
export function settlementMatters(board: Board | undefined, now: number): readonly Matter[] {
  return (board?.legs ?? [])
    .filter(({ open, overdue, minutes }) => open && (overdue || minutes <= LEG_HOURS * MINUTES))
    .map(({ leg, owner, title, deskName, words, due, valueDate }) => ({
      key: `leg ${leg}`,
      title,
      says: `with ${deskName}: ${words}, ${countdown(due, now).text}`,
      day: valueDate,
      open: () => openOwner(owner, title),
    }));
}

/** Settlements that failed and are not put right: nothing more is released to their desk. */
export function caseMatters(board: Board | undefined): readonly Matter[] {
  return (board?.cases ?? [])
    .filter(({ resolution }) => resolution === null)
    .map(({ trade, reference, failure }) => ({
      key: `case ${trade}`,
      title: reference,
      says: `settlement failed: ${failure.what}`,
      open: () => openTrade(trade, reference),
    }));
}

/** Checklists whose answers have expired or expire by `until`: one line a run, however many answers. */
export function answerMatters(expiring: readonly Expiring[], until: string): readonly Matter[] {
  const near = expiring.filter(({ validUntil }) => validUntil.slice(0, 10) <= until);
  return [...Map.groupBy(near, ({ run }) => run)].flatMap(([run, answers]): Matter[] => {
    const first = answers.toSorted((one, other) => one.validUntil.localeCompare(other.validUntil))[0];
    if (!first) return [];
    const lapsed = answers.filter(({ expired }) => expired).length;
    return [
      {
        key: `answers ${run}`,
        title: `${first.title}, ${first.aboutTitle}`,
        says:
          lapsed > 0
            ? `${counted(lapsed, 'answer')} expired; its gate is shut until asked again`
            : `${counted(answers.length, 'answer')} expire soon`,
        day: first.validUntil.slice(0, 10),
        open: () => openRun(run, `${first.title}, ${first.aboutTitle}`, false),
      },
    ];
  });
}

/** Reviews, keys and records of venues that end by `until`: one line a venue. */
export function venueMatters(expiring: readonly ExpiringEntry[], until: string): readonly Matter[] {
  const near = expiring.filter(({ what, dueOn }) => !TOLD_ELSEWHERE.has(what) && dueOn <= until);
  return [...Map.groupBy(near, ({ venue }) => venue)].flatMap(([venue, entries]): Matter[] => {
    const first = entries.toSorted((one, other) => one.dueOn.localeCompare(other.dueOn))[0];
    if (!first) return [];
    const more = entries.length - 1;
    return [
      {
        key: `venue ${venue}`,
        title: first.venueName,
        says: more === 0 ? first.says : `${first.says} And ${more} more.`,
        day: first.dueOn,
        open: () => openVenue(venue, first.venueName),
      },
    ];
  });
}

/** Limits that are exceeded or nearly so. */
export function limitMatters(limits: readonly LimitUse[]): readonly Matter[] {
  return limits
    .filter(({ tone }) => tone === 'red' || tone === 'amber')
    .map(({ limit, scope, says }) => ({ key: `limit ${limit}`, title: scope, says }));
}
