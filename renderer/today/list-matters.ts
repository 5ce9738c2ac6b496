import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../electron/engine/api/router.ts';
import { goTo } from '../window/places.ts';
import type { Matter } from './matters.ts';

type ListMatter = inferRouterOutputs<AppRouter>['watchlists']['matters'][number];
type Channel = inferRouterOutputs<AppRouter>['delivery']['channels'][number];

/** Entries of watchlists whose day of review has come, the longest due first. */
export function reviewMatters(matters: readonly ListMatter[]): readonly Matter[] {
  return matters.filter(({ matter }) => matter === 'review-due').map((each) => matterOf(each, 'Review'));
}

/** Targets that are reached, and grades and screens that have changed. */
export function listMatters(matters: readonly ListMatter[]): readonly Matter[] {
  return matters.flatMap((each) => (each.matter === 'review-due' ? [] : [matterOf(each, TITLES[each.matter])]));
}

const TITLES = { 'target-reached': 'Target', 'grade-changed': 'Grade', 'screen-changed': 'Screen' } as const;

function matterOf({ matter, entry, list, screen, about, since, says }: ListMatter, title: string): Matter {
  return {
    key: `${matter} ${entry ?? screen ?? about?.id ?? ''} ${since} ${says}`,
    title,
    says,
    // The others are told of as they happened; a review has a day by which it was wanted.
    ...(matter === 'review-due' ? { day: since } : {}),
    open: () => (screen === null ? goTo('watchlists', list ?? undefined) : goTo('screener')),
  };
}

/** Channels out of the window that fail: what they were to tell, nobody was told. */
export function channelMatters(channels: readonly Channel[]): readonly Matter[] {
  return channels.flatMap(({ channel, terms, dead, obstacle, last }): readonly Matter[] => {
    if (!terms.on) return [];
    const fails = last !== null && !last.sent;
    if (dead === 0 && obstacle === null && !fails) return [];
    const says =
      obstacle ??
      (dead > 0
        ? `${dead.toLocaleString()} of its messages could not be delivered and ${dead === 1 ? 'is' : 'are'} tried no more.`
        : `Its last message did not arrive: ${last?.says ?? ''}`);
    return [{ key: `channel ${channel}`, title: terms.name, says, open: () => goTo('settings') }];
  });
}
