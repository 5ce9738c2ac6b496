import {
  Decimal,
  type Figure,
  isDay,
  isKnown,
  known,
  type MetricUnit,
  type MetricValue,
  type SubjectKind,
  unavailable,
  type Verdict,
} from '../../../shared/figures/index.ts';
import {
  CONFIRMATION_FIELDS,
  type ConfirmationField,
  confirmationFields,
  deliveryTurn,
  minutesUntil,
  netObligations,
  obligationsOf,
  payable,
  sheetNumber,
} from '../../../shared/otc/index.ts';
import type { Engine } from '../engine.ts';
import type { MetricSource } from '../sources.ts';
import { readSettings } from '../workspace/index.ts';
import { exposureValue, openExposures, owedOn } from './exposure.ts';
import { type LegRow, openCases, readLeg } from './otc-rows.ts';
import { confirmationStanding, type Owner, ownerOf, situationOf } from './situation.ts';
import { dayTally } from './tally.ts';

type Read<Of> = (of: Of, engine: Engine) => Figure<MetricValue>;
interface Told {
  readonly name: string;
  readonly says: string;
  readonly unit: MetricUnit;
}

const FIELD_NAMES: Readonly<Record<ConfirmationField, string>> = {
  reference: 'Reference',
  'trade-time': 'Time of the trade',
  side: 'Our side',
  base: 'What is bought or sold',
  quantity: 'Quantity',
  price: 'Price',
  quote: 'Currency of the price',
  fee: 'Fees',
  net: 'Net amount',
  'cut-off': 'Value date and cut-off',
  'delivery-order': 'Who delivers first',
};

/** These alone move with the clock: minutes, and what is late. */
const CLOCKED: ReadonlySet<string> = new Set([
  'minutes-to-cut-off',
  'minutes-to-netting-cut-off',
  'open-legs',
  'overdue-legs',
  'affirmed',
  'delivery-order',
  'batch-alike',
  'unconfirmed',
]);

