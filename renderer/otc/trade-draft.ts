import type { EvidenceRef } from '../../shared/evidence/index.ts';
import { isDay } from '../../shared/figures/index.ts';
import { isFiat } from '../../shared/market/index.ts';
import { cutOffInstant, type CutOff, recordedTerms, type TradeDraft, tradeDraftSchema, type TradeTerms } from '../../shared/otc/index.ts';
import { type Complaints, type Draft, readDraft, type ReadDraft, writeDraft } from '../forms/draft.ts';
import type { Field } from '../forms/field.ts';
import { dealFields, instructionFields, type LegName, LEGS, NOTE_FIELD, ORDER_FIELDS, TIME_FIELDS } from './trade-fields.ts';

/** What stands in the form: its fields by path as they were typed, and the files. */
export interface TypedTrade {
  readonly fields: Draft;
  readonly evidence: readonly EvidenceRef[];
}

/** What settlement needs and no one would guess, in place of what is not typed yet: it changes neither amounts nor direction. */
const SOMEWHERE = { destination: 'not said yet', beneficiary: 'not said yet', memo: null };

/** Where a cut-off is typed: the trade’s, and of a leg that has its own. */
export const CUT_OFFS = ['cutOff', 'instructions.pay.cutOff', 'instructions.receive.cutOff'] as const;
export type CutOffPath = (typeof CUT_OFFS)[number];

/** A new trade, with the cut-off in the zone in which the person reads times. */
export function emptyTrade(now: string, zone: string): TypedTrade {
  return {
    fields: { tradedAt: now.slice(0, 16).replace('T', ' '), fee: '0', deliveryOrder: 'they-first', 'cutOff.zone': zone },
    evidence: [],
  };
}

/** The form that reads back as these terms. */
export function typedTerms(terms: TradeTerms): TypedTrade {
  const { tradedAt, ...others } = followsFromPrice(terms) ? withoutTotals(terms) : terms;
  const fields: Record<string, string> = { ...writeDraft(others, READ_FIELDS), tradedAt: instantTyped(tradedAt) };
  for (const leg of LEGS) {
    const { memo, cutOff } = terms.instructions[leg];
    if (memo === null) fields[`instructions.${leg}.memoNone`] = 'yes';
    if (cutOff) fields[`instructions.${leg}.ownCutOff`] = 'yes';
  }
  return { fields, evidence: terms.evidence };
}

/** Whether the totals are those that quantity, price and fee come to, so that they may follow when these are changed. */
function followsFromPrice(terms: TradeTerms): boolean {
  const { due: _due, ...told } = withoutTotals(terms);
  const made = recordedTerms(told);
  return 'ok' in made && made.ok.gross === terms.gross && made.ok.net === terms.net;
}

function withoutTotals({ gross: _gross, net: _net, ...others }: TradeTerms): Omit<TradeTerms, 'gross' | 'net'> {
  return others;
}

/** What the form describes, or what is missing or wrong, field by field. */
export function readTrade({ fields, evidence }: TypedTrade): ReadDraft<TradeDraft> {
  const complaints: Record<string, string> = {};
  const tradedAt = instantOf(fields['tradedAt'] ?? '');
  if (tradedAt === null) complaints['tradedAt'] = 'The time of the trade is needed, in UTC: 2026-03-14 15:04.';
  for (const leg of LEGS) {
    const path = `instructions.${leg}.memo`;
    if ((fields[path] ?? '').trim() === '' && fields[`${path}None`] !== 'yes') {
      complaints[path] = 'Type it, or say that this destination needs none: an empty field says neither.';
    }
  }
  const read = readDraft(bare(fields), {
    fields: READ_FIELDS.filter(({ path }) => asked(path, fields)).map((field) => neededNow(field, fields)),
    schema: tradeDraftSchema,
    given: given(tradedAt ?? '1970-01-01T00:00:00.000Z', evidence),
    otherwise: 'reference',
  });
  if ('complaints' in read || Object.keys(complaints).length > 0) {
    return { complaints: { ...('complaints' in read ? read.complaints : {}), ...complaints } };
  }
  return read;
}

/**
 * The same as far as the direction and the totals ask for it, with what is still missing filled in neutrally; null while the side, an asset,
 * the quantity or the price is missing.
 */
export function sketchOf({ fields }: TypedTrade): TradeDraft | null {
  const read = readDraft(bare(fields), {
    fields: AMOUNT_FIELDS,
    schema: tradeDraftSchema,
    given: {
      ...given('1970-01-01T00:00:00.000Z', []),
      reference: 'sketch',
      desk: 'sketch',
      base: { network: 'one place' },
      quote: { network: 'another place' },
      fee: '0',
      valueDate: '1970-01-02',
      cutOff: { time: '00:00', zone: 'UTC' },
      deliveryOrder: 'they-first',
      instructions: { pay: SOMEWHERE, receive: SOMEWHERE },
    },
    otherwise: 'quantity',
  });
  return 'value' in read ? read.value : null;
}

/** A clock that shows a time twice on its day, with both moments; or a time that the clock skips, or a zone that there is none of. */
export interface ClockFault {
  readonly path: CutOffPath;
  readonly message: string;
  /** The two moments, where it is a question which is meant. */
  readonly twice: { readonly earlier: string; readonly later: string } | null;
}

