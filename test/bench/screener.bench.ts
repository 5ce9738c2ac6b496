import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createCaller } from '../../electron/engine/api/router.ts';
import { importFile } from '../watchlists/made-pools.ts';
import { open, temporaryFolder } from '../workspace/open-workspace.ts';
import { madeSnapshot } from './made-snapshot.ts';

const POOLS = 20_000;

/** What a person types, key by key. */
const TYPED = 'rate.base > 4% and tvl > 5m and chain = "Ethereum"';

/** The same condition written out over typed arrays. */
function bare(rate: Float64Array, tvl: Float64Array, chain: readonly (string | null)[]): number {
  let count = 0;
  for (let row = 0; row < rate.length; row += 1) if (rate[row]! > 0.04 && tvl[row]! > 5e6 && chain[row] === 'Ethereum') count += 1;
  return count;
}

function quantiles(times: readonly number[]): { readonly median: number; readonly p95: number } {
  const sorted = [...times].sort((one, other) => one - other);
  return { median: sorted[sorted.length >> 1]!, p95: sorted[Math.floor(sorted.length * 0.95)]! };
}

describe('the screener over 20,000 pools', () => {
  test('a keystroke to its answer, against a bare loop', async () => {
    const engine = open(join(temporaryFolder(), 'screener.countinghouse'), { mode: 'create' });
    const api = createCaller({ engine });
    importFile(engine, 'pools_2026-03-01.json', madeSnapshot(POOLS));
    const select = (condition: string) =>
      api.watchlists.select({
        kind: 'pool',
        condition,
        columns: ['market.pool-rate', 'market.pool-rate-base', 'market.pool-tvl', 'market.pool-chain', 'market.pool-project'],
        sort: { metric: 'market.pool-tvl', descending: true },
        limit: 60,
      });
    const cold = performance.now();
    const first = await select('');
    const coldTime = performance.now() - cold;
    expect(first.subjects).toBe(POOLS);
    const [times, faulty]: [number[], number[]] = [[], []];
    for (let round = 0; round < 5; round += 1) {
      for (let length = 1; length <= TYPED.length; length += 1) {
        const begin = performance.now();
        const { fault } = await select(TYPED.slice(0, length));
        (fault === null ? times : faulty).push(performance.now() - begin);
      }
    }
    const columnOf = (id: string) => engine.sources.metrics.get(id)!.readAll!(engine);
    const [rate, tvl, chain] = ['market.pool-rate-base', 'market.pool-tvl', 'market.pool-chain'].map(columnOf);
    const [rates, tvls] = [(rate as { numbers: Float64Array }).numbers, (tvl as { numbers: Float64Array }).numbers];
    const { texts } = chain as { texts: readonly (string | null)[] };
    const plain: number[] = [];
    let counted = 0;
    for (let round = 0; round < 50; round += 1) {
      const begin = performance.now();
      counted = bare(rates, tvls, texts);
      plain.push(performance.now() - begin);
    }
    const answer = await select(TYPED);
    expect(answer.total).toBe(counted);
    const [ours, theirs, faults] = [quantiles(times), quantiles(plain), quantiles(faulty)];
    console.log(
      `20,000 pools: first answer ${coldTime.toFixed(0)} ms; a keystroke ${ours.median.toFixed(2)} ms median, ${ours.p95.toFixed(2)} ms p95 (with a fault ${faults.median.toFixed(2)} ms); ` +
        `bare loop ${theirs.median.toFixed(3)} ms (${(ours.median / theirs.median).toFixed(1)} of it); ${counted} found`,
    );
  }, 300_000);
});
