import { done, isRefused, type Outcome, parseDecimal, refuse } from '../../../shared/figures/index.ts';
import type { NewEvent } from '../../../shared/journal/index.ts';
import {
  type AliasSet,
  datasetWithdrawn,
  enteredPrice,
  findAsset,
  type MappingSaved,
  type MarketMapping,
  type PriceWithdrawn,
  type ToleranceSet,
} from '../../../shared/market/index.ts';
import type { Engine } from '../engine.ts';

/**
 * A price that a person knows of a day; it outweighs every dataset on that day. What the catalogue knows is kept as the catalogue spells it: `RETH`
 * beside `rETH` would be another asset, whose prices no rule on the one would ever see.
 */
export function enterPrice(engine: Engine, told: PriceWithdrawn): Outcome<{ event: string }> {
  const price = { ...told, asset: spelt(told.asset), currency: spelt(told.currency) };
  const value = parseDecimal(price.price);
  if (!value?.greaterThan(0)) return refuse('price-not-positive', `A price must be above zero; ${price.price} is not.`, { field: 'price' });
  if (price.asset === price.currency)
    return refuse('price-of-itself', `One ${price.asset} is one ${price.asset}. Choose another currency.`, { field: 'currency' });
  if (price.day > engine.now().slice(0, 10))
    return refuse('price-in-the-future', `${price.day} is not over yet; a price can be entered up to today.`, { field: 'day' });
  return commit(engine, enteredPrice(price, enteredBefore(engine, price)));
}

export function withdrawPrice(engine: Engine, told: Pick<PriceWithdrawn, 'asset' | 'currency' | 'day'>): Outcome<{ event: string }> {
  const spelled = { ...told, asset: spelt(told.asset), currency: spelt(told.currency) };
  // One that was entered before spelling was settled stands as it was told.
  const price = enteredBefore(engine, told) === null ? spelled : told;
  const before = enteredBefore(engine, price);
  if (before === null)
    return refuse('no-such-price', `No price of ${price.asset} in ${price.currency} was entered by hand for ${price.day}.`);
  const { asset, currency, day } = price;
  return commit(engine, {
    type: 'market.price-withdrawn',
    subject: `${asset}/${currency} ${day}`,
    payload: { asset, currency, day, ...before },
  });
}

function spelt(code: string): string {
  return findAsset(code)?.code ?? code;
}

function enteredBefore(
  { store }: Engine,
  { asset, currency, day }: Pick<PriceWithdrawn, 'asset' | 'currency' | 'day'>,
): { price: string; note?: string } | null {
  const row = store.get<{ price: string; note: string | null }>(
    'SELECT price, note FROM market_hand_price WHERE asset = ? AND currency = ? AND day = ?',
    asset,
    currency,
    day,
  );
  if (!row) return null;
  return row.note === null ? { price: row.price } : { price: row.price, note: row.note };
}

/** Takes a dataset out of every figure, or back in. Its values stay on record. */
export function turnDataset(engine: Engine, dataset: string, live: boolean): Outcome<{ event: string }> {
  const row = engine.store.get<{ file: string; counts: string; live: number }>(
    'SELECT file, counts, live FROM market_dataset WHERE dataset = ?',
    dataset,
  );
  if (!row) return refuse('no-such-dataset', `There is no dataset ${dataset}. The list of datasets names them.`);
  if ((row.live === 1) === live)
    return refuse('nothing-to-change', `The market data of ${row.file} ${live ? 'is in use already' : 'was withdrawn before'}.`);
  const { accepted, flagged } = JSON.parse(row.counts) as { accepted: number; flagged: number };
  const withdrawn = datasetWithdrawn(dataset, row.file, accepted + flagged);
  return commit(engine, live ? { ...withdrawn, type: 'market.dataset-restored' } : withdrawn);
}

/** What a ticker means on a platform (`*`: on every one), or, with `null`, that the owner has nothing to say about it any more. */
export function setAlias(engine: Engine, platform: string, ticker: string, asset: string | null): Outcome<{ event: string }> {
  const [where, name] = [platform.trim().toLowerCase(), ticker.trim().toUpperCase()];
  const before =
    engine.store.get<{ asset: string }>('SELECT asset FROM market_alias WHERE platform = ? AND ticker = ?', where, name)?.asset ?? null;
  if (before === asset) return refuse('nothing-to-change', `${ticker} means ${asset ?? 'what the catalogue says'} already.`);
  const event: NewEvent<AliasSet> = {
    type: 'market.alias-set',
    subject: `${where}:${name}`,
    payload: { platform: where, ticker: name, asset, before },
  };
  return commit(engine, event);
}

/** How old a price of an asset may be, in days; `null`: as the catalogue says. */
export function setTolerance(engine: Engine, asset: string, days: number | null): Outcome<{ event: string }> {
  const before = engine.store.get<{ days: number }>('SELECT days FROM market_tolerance WHERE asset = ?', asset)?.days ?? null;
  if (before === days) return refuse('nothing-to-change', `The tolerance of ${asset} is that already.`);
  const event: NewEvent<ToleranceSet> = { type: 'market.tolerance-set', subject: asset, payload: { asset, days, before } };
  return commit(engine, event);
}

/** Remembers how tables with this header are to be read; `null` forgets it. */
export function saveMapping(
  engine: Engine,
  name: string,
  saved: { header: string[]; mapping: MarketMapping } | null,
): Outcome<{ event: string }> {
  const row = engine.store.get<{ header: string; mapping: string }>('SELECT header, mapping FROM market_mapping WHERE name = ?', name);
  const before = row ? { header: JSON.parse(row.header) as string[], mapping: JSON.parse(row.mapping) as MarketMapping } : null;
  if (saved === null && before === null) return refuse('no-such-mapping', `There is no market mapping named “${name}”.`);
  const event: NewEvent<MappingSaved> = { type: 'market.mapping-saved', subject: name, payload: { name, saved, before } };
  return commit(engine, event);
}

function commit(engine: Engine, event: NewEvent): Outcome<{ event: string }> {
  const committed = engine.journal.commit([event]);
  return isRefused(committed) ? committed : done({ event: committed.ok.at(-1)!.id });
}
