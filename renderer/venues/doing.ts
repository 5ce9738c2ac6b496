import type { RecordKind } from '../../shared/venues/index.ts';
import type { LimitUse, VenueEntry } from './readings.ts';

export type VenueTab = 'standing' | 'score' | 'register' | 'facts' | 'notes';

/** What is being done on a venue's card: one form at a time. */
export type Doing =
  | { readonly now: 'looking' }
  /** A new entry; with null the form asks of which register. */
  | { readonly now: 'entering'; readonly kind: RecordKind | null }
  | { readonly now: 'changing'; readonly entry: VenueEntry }
  /** With null the first measure that has no score. */
  | { readonly now: 'scoring'; readonly measure: string | null }
  | { readonly now: 'limiting'; readonly limit: LimitUse | null }
  | { readonly now: 'standing' }
  | { readonly now: 'details' };
