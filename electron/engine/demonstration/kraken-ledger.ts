import { addDays, type Day } from '../../../shared/figures/index.ts';
import { course, HISTORY_DAYS } from './courses.ts';

const HEADER = ['txid', 'refid', 'time', 'type', 'subtype', 'aclass', 'asset', 'wallet', 'amount', 'fee', 'balance'];
const OPENED_AGO = 400;
const ADDED_AGO = 197;
/** A year, simple, as the platform pays it out every week. */
const RATE = 0.119;

/** One row of the ledger but for what follows from the others: its number and its balance. */
interface Entry {
  readonly refid: string;
  readonly time: string;
  readonly type: string;
  readonly subtype: string;
  readonly asset: 'DOT' | 'ZUSD';
  readonly wallet: 'spot / main' | 'earn / bonded';
  readonly amount: number;
  readonly fee?: number;
}

/** A ledger in Kraken's eleven columns: DOT bought, bonded and rewarded every week, with one later addition. */
export function krakenLedger(today: Day): readonly (readonly string[])[] {
  const rows: (readonly string[])[] = [HEADER];
  const balances = new Map<string, number>();
  let count = 0;

  function id(letter: string): string {
    count += 1;
    return `${letter}${String(count).padStart(5, '0')}-DEMO0-BOOKS0`;
  }
  function at(ago: number, clock: string): string {
    return `${addDays(today, -ago)} ${clock}`;
  }
  function enter({ refid, time, type, subtype, asset, wallet, amount, fee = 0 }: Entry): void {
    const digits = asset === 'DOT' ? 10 : 4;
    const balance = rounded((balances.get(`${asset} ${wallet}`) ?? 0) + amount - fee, digits);
    balances.set(`${asset} ${wallet}`, balance);
    const figures = [amount, fee, balance].map((figure) => figure.toFixed(digits));
    rows.push([id('L'), refid, time, type, subtype, 'currency', asset, wallet, ...figures]);
  }
  function buyAndBond(ago: number, quantity: number): void {
    const cost = rounded(quantity * Number(course('DOT', today)[HISTORY_DAYS - ago]!.value), 4);
    const fee = rounded(cost * 0.0026, 4);
    const money = { asset: 'ZUSD', wallet: 'spot / main' } as const;
    const coins = { asset: 'DOT', wallet: 'spot / main' } as const;
    enter({ refid: id('Q'), time: at(ago, '08:00:00'), type: 'deposit', subtype: '', ...money, amount: rounded(cost + fee + 25, 4) });
    const trade = { refid: id('T'), time: at(ago, '08:10:00'), type: 'trade', subtype: 'tradespot' };
    enter({ ...trade, ...money, amount: -cost, fee });
    enter({ ...trade, ...coins, amount: quantity });
    const move = { refid: id('E'), time: at(ago, '08:20:00'), type: 'earn', subtype: 'allocation' };
    enter({ ...move, ...coins, amount: -quantity });
    enter({ ...move, asset: 'DOT', wallet: 'earn / bonded', amount: quantity });
  }

  buyAndBond(OPENED_AGO, 2_000);
  for (let ago = OPENED_AGO - 7; ago >= 0; ago -= 7) {
    if (ago === ADDED_AGO) buyAndBond(ago, 400);
    const bonded = balances.get('DOT earn / bonded') ?? 0;
    const reward = { type: 'earn', subtype: 'reward', asset: 'DOT', wallet: 'earn / bonded' } as const;
    enter({ ...reward, refid: id('R'), time: at(ago, '11:42:00'), amount: rounded((bonded * RATE * 7) / 365, 10) });
  }
  return rows;
}

/** Balances must be sums of what is printed, or the importer's own check would find them wrong. */
function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