/** The first cut-off of the form that has not one moment on the value date. */
export function clockFault({ fields }: TypedTrade): ClockFault | null {
  const day = fields['valueDate'] ?? '';
  if (!isDay(day)) return null;
  for (const path of CUT_OFFS) {
    const cutOff = cutOffTyped(fields, path);
    if (!cutOff || !asked(`${path}.time`, fields)) continue;
    const at = cutOffInstant(day, cutOff);
    if (!('error' in at)) continue;
    const { message, details } = at.error;
    const [earlier, later] = [details?.['earlier'], details?.['later']];
    return { path, message, twice: typeof earlier === 'string' && typeof later === 'string' ? { earlier, later } : null };
  }
  return null;
}

/** Whether the clock shows the time of a cut-off twice on the value date, so that it is asked which is meant. */
export function occursTwice({ fields }: TypedTrade, path: CutOffPath): boolean {
  const day = fields['valueDate'] ?? '';
  const cutOff = cutOffTyped(fields, path);
  if (!isDay(day) || !cutOff) return false;
  const at = cutOffInstant(day, { time: cutOff.time, zone: cutOff.zone });
  return 'error' in at && at.error.code === 'time-occurs-twice';
}

/** The instant of a cut-off as it is typed; null while it has none. */
export function cutOffMoment({ fields }: TypedTrade, path: CutOffPath): string | null {
  const day = fields['valueDate'] ?? '';
  const cutOff = cutOffTyped(fields, path);
  if (!isDay(day) || !cutOff) return null;
  const at = cutOffInstant(day, cutOff);
  return 'error' in at ? null : at.ok;
}

/** Whether the leg moves through a bank, as far as the assets are typed. */
export function isFiatLeg(fields: Draft, leg: LegName): boolean {
  const buys = fields['side'] !== 'sell';
  const place = (leg === 'pay') === buys ? 'quote' : 'base';
  return isFiat((fields[`${place}.asset`] ?? '').trim().toUpperCase());
}

/** The complaint of the engine at the field that it is about. */
export function faultAt(field: string | null, message: string): Complaints {
  if (field === null) return {};
  return { [field === 'quote' ? 'quote.asset' : field]: message };
}

function given(tradedAt: string, evidence: readonly EvidenceRef[]): Record<string, unknown> {
  const nobody = () => ({ beneficiary: null, memo: null });
  return {
    tradedAt,
    deliveryTerms: null,
    agreement: null,
    instructions: { pay: nobody(), receive: nobody() },
    evidence: [...evidence],
  };
}

function bare(fields: Draft): Draft {
  const assets = ['base.asset', 'quote.asset'].flatMap((path) =>
    fields[path] === undefined ? [] : [[path, fields[path].trim().toUpperCase()] as const],
  );
  return { ...fields, ...Object.fromEntries(assets) };
}

/** A leg’s own cut-off counts only where it has one; a memo only where one is needed; which of two times only where there are two. */
function asked(path: string, fields: Draft): boolean {
  const own = /^(instructions\.(?:pay|receive))\.cutOff\./.exec(path)?.[1];
  if (own !== undefined && fields[`${own}.ownCutOff`] !== 'yes') return false;
  if (path.endsWith('.memo') && fields[`${path}None`] === 'yes') return false;
  const clock = /^(.*cutOff)\.occurrence$/.exec(path)?.[1];
  return clock === undefined || occursTwice({ fields, evidence: [] }, clock as CutOffPath);
}

function neededNow(field: Field, fields: Draft): Field {
  const leg = LEGS.find((each) => field.path === `instructions.${each}.beneficiary`);
  return leg === undefined ? field : { ...field, needed: isFiatLeg(fields, leg) };
}

function cutOffTyped(fields: Draft, path: CutOffPath): CutOff | null {
  const time = (fields[`${path}.time`] ?? '').trim();
  const zone = (fields[`${path}.zone`] ?? '').trim();
  const occurrence = fields[`${path}.occurrence`];
  if (!/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time) || zone === '') return null;
  return { time, zone, ...(occurrence === 'earlier' || occurrence === 'later' ? { occurrence } : {}) };
}

function clockFields(path: CutOffPath): readonly Field[] {
  return [
    { path: `${path}.time`, label: 'Cut-off', type: 'text', needed: true },
    { path: `${path}.zone`, label: 'Time zone of the cut-off', type: 'text', needed: true },
    { path: `${path}.occurrence`, label: 'Which of the two', type: 'text' },
  ];
}

const DEAL_FIELDS = dealFields([]);
const AMOUNT_PATHS = new Set(['side', 'quantity', 'price', 'base.asset', 'quote.asset', 'fee', 'gross', 'net']);
const AMOUNT_FIELDS = DEAL_FIELDS.filter(({ path }) => AMOUNT_PATHS.has(path));
const READ_FIELDS: readonly Field[] = [
  ...DEAL_FIELDS,
  ...TIME_FIELDS.filter(({ path }) => path !== 'tradedAt'),
  ...CUT_OFFS.flatMap((path) => clockFields(path)),
  ...ORDER_FIELDS,
  ...LEGS.flatMap((leg) => instructionFields(leg, false).filter(({ type }) => type !== 'flag')),
  NOTE_FIELD,
];

/** A time as it is typed, `2026-03-14 15:04` in UTC, with seconds where somebody knows them; null where it is none. */
export function instantOf(text: string): string | null {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(:\d{2})?Z?$/.exec(text.trim());
  if (!match) return null;
  const instant = new Date(`${match[1]}T${match[2]}${match[3] ?? ':00'}Z`);
  return Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== match[1] ? null : instant.toISOString();
}

/** An instant as it would be typed; seconds only where there are some. */
export function instantTyped(instant: string): string {
  const text = instant.slice(0, 19).replace('T', ' ');
  return text.endsWith(':00') ? text.slice(0, 16) : text;
}
