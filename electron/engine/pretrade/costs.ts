import { costsAt, type CostsQuestion, ticketTermsSchema, type VenueCosts } from '../../../shared/pretrade/index.ts';
import { findAsset } from '../../../shared/market/index.ts';
import type { Engine } from '../engine.ts';
import { readSettings } from '../workspace/index.ts';
import { chosenRows } from './chosen-rows.ts';
import { readRules, toldVolume } from './statements.ts';
import { newestRows } from './stored-rows.ts';

/** What a trade costs all in at each venue, by what was imported of it; in the order in which the venues were asked for. */
export function venueCosts(engine: Engine, question: CostsQuestion): VenueCosts[] {
  return [...new Set(question.venues)].map((venue) => {
    const symbol = instrumentOf(engine, venue, question);
    const terms = ticketTermsSchema.parse({ variant: question.kind, venue, side: question.side, symbol, holdHours: question.holdHours });
    const { instrument, fees, depth, fundings } = chosenRows(engine.store, terms);
    return costsAt(
      {
        terms,
        at: engine.now(),
        rules: readRules(engine.store),
        reportingCurrency: readSettings(engine.store).reportingCurrency,
        instrument,
        margin: null,
        fees,
        depth,
        fundings: [...fundings],
        volume: toldVolume(engine.store, venue),
        daily: null,
        rates: [],
        venue: null,
        evidence: [],
        limits: [],
      },
      question,
    );
  });
}

/** The newest instrument of a pair and kind at a venue; where none has that quote currency, one that is quoted in the same money. */
function instrumentOf(engine: Engine, venue: string, { base, quote, kind }: CostsQuestion): string | undefined {
  const alike = newestRows(engine.store, 'instrument', venue)
    .filter(({ row }) => row.base === base && row.kind === kind && moneyOf(row.quote) === moneyOf(quote))
    .toSorted((one, other) => other.row.asOf.localeCompare(one.row.asOf));
  return (alike.find(({ row }) => row.quote === quote) ?? alike[0])?.row.symbol;
}

/** The currency that an asset is meant to be worth: US dollars of USDT and of US dollars. */
function moneyOf(asset: string): string {
  return findAsset(asset)?.peg ?? asset;
}
