import { z } from 'zod';
import { assetCode, dayString, daysBetween, decimalString, decimalText, identifier, isKnown } from '../../../shared/figures/index.ts';
import { mappingSchema, MARKET_FORMATS, NETWORKS, networkSchema, qualityReportSchema } from '../../../shared/market/index.ts';
import { command, query, router } from '../api/procedure.ts';
import { assets, assetView, dataset, datasets, datasetView, sources, sourceView } from './catalogue.ts';
import { coverageOf, coverageView, sampleSeries, sampleView, seriesKind } from './coverage.ts';
import { mappingsOf } from './datasets.ts';
import { marketBook } from './market-book.ts';
import { poolHistory, poolHistoryView, poolQuery, poolView, searchPools } from './pools.ts';
import { judgeQuarantined, quarantined, quarantinedView } from './quarantine.ts';
import { storedCommitment } from './staging.ts';
import { enterPrice, saveMapping, setAlias, setTolerance, turnDataset, withdrawPrice } from './statements.ts';

const event = z.object({ event: identifier });
const pair = z.object({ asset: assetCode, currency: assetCode, day: dayString });

export const marketProcedures = router({
  formats: query(
    {
      says: 'Every form of market file that is recognised',
      input: z.object({}),
      output: z.array(z.object({ id: identifier, name: z.string(), source: z.string() })),
    },
    () => MARKET_FORMATS.map(({ id, says, source }) => ({ id, name: says, source })),
  ),
  coverage: query(
    {
      says: 'Every series of prices, rates, supply and consumer prices: how far it reaches, its gaps and its age',
      input: z.object({}),
      output: z.array(coverageView),
    },
    (engine) => coverageOf(engine.store, engine.now().slice(0, 10)),
  ),
  series: query(
    {
      says: 'The values of one series, thinned for a chart, each with the row it came from',
      input: z.object({
        kind: seriesKind,
        subject: z.string().min(1).max(200),
        unit: z.string().min(1).max(200),
        from: dayString.optional(),
        to: dayString.optional(),
        points: z.int().min(4).max(20_000).optional(),
      }),
      output: z.array(sampleView),
    },
    (engine, { kind, subject, unit, from, to, points }) =>
      sampleSeries(engine.store, { kind, subject, unit }, { from, to }, points ?? 1000),
  ),
  price: query(
    {
      says: 'The price of an asset in a currency at the end of a day, with its age and how it was put together; or why there is none',
      input: pair,
      output: z.union([
        z.object({ price: z.string(), observed: z.string(), age: z.int(), origin: z.unknown(), trail: z.array(z.unknown()) }),
        z.object({ unavailable: z.object({ reason: z.string(), message: z.string() }) }),
      ]),
    },
    (engine, { asset, currency, day }) => {
      const figure = marketBook(engine.store).prices.price(asset, currency, day);
      if (!isKnown(figure)) return figure;
      const { value, observed, origin } = figure.ok;
      return { price: decimalText(value), observed, age: daysBetween(observed, day), origin, trail: [...figure.trail] };
    },
  ),
  datasets: query({ says: 'Every imported dataset, newest first', input: z.object({}), output: z.array(datasetView) }, (engine) =>
    datasets(engine.store),
  ),
  dataset: query(
    {
      says: 'One dataset with its quality report',
      input: z.object({ dataset: identifier }),
      output: z.object({ dataset: datasetView, quality: qualityReportSchema }).nullable(),
    },
    (engine, input) => dataset(engine.store, input.dataset),
  ),
  verify: query(
    {
      says: 'Whether the values of a dataset are still those that its event committed to',
      input: z.object({ dataset: identifier }),
      output: z.object({ holds: z.boolean(), values: z.int(), root: z.string(), committed: z.string().nullable() }),
    },
    (engine, input) => {
      const found = dataset(engine.store, input.dataset);
      const { n, root } = storedCommitment(engine.store, input.dataset);
      return { holds: found?.dataset.root === root, values: n, root, committed: found?.dataset.root ?? null };
    },
  ),
  withdraw: command(
    { says: 'Takes a dataset out of every figure; its values stay on record', input: z.object({ dataset: identifier }), output: event },
    (engine, input) => turnDataset(engine, input.dataset, false),
  ),
  restore: command({ says: 'Brings a withdrawn dataset back', input: z.object({ dataset: identifier }), output: event }, (engine, input) =>
    turnDataset(engine, input.dataset, true),
  ),
  sources: query(
    {
      says: 'What happened to the values of each source: used, quarantined, let in, overridden, revised, missing',
      input: z.object({}),
      output: z.array(sourceView),
    },
    (engine) => sources(engine.store),
  ),
  quarantine: query(
    {
      says: 'Values that were put aside, with the reason',
      input: z.object({
        dataset: identifier.optional(),
        judged: z.boolean().optional(),
        from: z.int().min(0).optional(),
        limit: z.int().min(1).max(2000).optional(),
      }),
      output: z.object({ total: z.int(), values: z.array(quarantinedView) }),
    },
    (engine, { dataset, judged, from, limit }) =>
      quarantined(engine.store, { dataset, judged: judged ?? false, from: from ?? 0, limit: limit ?? 200 }),
  ),
  judge: command(
    {
      says: 'Lets quarantined values in (released), keeps them out (kept), or puts them back for judgement (null)',
      input: z.object({
        dataset: identifier,
        values: z.array(z.int().min(1)).min(1).max(10_000),
        verdict: z.enum(['released', 'kept']).nullable(),
        why: z.string().max(2000).optional(),
      }),
      output: z.object({ judged: z.int() }),
    },
    (engine, { dataset, values, verdict, why }) => judgeQuarantined(engine, dataset, values, verdict, why),
  ),
  enterPrice: command(
    {
      says: 'Enters a price by hand; on its day it outweighs every dataset',
      input: pair.extend({ price: decimalString, note: z.string().max(2000).optional() }),
      output: event,
    },
    (engine, { note, ...price }) => enterPrice(engine, note === undefined ? price : { ...price, note }),
  ),
  withdrawPrice: command({ says: 'Withdraws a price that was entered by hand', input: pair, output: event }, (engine, input) =>
    withdrawPrice(engine, input),
  ),
  enteredPrices: query(
    {
      says: 'Prices entered by hand, newest day first',
      input: z.object({}),
      output: z.array(pair.extend({ price: z.string(), note: z.string().nullable(), event: identifier })),
    },
    (engine) =>
      engine.store.all('SELECT asset, currency, day, price, note, event FROM market_hand_price ORDER BY day DESC, asset, currency'),
  ),
  assets: query(
    {
      says: 'Assets of the catalogue and of the data, with their tolerance',
      input: z.object({ search: z.string().max(200).optional() }),
      output: z.array(assetView),
    },
    (engine, { search }) => assets(engine.store, search ?? ''),
  ),
  networks: query(
    {
      says: 'Networks that pay staking rewards: native asset, days of unbonding, length of an epoch',
      input: z.object({}),
      output: z.array(networkSchema),
    },
    () => [...NETWORKS],
  ),
  setTolerance: command(
    {
      says: 'Says how many days old a price of an asset may be; null for what the catalogue says',
      input: z.object({ asset: assetCode, days: z.int().min(0).max(3660).nullable() }),
      output: event,
    },
    (engine, { asset, days }) => setTolerance(engine, asset, days),
  ),
  aliases: query(
    {
      says: 'What tickers mean on which platform, as the owner has said',
      input: z.object({}),
      output: z.array(z.object({ platform: z.string(), ticker: z.string(), asset: z.string() })),
    },
    (engine) => engine.store.all('SELECT platform, ticker, asset FROM market_alias ORDER BY platform, ticker'),
  ),
  setAlias: command(
    {
      says: 'Says what a ticker means on a platform (* for every one); null forgets it',
      input: z.object({ platform: z.string().min(1).max(100), ticker: z.string().min(1).max(120), asset: assetCode.nullable() }),
      output: event,
    },
    (engine, { platform, ticker, asset }) => setAlias(engine, platform, ticker, asset),
  ),
  mappings: query(
    {
      says: 'Remembered ways to read free-form tables',
      input: z.object({}),
      output: z.array(z.object({ name: z.string(), header: z.array(z.string()), mapping: mappingSchema })),
    },
    (engine) => mappingsOf(engine.store).map(({ name, header, mapping }) => ({ name, header: [...header], mapping })),
  ),
  saveMapping: command(
    {
      says: 'Remembers how tables with a header are to be read; without it, forgets the mapping of that name',
      input: z.object({
        name: z.string().trim().min(1).max(100),
        saved: z.object({ header: z.array(z.string()).max(1000), mapping: mappingSchema }).nullable(),
      }),
      output: event,
    },
    (engine, { name, saved }) => saveMapping(engine, name, saved),
  ),
  pools: query(
    {
      says: 'Pools by name, chain, project and size, each as it was last seen',
      input: poolQuery,
      output: z.object({ total: z.int(), pools: z.array(poolView) }),
    },
    (engine, input) => searchPools(engine.store, input),
  ),
  pool: query(
    { says: 'One pool with its history', input: z.object({ pool: z.string().min(1).max(200) }), output: poolHistoryView },
    (engine, { pool }) => poolHistory(engine.store, pool),
  ),
});
