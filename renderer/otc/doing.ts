/** What somebody is doing to a settlement: one thing at a time, each in its place on the screen. */
export type Doing =
  | { readonly now: 'looking' }
  | { readonly now: 'editing' }
  | { readonly now: 'cancelling' }
  | { readonly now: 'failing' }
  | { readonly now: 'closing'; readonly trade: string }
  | { readonly now: 'releasing'; readonly leg: string }
  | { readonly now: 'receiving'; readonly leg: string }
  | { readonly now: 'testing'; readonly leg: string }
  | { readonly now: 'dissolving' };

export const LOOKING: Doing = { now: 'looking' };

/** Names the button that began it, so that the keyboard can go back there. */
export function wayOf(doing: Doing): string {
  return 'leg' in doing ? `${doing.now} ${doing.leg}` : 'trade' in doing ? `${doing.now} ${doing.trade}` : doing.now;
}
