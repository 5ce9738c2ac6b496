import { DEFAULT_PREFERENCES, type DeliveryPreferences } from '../../../shared/delivery/index.ts';
import { done, isRefused, isSame, type Outcome } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';

/** What the owner has decided about all delivery, else the defaults. */
export function readPreferences(store: Reader): DeliveryPreferences {
  const row = store.get<{ preferences: string }>('SELECT preferences FROM delivery_preference');
  return row ? (JSON.parse(row.preferences) as DeliveryPreferences) : DEFAULT_PREFERENCES;
}

/** Changes what is given; answers all as it then stands. */
export function changePreferences({ store, journal }: Engine, changes: Partial<DeliveryPreferences>): Outcome<DeliveryPreferences> {
  const before = readPreferences(store);
  const after: DeliveryPreferences = { ...before, ...changes };
  if (isSame(before, after)) return done(before);
  const committed = journal.commit([{ type: 'delivery.preferences-changed', subject: 'preferences', payload: { before, after } }]);
  return isRefused(committed) ? committed : done(after);
}
