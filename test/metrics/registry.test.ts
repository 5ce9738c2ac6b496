import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { columns } from '../../electron/engine/columns.ts';
import { makeDemonstration } from '../../electron/engine/demonstration/index.ts';
import { isWords, subjectsOf, tableOf } from '../../electron/engine/metrics/index.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { collectSources, type MetricSource } from '../../electron/engine/sources.ts';
import { isKnown, METRIC_UNITS, parseDecimal, VERDICTS, wordOf } from '../../shared/figures/index.ts';
import { ok, open, temporaryFolder } from '../workspace/open-workspace.ts';

const sources = collectSources(columns);
const metrics = [...sources.metrics.values()];

/** What the issue and venues-otc §7 ask to be watched, and the metrics that tell it. */
const WATCHED: Readonly<Record<string, readonly string[]>> = {
  prices: ['market.asset-price', 'market.pair-price'],
  'rates, quoted': ['market.pool-rate', 'market.pool-rate-base', 'market.pool-rate-reward'],
  'rates, real': ['positions.return-real'],
  TVL: ['market.pool-tvl'],
  peg: ['market.asset-peg', 'market.pair-peg'],
  'position returns': ['positions.return-nominal', 'positions.xirr'],
  'health factor': ['positions.health'],
  'impermanent loss': ['positions.il', 'market.pool-il7d'],
  unlock: ['positions.unlock', 'market.pool-lockup'],
  unbonding: ['positions.unbonding', 'market.network-unbonding'],
  'liquidation distance': ['positions.liquidation-distance', 'pretrade.liquidation-distance'],
  'limit use': ['venues.limit-use'],
  funding: ['pretrade.funding-rate'],
  'evidence expiring': ['venues.evidence-expiring'],
  'answers expiring': ['checklists.expiring-answers'],
  'data ages': ['market.data-age', 'market.pool-age', 'market.asset-price-age'],
  'table ages': ['pretrade.venue-tier-age', 'pretrade.venue-fee-age', 'pretrade.tier-age'],
  'minutes to cut-off': ['otc.minutes-to-cut-off', 'otc.minutes-to-netting-cut-off', 'otc.workspace-minutes-to-cut-off'],
  'overdue legs': ['otc.leg-overdue', 'otc.workspace-overdue-legs'],
  unaffirmed: ['otc.trade-unaffirmed'],
  'unverified instructions': ['otc.leg-instruction-proven', 'otc.workspace-unproven-instructions'],
  'journal verification': ['journal.verification', 'journal.verified-age'],
  'backup age': ['workspace.backup-age'],
  'API key age': ['venues.api-key-age'],
  'age of a proof of reserves': ['venues.por-age'],
  'open red flags': ['venues.open-red-flags'],
  'open exposure': ['otc.workspace-open-exposure', 'venues.exposure'],
  'batch unconfirmed': ['otc.batch-unconfirmed-trades'],
  'days that are no business days before value': ['otc.trade-weekend-days'],
  quarantine: ['market.quarantined'],
};

describe('the registry of metrics', () => {
  it.each(Object.entries(WATCHED))('has what tells %s', (_what, ids) => {
    expect(ids.filter((id) => !sources.metrics.has(id))).toEqual([]);
  });

  it('calls the metrics of a kind by words of which each means one, and which expressions can be written with', () => {
    const words = metrics.map((metric) => `${metric.subject} ${wordOf(metric)}`);
    expect(words.filter((word, place) => words.indexOf(word) !== place)).toEqual([]);
    expect(metrics.map(wordOf).filter((word) => !/^[A-Za-z_][A-Za-z0-9_]*(?:[.-][A-Za-z0-9_]+)*$/.test(word))).toEqual([]);
  });

  it('says what each means, in a sentence', () => {
    for (const { id, says, name, unit } of metrics) {
      expect([id, says.length > 15, name.length > 0, METRIC_UNITS.includes(unit)]).toEqual([id, true, true, true]);
    }
  });

  it('marks what the clock alone moves', () => {
    const timed = metrics.filter(
      ({ id, unit }) => /age|minutes|overdue|unlock|expir/.test(id) && ['days', 'hours', 'minutes'].includes(unit),
    );
    expect(timed.filter(({ clocked }) => clocked !== true).map(({ id }) => id)).toEqual([]);
  });
});

describe('every metric of the demonstration', () => {
  it('is read at once as one by one, in its unit, with the last known of its past where both speak of one instant', async () => {
    const engine = open(join(temporaryFolder(), 'demonstration.countinghouse'), { mode: 'create', now: () => '2026-11-22T09:00:00.000Z' });
    ok(await makeDemonstration({ engine, store: engine.writableStore, progress: () => {}, cancelled: () => false }));
    const faults = metrics.flatMap((metric) => faultsOf(engine, metric));
    expect(faults).toEqual([]);
    const read = metrics.flatMap((metric) => subjectsOf(engine, metric.subject).filter(({ id }) => isKnown(metric.read(engine, id))));
    expect(read.length).toBeGreaterThan(400);
  }, 120_000);
});

/** What is wrong with a metric as it is read of all its subjects, in words. */
function faultsOf(engine: Engine, metric: MetricSource): readonly string[] {
  const column = columnOf(engine, metric);
  const list = subjectsOf(engine, metric.subject);
  const lengths = column.length === list.length ? [] : [`${metric.id}: ${column.length} values of ${list.length} subjects`];
  return list.reduce<string[]>(
    (faults, { id }, place) => {
      const figure = metric.read(engine, id);
      const at = `${metric.id} of ${id}`;
      if (!isKnown(figure)) {
        if (!/[.?]$/.test(figure.unavailable.message)) faults.push(`${at}: no sentence: ${figure.unavailable.message}`);
        if (column[place] !== null) faults.push(`${at}: unknown, but ${column[place]} at once`);
        return faults;
      }
      const { text, basis, currency } = figure.ok;
      if (!isInUnit(metric, text)) faults.push(`${at}: ${text} is not in its unit`);
      if (metric.basis !== undefined && basis === undefined) faults.push(`${at}: no basis`);
      if ((metric.unit === 'money' || metric.unit === 'price') && currency === undefined) faults.push(`${at}: no currency`);
      if (column[place] !== (isWords(metric) ? text : Number(text))) faults.push(`${at}: ${text}, but ${column[place]} at once`);
      const last = lastKnown(engine, metric, id, figure.ok.asOf);
      if (last !== null && last !== Number(text)) faults.push(`${at}: ${text}, but ${last} at the end of its past`);
      return faults;
    },
    [...lengths],
  );
}

/** The last known value of a metric's past, where it is of the instant asked for. */
function lastKnown(engine: Engine, metric: MetricSource, id: string, asOf: string | undefined): number | null {
  const past = metric.history?.(engine, id);
  if (!past || !isKnown(past) || asOf === undefined) return null;
  const { history } = past.ok;
  const known = Array.from({ length: history.length }, (_, index) => index).filter((index) => !Number.isNaN(history.value[index]!));
  const last = known.at(-1);
  return last !== undefined && history.at[last] === Date.parse(asOf) ? history.value[last]! : null;
}

function columnOf(engine: Engine, metric: MetricSource): readonly (string | number | null)[] {
  const table = tableOf(engine, metric);
  return 'texts' in table ? table.texts : Array.from(table.numbers, (number) => (Number.isNaN(number) ? null : number));
}

function isInUnit({ unit }: MetricSource, text: string): boolean {
  if (unit === 'text') return text !== '';
  if (unit === 'verdict') return VERDICTS.some((verdict) => verdict === text);
  return parseDecimal(text) !== null;
}
