import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addDays, Decimal, isKnown, known } from '../../shared/figures/index.ts';
import type { PriceBook } from '../../shared/market/index.ts';
import {
  DailyPrices,
  decompose,
  type Entry,
  type Measured,
  moneyWeightedReturn,
  termsSchema,
  timeWeighted,
} from '../../shared/positions/index.ts';

const ACTIVITIES = Number(process.env['BENCH_ACTIVITIES'] ?? 100_000);
const FIRST = '2020-01-01';
const DAYS = 1_460;
const LAST = addDays(FIRST, DAYS);
/** Under the limit of a bench, so that a rival that is too slow still gives a ratio: at least so many times. */
const PATIENCE = 500_000;

const hasHledger = spawnSync('hledger', ['--version']).status === 0;

/** What happened, in cents of a coin that is worth a dollar: rewards left in place, money added, money withdrawn. */
interface Movement {
  readonly day: string;
  readonly kind: 'reward' | 'add' | 'withdraw';
  readonly cents: number;
}

function movements(count: number): readonly Movement[] {
  let [state, balance] = [12_345, 0];
  const random = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  return Array.from({ length: count }, (_, at): Movement => {
    const [choice, size] = [random(), random()];
    const kind = at > 0 && choice < 0.6 ? 'reward' : choice < 0.85 || balance < 200_000 ? 'add' : 'withdraw';
    const cents = 1 + Math.floor(size * (kind === 'reward' ? 500 : 100_000));
    balance += kind === 'withdraw' ? -cents : cents;
    return { day: addDays(FIRST, Math.floor((at * DAYS) / count)), kind, cents };
  });
}

const dollars = (cents: number) => (cents / 100).toFixed(2);

function journal(all: readonly Movement[]): string {
  const entries = all.map(({ day, kind, cents }) => {
    const other = kind === 'reward' ? 'income:rewards' : 'assets:wallet';
    return `${day} ${kind}\n  assets:pool  ${dollars(kind === 'withdraw' ? -cents : cents)} USD\n  ${other}\n`;
  });
  return entries.join('\n');
}

function portfolio(all: readonly Movement[]): Measured {
  const entries = all.map(({ day, kind, cents }, at): Entry => {
    const amount = [{ asset: 'USDC', quantity: dollars(cents) }];
    const shared = { stream: 'made:earn:USDC', at: `${day}T12:00:00.000Z` };
    const activity = kind === 'withdraw' ? { kind, outOf: amount, ...shared } : { kind, into: amount, ...shared };
    return { id: String(at), activity, origin: { kind: 'row', dataset: 'batch', row: at + 1 } };
  });
  return { terms: termsSchema.parse({ kind: 'earn-flexible', title: 'Pool', platform: 'made', opened: FIRST, asset: 'USDC' }), entries };
}

/** Every coin is worth a dollar on every day. */
const parity: PriceBook = {
  price: (asset, _currency, day) => known({ value: new Decimal(1), observed: day, origin: { kind: 'row', dataset: asset, row: 1 } }),
  rate: () => {
    throw new Error('one currency only');
  },
  rateDays: () => [],
};

/** The decomposed return of the portfolio, its money-weighted and its time-weighted rate, from activities as they are stored. */
function ours(position: Measured) {
  const prices = new DailyPrices(parity, 'USD');
  const begin = performance.now();
  const result = decompose(position, { after: addDays(FIRST, -1), through: LAST }, { prices, deflator: null, tax: null });
  const [internal, linked] = [moneyWeightedReturn(result), timeWeighted(position, result, prices)];
  const milliseconds = performance.now() - begin;
  return { milliseconds, internal: isKnown(internal) ? internal.ok.rate : null, linked: isKnown(linked) ? linked.ok.annualised : null };
}

/** `hledger roi` on the same movements; its answer is in per cent with two decimal places. */
function theirs(all: readonly Movement[]) {
  const folder = mkdtempSync(join(tmpdir(), 'roi-'));
  try {
    const file = join(folder, 'pool.journal');
    writeFileSync(file, journal(all));
    const query = ['--investment', 'assets:pool', '--pnl', 'income', '-b', FIRST, '-e', addDays(LAST, 1)];
    const begin = performance.now();
    const { stdout, signal } = spawnSync('hledger', ['-f', file, 'roi', ...query], { encoding: 'utf8', timeout: PATIENCE });
    const milliseconds = performance.now() - begin;
    const percents = [...stdout.matchAll(/(-?[\d.]+)%/g)].map((match) => Number(match[1]));
    return { milliseconds, gaveUp: signal !== null, internal: percents[0], linked: percents[1] };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.skipIf(!hasHledger)('return and XIRR of one portfolio, against hledger roi', () => {
  test(`${ACTIVITIES} activities over four years`, () => {
    const all = movements(ACTIVITIES);
    const position = portfolio(all);
    ours(portfolio(all.slice(0, 1000)));
    const mine = ours(position);
    const rival = theirs(all);
    const atLeast = rival.gaveUp ? 'at least ' : '';
    console.log(
      `${ACTIVITIES} activities: ${mine.milliseconds.toFixed(0)} ms; hledger roi ${atLeast}${rival.milliseconds.toFixed(0)} ms; ` +
        `${atLeast}${(rival.milliseconds / mine.milliseconds).toFixed(0)} times faster. ` +
        `IRR ${mine.internal?.times(100).toFixed(4)} % against ${rival.internal} %, TWR ${mine.linked?.times(100).toFixed(4)} % against ${rival.linked} %`,
    );
    const percent = mine.internal?.times(100).toNumber() ?? Number.NaN;
    // hledger dates the final value one day later and rounds to a hundredth of a per cent.
    expect(Math.abs(percent - (rival.internal ?? percent))).toBeLessThan(0.02);
  });
});
