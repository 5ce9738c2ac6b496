import type { Migration } from '../migration.ts';
import { journal } from './0001-journal.ts';
import { workspace } from './0002-workspace.ts';
import { market } from './0003-market.ts';
import { positions } from './0004-positions.ts';
import { imports } from './0005-imports.ts';
import { evidence } from './0006-evidence.ts';
import { checklists } from './0007-checklists.ts';
import { venues } from './0008-venues.ts';
import { pretrade } from './0009-pretrade.ts';
import { otc } from './0010-otc.ts';
import { watchlists } from './0011-watchlists.ts';
import { comparison } from './0012-comparison.ts';
import { alerts } from './0013-alerts.ts';
import { delivery } from './0014-delivery.ts';
import { alertTopics } from './0015-alert-topics.ts';
import { deliveryFirings } from './0016-delivery-firings.ts';

/** Every step of the schema in its order. */
export const migrations: readonly Migration[] = [
  journal,
  workspace,
  market,
  positions,
  imports,
  evidence,
  checklists,
  venues,
  pretrade,
  otc,
  watchlists,
  comparison,
  alerts,
  delivery,
  alertTopics,
  deliveryFirings,
];
