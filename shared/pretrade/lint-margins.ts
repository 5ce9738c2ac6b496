import { Decimal, ONE } from '../figures/index.ts';
import { agree, amountAbove } from './margin-brackets.ts';
import type { Finding, Instrument, MarginTable, MarginTier, TieredMargin } from './reference.ts';

/** Below this a first row in dollars is less than any venue gives its highest leverage for. */
const LEAST_FIRST_ROW = '1000';
/** A last row worth more than this in dollars is a notional taken for coin. */
const MOST_LAST_ROW = '1e12';
const DOLLARS: ReadonlySet<string> = new Set(['USD', 'USDT', 'USDC', 'FDUSD', 'BUSD', 'DAI']);

/** The rules for margin tables: bounds contiguous and ascending, rates that rise and stay below one over the leverage, amounts by the recursion, units that can be. */
export function lintMargins(table: MarginTable, instruments: readonly Instrument[]): readonly Finding[] {
  const what = `margin table of ${table.instrument}${table.clientClass ? ` (${table.clientClass})` : ''}`;
  const own = instruments.filter(({ symbol, venue }) => symbol === table.instrument && venue === table.venue);
  const member = own.find(({ markPrice }) => markPrice !== undefined) ?? own[0];
  return [
    ...(table.shape === 'tiers' ? lintTiers(table, what) : lintFormula(table, what)),
    ...(table.shape === 'tiers' ? lintUnit(table, member, what) : []),
  ];
}

type Find = (rule: string, severity: Finding['severity'], field: string, says: string, remedy: string, acceptable: boolean) => void;

function lintTiers(table: TieredMargin, what: string): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [place, tier] of table.tiers.entries()) {
    const row = place + 1;
    const find: Find = (rule, severity, field, says, remedy, acceptable) =>
      findings.push({ rule, severity, where: { what, row, field }, says: `Row ${row} of the ${what}: ${says}`, remedy, acceptable });
    const below = table.tiers[place - 1];
    lintRow(tier, find);
    if (below) lintAgainst(tier, below, table, find);
    else if (!new Decimal(tier.floor).isZero()) {
      find('table-begins-late', 'warning', 'floor', `the table begins at ${tier.floor}, so smaller positions have no row.`, AGAIN, true);
    }
  }
  return findings;
}

function lintRow(tier: MarginTier, find: Find): void {
  const [floor, rate] = [new Decimal(tier.floor), new Decimal(tier.rate)];
  if (floor.isNegative() || (tier.cap !== null && !new Decimal(tier.cap).greaterThan(floor))) {
    find('size-not-positive', 'error', 'cap', `it goes from ${tier.floor} to ${tier.cap ?? 'no end'}, which is no range.`, AGAIN, false);
  }
  if (!rate.greaterThan(0) || !rate.lessThan(ONE)) {
    const says = `the maintenance rate ${tier.rate} is no fraction between 0 and 1; is it per cent (0.5 for 0.5 %)?`;
    find('rate-outside-range', 'error', 'rate', says, AGAIN, false);
  }
  if (tier.maxLeverage !== undefined && new Decimal(tier.maxLeverage).greaterThan(0)) {
    const most = ONE.dividedBy(tier.maxLeverage);
    if (rate.greaterThanOrEqualTo(most)) {
      const says = `the maintenance rate ${tier.rate} is not below 1/${tier.maxLeverage}: a position at full leverage would be liquidated when it is opened.`;
      find('maintenance-above-initial', 'error', 'rate', says, AGAIN, true);
    }
  }
  if (tier.initialRate !== undefined && rate.greaterThan(tier.initialRate)) {
    find(
      'maintenance-above-initial',
      'error',
      'rate',
      `the maintenance rate ${tier.rate} is above the initial rate ${tier.initialRate}.`,
      AGAIN,
      true,
    );
  }
}

