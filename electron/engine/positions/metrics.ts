import {
  Decimal,
  daysBetween,
  type Figure,
  figureText,
  isKnown,
  known,
  type MetricUnit,
  type MetricValue,
  type RateBasis,
  sum,
  unavailable,
} from '../../../shared/figures/index.ts';
import { isMoney, moneyDecimal } from '../../../shared/positions/index.ts';
import type { Engine } from '../engine.ts';
import type { MetricSource, MetricTable } from '../sources.ts';
import { type Measures, measuresFor } from './measures.ts';
import { type PositionRow, readPosition, readPositions } from './position-rows.ts';
import { summariesAtOnce } from './summary-cache.ts';
import type { Summarised } from './summary.ts';

/** A position taken apart, with what it was measured by. */
interface Found extends Summarised {
  readonly row: PositionRow;
  readonly measures: Measures;
}
type Read = (found: Found, engine: Engine) => Figure<MetricValue>;

const REALISED = 'Realised, since the opening, after costs and tax as far as the settings tell them.';

/** What may be read of a position: the figures of its list, as they stand today. All of them may change with the day alone. */
export const positionMetrics: readonly MetricSource[] = [
  metric('value', 'Value', 'What it holds and may claim, less what it owes, at the newest prices.', 'money', ({ summary, measures }) =>
    money(summary.value, measures),
  ),
  metric('weight', 'Weight', 'Its value over that of all positions together.', 'fraction', weightOf),
  based(
    'return.real',
    'Real return',
    'What it earned in money of the first day, over the money at work.',
    ({ summary }) => summary.realReturn,
  ),
  based(
    'return.nominal',
    'Nominal return',
    'What it earned before tax and inflation, over the money at work.',
    ({ summary }) => summary.nominalReturn,
  ),
  based(
    'xirr',
    'XIRR',
    'The one yearly rate at which all that was paid in would have grown to what came out and is still there.',
    ({ summary }) => summary.xirr,
  ),
  metric(
    'earned-per-day',
    'Earned a day',
    'Rewards, fees, interest and incentives over the days with money in it.',
    'money',
    ({ summary, measures }) => money(summary.earnedPerDay, measures),
  ),
  metric(
    'il',
    'Impermanent loss',
    'Of a pool: what it made of the assets against holding them, fees apart, over the money at work. A loss is below nought.',
    'fraction',
    impermanentLoss,
  ),
  metric(
    'health',
    'Health factor',
    'Of what is borrowed: collateral at its liquidation thresholds over the debt. Below 1 it can be liquidated.',
    'count',
    ({ summary }) => (summary.health === null ? noDebt(summary.title) : ofDebt(summary.health.healthFactor)),
  ),
  metric(
    'liquidation-distance',
    'Distance to liquidation',
    'Of what is borrowed: by how much the collateral may fall against the debt before liquidation begins.',
    'fraction',
    ({ summary }) => (summary.health === null ? noDebt(summary.title) : ofDebt(summary.health.commonShock)),
  ),
  metric(
    'unlock',
    'Days until free',
    'Days until the money could be back if asked for today: lock-up or maturity first, unbonding after it.',
    'days',
    ({ summary }) => known({ text: String(summary.unlock.days), asOf: summary.unlock.day }),
  ),
  {
    ...metric(
      'unbonding',
      'Unbonding',
      'Days between asking for the stake and having it, by the terms of the position.',
      'days',
      ({ row }) => {
        const { unbondingDays } = row.terms;
        return unbondingDays === undefined
          ? unavailable('not-told', `The terms of ${row.terms.title} do not say how long unbonding takes. Edit them.`)
          : known({ text: String(unbondingDays) });
      },
    ),
    clocked: false,
  },
  metric(
    'activity-age',
    'Age of the last activity',
    'Days since anything was recorded to have happened to it.',
    'days',
    ({ summary, measures }) =>
      summary.lastActivity === null
        ? unavailable('no-activity', `Nothing has been recorded of ${summary.title} yet.`)
        : known({ text: String(daysBetween(summary.lastActivity.slice(0, 10), measures.asOf)), asOf: summary.lastActivity }),
  ),
  metric(
    'warnings',
    'Warnings',
    'How many things about it want to be seen: a peg lost, liquidation near, a price missing.',
    'count',
    ({ summary }) => known({ text: String(summary.flags.filter(({ tone }) => tone === 'warning').length) }),
  ),
  words('kind', 'Kind', 'What kind of position it is.', ({ summary }) => summary.kind),
  words('group', 'Group', 'Staking, lending or liquidity, as the list groups it.', ({ summary }) => summary.group),
  words('platform', 'Platform', 'Where it is held, as its terms have it.', ({ summary }) => summary.platform),
  words('network', 'Network', 'The network that its terms name.', ({ summary }) => summary.network),
  { ...words('status', 'Status', 'Whether it is open or closed.', ({ summary }) => summary.status), clocked: true },
];

