import { type Mapping, mappingSchema } from '../../shared/imports/index.ts';
import type { ActivityKind } from '../../shared/positions/index.ts';

/** What a column of the person's own file can be. */
export const MAPPED_COLUMNS = [
  { name: 'at', title: 'Date and time', says: 'when it happened; with the time of day, or the day alone' },
  { name: 'time', title: 'Time of day', says: 'where it stands apart from the day' },
  { name: 'kind', title: 'Kind', says: 'what it was: a reward, a deposit, a trade' },
  { name: 'asset', title: 'Asset', says: 'which coin or currency' },
  { name: 'amount', title: 'Amount', says: 'signed: plus came in, minus went out' },
  { name: 'intoAmount', title: 'Amount in', says: 'where what came in has a column of its own' },
  { name: 'intoAsset', title: 'Asset in', says: 'the coin that came in' },
  { name: 'outOfAmount', title: 'Amount out', says: 'where what went out has a column of its own' },
  { name: 'outOfAsset', title: 'Asset out', says: 'the coin that went out' },
  { name: 'feeAmount', title: 'Fee', says: 'paid on top' },
  { name: 'feeAsset', title: 'Fee asset', says: 'the coin in which it was paid' },
  { name: 'worthAmount', title: 'Worth', says: 'what the source says it was worth then' },
  { name: 'worthCurrency', title: 'Currency of the worth', says: '' },
  { name: 'sourceId', title: 'Id', says: 'the source’s own name of the row; by it the same row is known in another export' },
  { name: 'transaction', title: 'Transaction', says: 'its hash on the chain' },
  { name: 'product', title: 'Product', says: 'earn, staking, spot: rewards of one product make one position' },
  { name: 'note', title: 'Note', says: '' },
] as const satisfies ReadonlyArray<{ name: keyof Mapping['columns']; title: string; says: string }>;

export type MappedColumn = (typeof MAPPED_COLUMNS)[number]['name'];

/** Words by which a file's own column names are known, without case, the closer ones first. */
const GUESSES: Readonly<Record<MappedColumn, readonly RegExp[]>> = {
  at: [/^(date ?time|timestamp|date|datum|time|zeit|when)\b/i, /date|timestamp/i],
  time: [],
  kind: [/^(type|kind|operation|transaction type|action|typ|category|what)$/i, /type/i],
  asset: [/^(asset|coin|currency|symbol|token|ticker|w(ä|ae)hrung)$/i],
  amount: [/^(amount|quantity|change|volume|how much|menge|betrag)$/i],
  intoAmount: [/^(received|in|buy|credit)( amount| quantity)?$/i],
  intoAsset: [/^(received|in|buy|credit) (asset|currency|coin)$/i],
  outOfAmount: [/^(sent|out|sell|debit)( amount| quantity)?$/i],
  outOfAsset: [/^(sent|out|sell|debit) (asset|currency|coin)$/i],
  feeAmount: [/^fees?( amount)?$/i],
  feeAsset: [/^fee (asset|currency|coin)$/i],
  worthAmount: [/^(net )?(worth|value)( amount)?$/i],
  worthCurrency: [/^(net )?(worth|value|price) currency$/i],
  sourceId: [/^(id|txid|reference|refid|order ?id|transaction ?id)$/i],
  transaction: [/^(tx ?hash|hash|transaction ?hash)$/i],
  product: [/^(product|account|wallet)$/i],
  note: [/^(notes?|comment|remark|description|bemerkung)$/i],
};

/** A mapping to begin with: each column of the file is used at most once, by what its name says. */
export function guessedMapping(header: readonly string[], platform: string): Mapping {
  const columns: Partial<Record<MappedColumn, string>> = {};
  const free = new Set(header.filter((name) => name.trim() !== ''));
  for (const { name } of MAPPED_COLUMNS) {
    const match = GUESSES[name]
      .map((guess) => [...free].find((column) => guess.test(column.trim())))
      .find((column) => column !== undefined);
    if (match === undefined) continue;
    columns[name] = match;
    free.delete(match);
  }
  return { platform: platform.slice(0, 60) || 'own', columns: { ...columns, at: columns.at ?? '' } };
}

