import confirmation from '../../data/checklists/confirmation.json' with { type: 'json' };
import endOfDay from '../../data/checklists/end-of-day.json' with { type: 'json' };
import fail from '../../data/checklists/fail.json' with { type: 'json' };
import netting from '../../data/checklists/netting.json' with { type: 'json' };
import pretradeDex from '../../data/checklists/pretrade-dex.json' with { type: 'json' };
import pretradeOption from '../../data/checklists/pretrade-option.json' with { type: 'json' };
import pretradePerpetual from '../../data/checklists/pretrade-perpetual.json' with { type: 'json' };
import release from '../../data/checklists/release.json' with { type: 'json' };
import rfqBefore from '../../data/checklists/rfq-before.json' with { type: 'json' };
import testTransfer from '../../data/checklists/test-transfer.json' with { type: 'json' };
import venueDerivatives from '../../data/checklists/venue-derivatives.json' with { type: 'json' };
import venueOtc from '../../data/checklists/venue-otc.json' with { type: 'json' };
import yieldEntry from '../../data/checklists/yield-entry.json' with { type: 'json' };
import { type Template, templateSchema } from './template.ts';

/**
 * The checklists that come with the application, `data/checklists`, in the order in which work meets them: venue, trade, settlement,
 * yield. They are read-only; who wants another makes a copy. Parsed here, so that what they leave out stands at its default.
 */
export const BUNDLED_TEMPLATES: readonly Template[] = [
  venueDerivatives,
  venueOtc,
  pretradePerpetual,
  pretradeOption,
  pretradeDex,
  rfqBefore,
  confirmation,
  testTransfer,
  release,
  netting,
  endOfDay,
  fail,
  yieldEntry,
].map((template) => templateSchema.parse(template));
