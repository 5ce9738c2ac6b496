import { Decimal } from '../../figures/index.ts';
import type { Json } from '../../journal/index.ts';
import { type FeeMeasure, type FeeTier, type Question, referenceDataSchema } from '../reference.ts';
import type { Draft } from './draft.ts';
import { FieldFault, Fields, has, isList, isMembers, type Members } from './fields.ts';
import type { Shape } from './shape.ts';

/** What a person typed off a page: a fee table as a list of rows, or reference data in the form in which this application keeps it. */
export const handKeptShapes: readonly Shape[] = [
  {
    id: 'fee-table',
    says: 'fee table, one row a tier',
    venue: null,
    recognises: (document) => has(feeRows(document)[0], 'maker', 'taker'),
    read: (document, draft) => draft.attempt('fee table', null, () => feeTable(document, draft)),
  },
  {
    id: 'reference-data',
    says: 'reference data as this application keeps it',
    venue: null,
    recognises: (document) => isMembers(document) && KINDS.some((kind) => isList(document[kind])),
    read: (document, draft) => draft.attempt('reference data', null, () => ownData(document as Members, draft)),
  },
];

const KINDS = ['instruments', 'margins', 'fees', 'depths', 'fundings'] as const;

/** Names under which tables ask for something, with the measure and the currency that they mean. */
const MINIMUMS: Readonly<Record<string, readonly [FeeMeasure, string?]>> = {
  vol30d_usd: ['volume', 'USD'],
  vol30d_btc: ['volume', 'BTC'],
  volume: ['volume'],
  from: ['volume', 'USD'],
  assets_usd: ['assets', 'USD'],
  asset_usd: ['assets', 'USD'],
  bnb_min: ['token'],
  okb_min: ['token'],
  token_min: ['token'],
};

function feeTable(document: Json, draft: Draft): void {
  const about = new Fields(isMembers(document) ? document : {});
  const rows = feeRows(document);
  const currencies = new Set<string>();
  const unit = rateUnit(rows, about.optionalText('rates'), draft);
  const tiers: FeeTier[] = [];
  draft.each(rows, 'fee table', (row, place) => {
    const minimums: Partial<Record<FeeMeasure, string>> = {};
    for (const [name, [measure, currency]] of Object.entries(MINIMUMS)) {
      const least = row.optionalDecimal(name);
      if (least === undefined) continue;
      minimums[measure] = least;
      if (currency) currencies.add(currency);
    }
    const name = row.optionalText('name') ?? row.optionalText('vip') ?? row.optionalText('class') ?? `${place + 1}`;
    tiers.push({ name, minimums, maker: rate(row, 'maker', unit), taker: rate(row, 'taker', unit) });
  });
  if (currencies.size > 1) throw new FieldFault('', 'its rows ask for volumes in different currencies');
  if (tiers.length === 0) return;
  const conditions = about.optionalText('conditions') ?? draft.ask(CONDITIONS);
  draft.data.fees.push({
    ...draft.dated(about.optionalInstant('as_of')),
    product: about.optionalText('product') ?? draft.ask(PRODUCT) ?? '?',
    currency: [...currencies][0] ?? about.optionalText('currency') ?? 'USD',
    conditions: conditions === 'any' || conditions === 'best-of' ? conditions : 'all',
    tiers,
  });
}

function feeRows(document: Json): readonly Json[] {
  if (isList(document)) return has(document[0], 'symbol') ? [] : document;
  return isMembers(document) && isList(document['tiers']) ? document['tiers'] : [];
}

/** A rate written with its sign (0.02%, 1.5bp) says itself what it is; bare numbers may be anything, and are asked for. */
function rateUnit(rows: readonly Json[], told: string | undefined, draft: Draft): string | null {
  if (told === 'percent' || told === 'fraction' || told === 'basis-points') return told;
  const bare = rows.some((row) => isMembers(row) && ['maker', 'taker'].some((name) => isBare(row[name])));
  return bare ? draft.ask(RATE_UNIT) : null;
}

function isBare(value: Json | undefined): boolean {
  return typeof value === 'string' && !/%|bp/.test(value);
}

function rate(row: Fields, field: string, unit: string | null): string {
  const text = row.text(field);
  const [, digits, sign] = /^\s*([-+\d.eE]+)\s*(%|bps?)?\s*$/.exec(text) ?? [];
  if (digits === undefined) throw new FieldFault(field, `"${field}" must be a rate`);
  const value = new Fields({ [field]: digits }).decimal(field);
  const divisor = sign === '%' ? 100 : sign ? 10_000 : unit === 'percent' ? 100 : unit === 'basis-points' ? 10_000 : 1;
  return new Decimal(value).dividedBy(divisor).toFixed();
}

function ownData(document: Members, draft: Draft): void {
  const whole = Object.fromEntries(KINDS.map((kind) => [kind, document[kind] ?? []]));
  const parsed = referenceDataSchema.safeParse(whole);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new FieldFault(issue?.path.join('.') ?? '', `${issue?.path.join('.') ?? 'it'}: ${issue?.message ?? 'not in the form'}`);
  }
  for (const kind of KINDS) (draft.data[kind] as unknown[]).push(...parsed.data[kind]);
}

const RATE_UNIT: Question = {
  id: 'rate-unit',
  says: 'What are the rates in this fee table?',
  answer: 'choice',
  choices: [
    { value: 'percent', says: 'per cent: 0.02 is 0.02 %' },
    { value: 'fraction', says: 'fractions: 0.0002 is 0.02 %' },
    { value: 'basis-points', says: 'basis points: 2 is 0.02 %' },
  ],
};
const CONDITIONS: Question = {
  id: 'conditions',
  says: 'A row of this fee table may ask for several things. Which tier is one’s own?',
  answer: 'choice',
  choices: [
    { value: 'all', says: 'the last of which everything is met' },
    { value: 'any', says: 'the last of which one thing is met' },
    { value: 'best-of', says: 'the cheapest that any one thing reaches' },
  ],
};
const PRODUCT: Question = { id: 'product', says: 'What is this fee table for (such as linear perpetual, option, spot)?', answer: 'text' };