/** What a row's own word for its kind usually means, the narrower ones first. */
const KIND_GUESSES: ReadonlyArray<readonly [RegExp, ActivityKind]> = [
  [/reward|staking income|inflation|interest earn|yield/i, 'reward'],
  [/airdrop|bonus|referral|cashback|rebate|income/i, 'income'],
  [/withdraw|send|sent/i, 'withdrawal'],
  [/deposit|receive/i, 'deposit'],
  [/buy|sell|trade|swap|convert|exchange/i, 'trade'],
  [/^fee/i, 'fee'],
  [/transfer|move/i, 'transfer'],
  [/interest/i, 'interest'],
];

/**
 * What the values of a kind column mean, as far as their words say. Undefined where they say nothing at all: then every row is read by
 * its amounts; a mapping that names some kinds rejects the others, so that none is guessed silently.
 */
export function guessedKinds(values: readonly string[]): Mapping['kinds'] {
  const kinds = values.flatMap((value) => {
    const kind = KIND_GUESSES.find(([guess]) => guess.test(value))?.[1];
    return kind === undefined ? [] : [[value.toLowerCase(), kind] as const];
  });
  return kinds.length === 0 ? undefined : Object.fromEntries(kinds);
}

/** The distinct values of one column, in the order in which they occur. */
export function columnValues(header: readonly string[], sample: ReadonlyArray<readonly string[]>, column: string): readonly string[] {
  const at = header.indexOf(column);
  return [...new Set(sample.map((cells) => (cells[at] ?? '').trim()))].filter((value) => value !== '');
}

/** The mapping with the meaning of one kind's word told; an empty answer takes it back. */
export function withKind(mapping: Mapping, value: string, kind: string): Mapping {
  const { kinds = {}, ...rest } = mapping;
  const others = Object.entries(kinds).filter(([name]) => name !== value.toLowerCase());
  const told = kind === '' ? others : [...others, [value.toLowerCase(), kind as ActivityKind | 'skip'] as const];
  return told.length === 0 ? rest : { ...rest, kinds: Object.fromEntries(told) };
}

/** The mapping with the one asset that the whole file is about. */
export function withConstantAsset(mapping: Mapping, asset: string): Mapping {
  const { asset: _, ...rest } = mapping.constants ?? {};
  return { ...mapping, constants: asset.trim() === '' ? rest : { ...rest, asset: asset.trim() } };
}

/** The mapping with one column chosen anew; an empty choice leaves it out. */
export function withColumn(mapping: Mapping, name: MappedColumn, column: string): Mapping {
  const columns: Record<string, string | undefined> = { ...mapping.columns, [name]: column };
  if (column === '' && name !== 'at') delete columns[name];
  return { ...mapping, columns: columns as Mapping['columns'] };
}

/** What the mapping still lacks before rows can be read, in a sentence; `null` where it is whole. */
export function mappingLack(mapping: Mapping): string | null {
  const { columns, constants } = mapping;
  if (columns.at === '') return 'Choose the column that says when it happened.';
  if (columns.amount === undefined && columns.intoAmount === undefined && columns.outOfAmount === undefined)
    return 'Choose the column with the amount, or those with what came in and what went out.';
  if (columns.amount !== undefined && columns.asset === undefined && constants?.asset === undefined)
    return 'Choose the column that names the asset, or name the one asset that the whole file is about.';
  const read = mappingSchema.safeParse(mapping);
  return read.success
    ? null
    : `${read.error.issues[0]?.path.join('.') ?? 'The mapping'}: ${read.error.issues[0]?.message ?? 'cannot be used'}`;
}

/** `My-Exchange 2024.csv` is of `my-exchange`. */
export function platformOf(name: string): string {
  return /^[a-z][a-z.]*(?:-[a-z]+)?/i.exec(name.replace(/\.[^.]*$/, ''))?.[0].toLowerCase() ?? 'own';
}
