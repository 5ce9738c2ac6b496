import {
  addDays,
  type Day,
  dayOf,
  type Figure,
  known,
  type MetricUnit,
  type MetricValue,
  type SubjectKind,
  unavailable,
} from '../../../shared/figures/index.ts';
import { isOpenLeg, isOverdue, legState, minutesUntil } from '../../../shared/otc/index.ts';
import type { Engine } from '../engine.ts';
import type { MetricSource } from '../sources.ts';
import { readSettings } from '../workspace/index.ts';
import { exposureValue, openExposures } from './exposure.ts';
import { isFirstUse, type LegRow, openCases, readLeg, readLegs, readTrade, type TradeRow } from './otc-rows.ts';
import { legFacts, type Owner, ownerOf, ownerSubject } from './situation.ts';
import { dayTally, isConfirmed, settlementOwners } from './tally.ts';

const OTC = ['otc', 'venues', 'checklists'];

/** What alerts watch of settlement: how late something is, what nobody has affirmed, where money goes for the first time. */
export const watchedMetrics: readonly MetricSource[] = [
  ofLeg(
    'overdue',
    'Minutes overdue',
    'Whole minutes since the cut-off of a leg that is still open; 0 while it is in time, and once it has moved.',
    'minutes',
    (leg, engine) => count(isOverdue(factsOf(engine, leg), engine.now()) ? -minutesUntil(leg.leg.due, engine.now()) : 0),
  ),
  ofLeg(
    'state',
    'State',
    'How the leg stands: planned, held, released, expected, overdue, reconciled, break, netted or cancelled.',
    'text',
    (leg, engine) => known({ text: legState(factsOf(engine, leg), engine.now()) }),
  ),
  {
    ...ofLeg(
      'instruction-proven',
      'Instruction used before',
      'Whether anything was ever released to the destination of the leg; where not, its instruction is to be verified by another channel.',
      'verdict',
      (leg, engine) => known({ text: isFirstUse(engine.store, leg) ? 'fail' : 'pass' }),
    ),
    clocked: false,
  },
  {
    ...metric(
      'trade',
      'unaffirmed',
      'Minutes unaffirmed',
      'Whole minutes since the trade was dealt while its confirmation is not signed; 0 once it is.',
      'minutes',
      (engine, id) =>
        ofTrade(engine, id, (row) =>
          count(row.cancelled !== null || isConfirmed(engine, row) ? 0 : -minutesUntil(row.terms.tradedAt, engine.now())),
        ),
    ),
  },
  {
    ...metric(
      'trade',
      'weekend-days',
      'Weekend days before value',
      'Saturdays and Sundays after the day of the trade, up to the value date. Bank holidays are not known.',
      'count',
      (engine, id) => ofTrade(engine, id, ({ terms }) => count(weekendDays(dayOf(terms.tradedAt), terms.valueDate))),
    ),
    clocked: false,
  },
  metric('trade', 'open-cases', 'Open cases', 'Cases that are open on the trade.', 'count', (engine, id) =>
    ofTrade(engine, id, () => count(openCases(engine.store).filter(({ trade }) => trade === id).length)),
  ),
  metric(
    'batch',
    'unconfirmed-trades',
    'Unconfirmed trades',
    'Trades of the netting without a signed confirmation.',
    'count',
    (engine, id) => {
      const owner = ownerOf(engine, { kind: 'batch', id });
      return owner
        ? count(owner.trades.filter((row) => !isConfirmed(engine, row)).length)
        : unavailable('no-such-batch', `There is no netting ${id}.`);
    },
  ),
  ofAll('overdue-legs', 'Overdue legs', 'Open legs of all settlements whose cut-off has passed.', 'count', (engine) =>
    count(dayTally(engine, LAST_DAY).overdue),
  ),
  ofAll('unconfirmed-trades', 'Unconfirmed trades', 'Trades without a signed confirmation checklist.', 'count', (engine) =>
    count(dayTally(engine, LAST_DAY).unconfirmed),
  ),
  ofAll(
    'minutes-to-cut-off',
    'Minutes to the next cut-off',
    'Whole minutes to the earliest cut-off of an open leg; below nought once it has passed.',
    'minutes',
    (engine) => {
      const dues = openLegs(engine).map(({ row }) => row.leg.due);
      const [next] = dues.toSorted();
      return next === undefined
        ? unavailable('nothing-open', 'No leg is open, so no cut-off is near.')
        : count(minutesUntil(next, engine.now()));
    },
  ),
  ofAll(
    'unproven-instructions',
    'Instructions never used',
    'Open payments of ours to a destination to which nothing was ever released.',
    'count',
    (engine) => count(openLegs(engine).filter(({ row }) => row.leg.direction === 'out' && isFirstUse(engine.store, row)).length),
  ),
  ofAll(
    'open-exposure',
    'Paid for and not received',
    'What desks owe us on what we have paid, in the reporting currency.',
    'money',
    (engine) => {
      const figure = exposureValue(openExposures(engine).flatMap(({ owed }) => owed));
      return 'ok' in figure ? known({ text: figure.ok, currency: readSettings(engine.store).reportingCurrency }, figure.trail) : figure;
    },
  ),
];

const LAST_DAY = '9999-12-31';

function metric(
  subject: SubjectKind,
  word: string,
  name: string,
  says: string,
  unit: MetricUnit,
  read: MetricSource['read'],
): MetricSource {
  return { id: `otc.${subject}-${word}`, word, name, says, unit, subject, clocked: true, dependsOn: OTC, read };
}

function ofLeg(
  word: string,
  name: string,
  says: string,
  unit: MetricUnit,
  read: (leg: LegRow, engine: Engine) => Figure<MetricValue>,
): MetricSource {
  return metric('leg', word, name, says, unit, (engine, id) => {
    const row = readLeg(engine.store, id);
    return row ? read(row, engine) : unavailable('no-such-leg', `There is no leg ${id}.`);
  });
}

function ofAll(word: string, name: string, says: string, unit: MetricUnit, read: (engine: Engine) => Figure<MetricValue>): MetricSource {
  return { ...metric('workspace', word, name, says, unit, read), dependsOn: [...OTC, 'market', 'workspace'] };
}

function ofTrade(engine: Engine, id: string, read: (row: TradeRow) => Figure<MetricValue>): Figure<MetricValue> {
  const row = readTrade(engine.store, id);
  return row ? read(row) : unavailable('no-such-trade', `There is no trade ${id}.`);
}

function factsOf(engine: Engine, row: LegRow) {
  const owner = ownerOf(engine, row.owner)!;
  const held = owner.trades.some(({ trade }) => openCases(engine.store, row.desk).some((open) => open.trade === trade));
  return legFacts(engine, owner, row, held);
}

function openLegs(engine: Engine): readonly { readonly owner: Owner; readonly row: LegRow }[] {
  return settlementOwners(engine, {}).flatMap((owner) =>
    readLegs(engine.store, ownerSubject(owner))
      .filter((row) => isOpenLeg(legFacts(engine, owner, row, false)))
      .map((row) => ({ owner, row })),
  );
}

function weekendDays(from: Day, to: Day): number {
  let days = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1))
    if ([0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())) days += 1;
  return days;
}

function count(value: number): Figure<MetricValue> {
  return known({ text: String(value) });
}