function metric(word: string, name: string, says: string, unit: MetricUnit, read: Read): MetricSource {
  const answer = (engine: Engine, found: Found) => read(found, engine);
  return {
    id: `positions.${word.replaceAll('.', '-')}`,
    word,
    name,
    says,
    unit,
    subject: 'position',
    clocked: true,
    dependsOn: ['positions', 'imports', 'market', 'workspace'],
    read: (engine, id) => {
      const row = readPosition(engine.store, id);
      if (!row || row.removed) return unavailable('no-such-position', `There is no position ${id}; it may have been removed.`);
      return answer(engine, foundOf(engine, [row])[0]!);
    },
    readAll: (engine) => tableOf(unit, foundOf(engine, readPositions(engine.store)), (found) => answer(engine, found)),
  };
}

function based(
  word: string,
  name: string,
  says: string,
  of: (found: Found) => { readonly figure: Figure<string>; readonly basis: RateBasis },
): MetricSource {
  const read: Read = (found) => {
    const { figure, basis } = of(found);
    return isKnown(figure)
      ? known({ text: figure.ok, basis, ...(basis.asOf === undefined ? {} : { asOf: basis.asOf }) }, figure.trail)
      : figure;
  };
  return { ...metric(word, name, says, 'fraction', read), basis: REALISED };
}

function words(word: string, name: string, says: string, of: (found: Found) => string | null): MetricSource {
  const read: Read = (found) => {
    const text = of(found);
    return text === null ? unavailable('not-told', `The terms of ${found.summary.title} do not say it.`) : known({ text });
  };
  return { ...metric(word, name, says, 'text', read), clocked: false };
}

function foundOf(engine: Engine, rows: readonly PositionRow[]): readonly Found[] {
  const measures = measuresFor(engine, {});
  return summariesAtOnce(engine, rows, measures).map(({ decomposition, summary }, place) => ({
    decomposition,
    summary,
    row: rows[place]!,
    measures,
  }));
}

function tableOf(unit: MetricUnit, all: readonly Found[], read: (found: Found) => Figure<MetricValue>): MetricTable {
  const texts = all.map((found) => {
    const figure = read(found);
    return isKnown(figure) ? figure.ok.text : null;
  });
  return unit === 'text' ? { texts } : { numbers: Float64Array.from(texts, (text) => (text === null ? Number.NaN : Number(text))) };
}

function money(figure: Figure<string>, { currency }: Measures): Figure<MetricValue> {
  return isKnown(figure) ? known({ text: figure.ok, currency }, figure.trail) : figure;
}

/** What is repaid has no health factor either, until something is borrowed again. */
function ofDebt(figure: Figure<string>): Figure<MetricValue> {
  if (!isKnown(figure) && figure.unavailable.reason === 'no-debt') return unavailable('not-applicable', figure.unavailable.message);
  return plain(figure);
}

function plain(figure: Figure<string>): Figure<MetricValue> {
  return isKnown(figure) ? known({ text: figure.ok }, figure.trail) : figure;
}

function weightOf({ summary }: Found, engine: Engine): Figure<MetricValue> {
  if (!isKnown(summary.value)) return summary.value;
  const values: Decimal[] = [];
  for (const each of foundOf(engine, readPositions(engine.store))) {
    if (!isKnown(each.summary.value))
      return unavailable(
        'value-missing',
        `The value of ${each.summary.title} is not known, so shares are not either. ${each.summary.value.unavailable.message}`,
      );
    values.push(new Decimal(each.summary.value.ok));
  }
  const total = sum(values);
  if (!total.greaterThan(0)) return unavailable('nothing-held', 'All positions together are worth nothing, so there are no shares of it.');
  const text = figureText(new Decimal(summary.value.ok).dividedBy(total));
  const input = (name: string, value: string) => ({ name, value, origin: { kind: 'step', figure: name } as const });
  return known({ text }, [
    {
      figure: 'weight',
      formula: 'value / Σ values',
      inputs: [input('value', summary.value.ok), input('Σ values', figureText(total))],
      value: text,
    },
  ]);
}

function impermanentLoss({ row, decomposition }: Found): Figure<MetricValue> {
  if (row.terms.kind !== 'liquidity')
    return unavailable('not-applicable', `${row.terms.title} is no liquidity in a pool; nothing diverges there.`);
  const { capital, components, until, days } = decomposition;
  const divergence = components.get('divergence') ?? 0n;
  if (!isMoney(divergence)) return { unavailable: divergence };
  if (!isMoney(capital)) return { unavailable: capital };
  if (capital <= 0n) return unavailable('nothing-at-work', `No money was at work in ${row.terms.title}.`);
  const [lost, put] = [moneyDecimal(divergence), moneyDecimal(capital)];
  const text = figureText(lost.dividedBy(put));
  const basis: RateBasis = { kind: 'period', standing: 'realised', net: 'gross', windowDays: days, asOf: until };
  const input = (name: string, value: Decimal) => ({ name, value: figureText(value), origin: { kind: 'step', figure: name } as const });
  return known({ text, basis, asOf: until }, [
    {
      figure: 'impermanent loss',
      formula: 'divergence / money at work',
      inputs: [input('divergence', lost), input('money at work', put)],
      value: text,
    },
  ]);
}

function noDebt(title: string) {
  return unavailable('not-applicable', `${title} owes nothing by its nature, so there is nothing to liquidate.`);
}
