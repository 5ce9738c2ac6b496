import type { ActivityKind, PositionGroup } from '../../shared/positions/index.ts';

/** A group of kinds as lists head it. */
export function groupWords(group: PositionGroup): string {
  return GROUPS[group];
}

const GROUPS: Readonly<Record<PositionGroup, string>> = { staking: 'Staking', lending: 'Lending', liquidity: 'Liquidity', earn: 'Earn' };

/** What happened, in a word or two. */
export function activityKindWords(kind: ActivityKind): string {
  const words = kind.replace('-', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