/** What checklists and alerts may read of legs, trades, nettings and days. */
export const otcMetrics: readonly MetricSource[] = [
  ofLeg(
    'amount',
    { name: 'Amount to pay or receive', says: 'What the leg moves, less a test transfer that is taken off it.', unit: 'money' },
    ({ leg, test }) => known({ text: payable(leg.amount, test), currency: leg.asset }),
  ),
  ofLeg(
    'destination',
    { name: 'Destination', says: 'Where the leg goes, to the letter, as the instructions were recorded.', unit: 'text' },
    ({ leg }) => text(leg.instruction.destination),
  ),
  ofLeg('network', { name: 'Network', says: 'The chain or the rail on which the leg moves.', unit: 'text' }, ({ leg }) =>
    text(leg.network),
  ),
  ofLeg(
    'memo',
    { name: 'Memo, tag or reference', says: 'What the destination needs beside the address or account.', unit: 'text' },
    ({ leg }) =>
      leg.instruction.memo === null
        ? unavailable('no-memo', 'The instructions say that this destination needs no memo, tag or reference.')
        : text(leg.instruction.memo),
  ),
  ofLeg('beneficiary', { name: 'Beneficiary', says: 'In whose name the destination is.', unit: 'text' }, ({ leg }) =>
    leg.instruction.beneficiary === null
      ? unavailable('no-beneficiary', 'The instructions name no beneficiary.')
      : text(leg.instruction.beneficiary),
  ),
  ofLeg(
    'minutes-to-cut-off',
    {
      name: 'Minutes to the cut-off',
      says: 'Whole minutes from now to the instant by which the leg is due; below zero once it has passed.',
      unit: 'minutes',
    },
    ({ leg }, engine) => known({ text: String(minutesUntil(leg.due, engine.now())), asOf: leg.due }),
  ),
  ofLeg(
    'affirmed',
    {
      name: 'Trade affirmed',
      says: 'Whether the confirmation checklist of every trade behind the leg is signed, on answers given since the trade was last changed.',
      unit: 'verdict',
    },
    ({ owner }, engine) => {
      const found = ownerOf(engine, owner);
      const pending = found?.trades.find((trade) => confirmationStanding(engine, trade).state !== 'signed');
      return verdict(
        found === undefined || pending !== undefined ? 'fail' : 'pass',
        pending?.terms.reference ?? 'all confirmations signed',
      );
    },
  ),
  ofLeg(
    'delivery-order',
    { name: 'Our turn to deliver', says: 'Whether the agreed order of delivery lets us pay now.', unit: 'verdict' },
    ({ owner }, engine) => {
      const found = ownerOf(engine, owner);
      if (!found) return unavailable('no-such-settlement', 'What the leg belongs to is gone.');
      const turn = deliveryTurn(situationOf(engine, found));
      return verdict(turn.verdict, turn.says);
    },
  ),
  ...CONFIRMATION_FIELDS.map((field) =>
    metric(
      'trade',
      `confirmation-${field}`,
      {
        name: `${FIELD_NAMES[field]} as recorded`,
        says: 'A field of the trade, to be held against the confirmation of the desk.',
        unit: 'text',
      },
      (engine, id) => ofOwner(engine, 'trade', id, (owner) => text(confirmationFields(owner.trades[0].terms)[field])),
    ),
  ),
  metric(
    'trade',
    'releases-stopped',
    {
      name: 'Releases to the desk stopped',
      says: 'Whether a case is open on the trade, which holds every further payment to its desk.',
      unit: 'verdict',
    },
    (engine, id) =>
      ofOwner(engine, 'trade', id, (owner) => {
        const open = openCases(engine.store, owner.trades[0].terms.desk).some(({ trade }) => trade === id);
        return verdict(open ? 'pass' : 'fail', open ? 'a case is open' : 'no case is open');
      }),
  ),
  metric(
    'trade',
    'trade-exposure',
    {
      name: 'Exposure of the trade',
      says: 'What was paid for and has not come, in the reporting currency; of a netted trade, of the whole netting.',
      unit: 'money',
    },
    (engine, id) =>
      ofOwner(engine, 'trade', id, (owner) => {
        const batch =
          owner.kind === 'trade' && owner.trade.batch !== null ? ownerOf(engine, { kind: 'batch', id: owner.trade.batch }) : undefined;
        return money(engine, exposureValue(owedOn(engine, batch ?? owner)));
      }),
  ),
  metric(
    'batch',
    'batch-alike',
    {
      name: 'Trades of the netting belong together',
      says: 'Whether all are with one desk, for one value date, and each confirmation is signed.',
      unit: 'verdict',
    },
    (engine, id) =>
      ofOwner(engine, 'batch', id, (owner) => {
        const [first] = owner.trades;
        const alike = owner.trades.every(({ terms }) => terms.desk === first?.terms.desk && terms.valueDate === first?.terms.valueDate);
        const pending = owner.trades.find((trade) => confirmationStanding(engine, trade).state !== 'signed');
        if (!alike) return verdict('fail', 'desks or value dates differ');
        return verdict(pending === undefined ? 'pass' : 'fail', pending?.terms.reference ?? 'all affirmed');
      }),
  ),
  metric(
    'batch',
    'batch-conserved',
    {
      name: 'Nets add up',
      says: 'Whether the sheet is still what the trades come to, each line of one asset on one network.',
      unit: 'verdict',
    },
    (engine, id) => ofOwner(engine, 'batch', id, (owner) => (owner.kind === 'batch' ? conserved(owner) : unknownKind())),
  ),
  metric(
    'batch',
    'net-sheet',
    {
      name: 'Number of the net sheet',
      says: 'Made from the desk, the date and every line of the sheet, noughts included: the same number is the same sheet.',
      unit: 'text',
    },
    (engine, id) => ofOwner(engine, 'batch', id, (owner) => (owner.kind === 'batch' ? text(owner.batch.terms.sheet) : unknownKind())),
  ),
  metric(
    'batch',
    'minutes-to-netting-cut-off',
    {
      name: 'Minutes to the netting cut-off',
      says: 'Whole minutes until the net sheet can no longer be agreed and the gross amounts are due.',
      unit: 'minutes',
    },
    (engine, id) =>
      ofOwner(engine, 'batch', id, (owner) =>
        owner.kind === 'batch'
          ? known({ text: String(minutesUntil(owner.batch.terms.cutOffAt, engine.now())), asOf: owner.batch.terms.cutOffAt })
          : unknownKind(),
      ),
  ),
  ofDay(
    'open-legs',
    { name: 'Open legs', says: 'Legs due by the end of the day that have not left, or not come in full.', unit: 'count' },
    (engine, day) => count(dayTally(engine, day).open),
  ),
  ofDay(
    'overdue-legs',
    { name: 'Overdue legs', says: 'Open legs due by the end of the day whose cut-off has passed.', unit: 'count' },
    (engine, day) => count(dayTally(engine, day).overdue),
  ),
  ofDay(
    'unconfirmed',
    { name: 'Unconfirmed trades', says: 'Trades dealt by the end of the day without a signed confirmation checklist.', unit: 'count' },
    (engine, day) => count(dayTally(engine, day).unconfirmed),
  ),
  ofDay(
    'open-exposure',
    {
      name: 'Paid for and not received',
      says: 'What desks owe us on what we have paid, in the reporting currency, as it stands now.',
      unit: 'money',
    },
    (engine) => money(engine, exposureValue(openExposures(engine).flatMap(({ owed }) => owed))),
  ),
];