function lintAgainst(tier: MarginTier, below: MarginTier, table: TieredMargin, find: Find): void {
  if (below.cap === null || !new Decimal(below.cap).equals(tier.floor)) {
    const says = `it begins at ${tier.floor}, but the row before it ends at ${below.cap ?? 'no end'}; bounds must ascend without gap or overlap.`;
    find('bounds-not-contiguous', 'error', 'floor', says, AGAIN, false);
  }
  if (new Decimal(tier.rate).lessThan(below.rate)) {
    find(
      'maintenance-falls',
      'error',
      'rate',
      `the maintenance rate falls from ${below.rate} to ${tier.rate}; it rises with the size.`,
      AGAIN,
      false,
    );
  }
  if (table.amounts !== 'given') return;
  const expected = amountAbove(below, tier);
  if (!agree(new Decimal(tier.amount), expected)) {
    const says = `the amount ${tier.amount} does not follow from the row before it: ${below.amount} + ${tier.floor} · (${tier.rate} − ${below.rate}) = ${expected.toFixed()}. A liquidation price from this row would be wrong.`;
    find('amount-off-recursion', 'error', 'amount', says, 'Get the table anew; the amount and the rates may be of different days.', true);
  }
}

function lintFormula(table: Exclude<MarginTable, TieredMargin>, what: string): readonly Finding[] {
  const [initial, maintenance] =
    table.shape === 'continuous' ? [table.initialBase, table.maintenanceBase] : [table.initialRate, table.maintenanceRate];
  const findings: Finding[] = [];
  const find = (rule: string, field: string, says: string) =>
    findings.push({
      rule,
      severity: 'error',
      where: { what, field },
      says: `The ${what}: ${says}`,
      remedy: AGAIN,
      acceptable: rule !== 'rate-outside-range',
    });
  if (!new Decimal(maintenance).greaterThan(0) || !new Decimal(maintenance).lessThan(ONE))
    find('rate-outside-range', 'maintenanceRate', `the maintenance rate ${maintenance} is no fraction between 0 and 1.`);
  if (new Decimal(maintenance).greaterThanOrEqualTo(initial))
    find('maintenance-above-initial', 'maintenanceRate', `the maintenance rate ${maintenance} is not below the initial rate ${initial}.`);
  return findings;
}

/** Units that cannot be: contracts taken for notional, and notional taken for coin. */
function lintUnit(table: TieredMargin, member: Instrument | undefined, what: string): readonly Finding[] {
  const [first, last] = [table.tiers[0]?.cap ?? null, table.tiers.at(-1)?.cap ?? null];
  const quote = member?.quote ?? /(USDT|USDC|USD)(?:$|[:-])/.exec(table.instrument)?.[1];
  const find = (rule: string, says: string): readonly Finding[] => [
    { rule, severity: 'error', where: { what, row: 1, field: 'cap' }, says: `The ${what}: ${says}`, remedy: UNIT, acceptable: true },
  ];
  if (table.unit === 'quote' && first !== null && quote !== undefined && DOLLARS.has(quote)) {
    const least = member?.minSize && member.markPrice ? notionalOf(member, member.minSize, member.markPrice) : null;
    if (new Decimal(first).lessThan(LEAST_FIRST_ROW) || least?.greaterThan(first)) {
      const says = `its first row ends at ${first} ${quote}${least?.greaterThan(first) ? `, less than one smallest order (${least.toFixed()})` : ''}. That is no notional; these look like contracts.`;
      return find('contracts-as-notional', says);
    }
  }
  if (table.unit === 'base' && last !== null && member?.markPrice && new Decimal(last).times(member.markPrice).greaterThan(MOST_LAST_ROW)) {
    return find(
      'notional-as-coin',
      `its last row ends at ${last} ${member.base}, more than there is; these look like a value in ${member.quote}.`,
    );
  }
  return [];
}

function notionalOf({ orderUnit, contractSize, contractUnit }: Instrument, size: string, price: string): Decimal {
  const units = orderUnit === 'contracts' ? new Decimal(size).times(contractSize) : new Decimal(size);
  const inQuote = orderUnit === 'quote' || (orderUnit === 'contracts' && contractUnit === 'quote');
  return inQuote ? units : units.times(price);
}

const AGAIN = 'Save the table again from the venue, or correct the row.';
const UNIT = 'Say what the bounds count when you import the file, or get the table from the venue itself.';
