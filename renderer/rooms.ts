import { api } from './engine/api.ts';
import { ALERTS_FINDER, followAlerts } from './alerts/index.ts';
import { CHECKLIST_FINDER } from './checklists/index.ts';
import { DASHBOARDS_FINDER } from './comparison/index.ts';
import { IMPORT_COMMANDS, listenForDrops, takeFiles } from './imports/index.ts';
import { JOURNAL_FINDER } from './journal/index.ts';
import { MARKET_FINDER } from './market/index.ts';
import { OTC_FINDER } from './otc/index.ts';
import { PRETRADE_FINDER } from './pretrade/index.ts';
import { VENUES_FINDER } from './venues/index.ts';
import { offer } from './window/commands.ts';
import { offerFinder } from './window/finders.ts';
import { goTo } from './window/places.ts';
import { WORKSPACE_COMMANDS } from './workspace/index.ts';

/** What the rooms offer wherever the person is, from the window's first moment on: their commands, what they find by words, and a place for files that are dropped. */
export function openRooms(): void {
  offer(null, [...WORKSPACE_COMMANDS, ...IMPORT_COMMANDS]);
  offerFinder(JOURNAL_FINDER);
  offerFinder(MARKET_FINDER);
  offerFinder(CHECKLIST_FINDER);
  offerFinder(DASHBOARDS_FINDER);
  offerFinder(VENUES_FINDER);
  offerFinder(OTC_FINDER);
  offerFinder(PRETRADE_FINDER);
  offerFinder(ALERTS_FINDER);
  listenForDrops(takeFiles);
  followAlerts();
  void greet();
}

/** An empty workspace begins with the ways to fill it, unless an address asked for something else. */
async function greet(): Promise<void> {
  if (location.hash !== '') return;
  const head = await api.journal.head.query({}).catch(() => null);
  if (head?.events === 0 && location.hash === '') goTo('welcome');
}