function metric(subject: SubjectKind, id: string, told: Told, read: MetricSource['read']): MetricSource {
  return { id: `otc.${id}`, subject, ...told, clocked: CLOCKED.has(id), read };
}

function ofLeg(id: string, told: Told, read: Read<LegRow>): MetricSource {
  return metric('leg', id, told, (engine, subject) => {
    const row = readLeg(engine.store, subject);
    return row ? read(row, engine) : unavailable('no-such-leg', `There is no leg ${subject}.`);
  });
}

function ofDay(id: string, told: Told, read: (engine: Engine, day: string) => Figure<MetricValue>): MetricSource {
  return metric('day', id, told, (engine, day) => {
    if (!isDay(day)) return unavailable('no-such-day', 'Days are written YYYY-MM-DD, and must exist.');
    return read(engine, day);
  });
}

function ofOwner(engine: Engine, kind: 'trade' | 'batch', id: string, read: (owner: Owner) => Figure<MetricValue>): Figure<MetricValue> {
  const owner = ownerOf(engine, { kind, id });
  return owner ? read(owner) : unavailable(`no-such-${kind}`, `There is no ${kind === 'trade' ? 'trade' : 'netting'} ${id}.`);
}

function conserved({ batch, trades }: Extract<Owner, { kind: 'batch' }>): Figure<MetricValue> {
  const nets = netObligations(
    trades.flatMap(({ trade, terms: { side, base, quote, quantity, net, valueDate } }) =>
      obligationsOf({ id: trade, side, base, quote, quantity: new Decimal(quantity), net: new Decimal(net), valueDate }),
    ),
  );
  const same = sheetNumber(batch.terms.desk, nets) === batch.terms.sheet;
  return verdict(same ? 'pass' : 'fail', same ? `${nets.length} lines add up` : 'the trades have changed since the sheet was made');
}

function unknownKind(): Figure<MetricValue> {
  return unavailable('no-netting', 'This is no netting.');
}

function text(value: string): Figure<MetricValue> {
  return known({ text: value });
}

function count(value: number): Figure<MetricValue> {
  return known({ text: String(value) });
}

function verdict(result: Verdict, because: string): Figure<MetricValue> {
  return known({ text: result }, [
    {
      figure: 'verdict',
      formula: 'by what was recorded',
      inputs: [{ name: 'found', value: because, origin: { kind: 'given' } }],
      value: result,
    },
  ]);
}

function money(engine: Engine, figure: Figure<string>): Figure<MetricValue> {
  if (!isKnown(figure)) return figure;
  return known({ text: figure.ok, currency: readSettings(engine.store).reportingCurrency }, figure.trail);
}
