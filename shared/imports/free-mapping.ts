import type { ActivityKind, Amount } from '../positions/index.ts';
import { streamOf } from '../positions/index.ts';
import { type DecimalMark, detectDateOrder, detectDecimalMark } from '../tables/index.ts';
import { activityOf, amountOf, assetResolver, readRowByRow, type RowDraft } from './draft.ts';
import type { Mapping } from './mapping.ts';
import type { ExportFormat, OpenExport } from './reading.ts';
import { columnPositions, isNegative, type RowCells, unsigned } from './row-cells.ts';

/** Files of no known source, read by a mapping that their owner made. */
export const freeMapping: ExportFormat = {
  id: 'mapping',
  name: 'Mapping of your own',
  platform: 'mapping',
  matches: () => false,
  needs: [],
  read,
};

/** Every column that a mapping names. */
export function mappingColumns(mapping: Mapping): readonly string[] {
  return Object.values(mapping.columns).filter((name) => name !== undefined);
}

function read(file: OpenExport): void {
  const { mapping } = file.options;
  if (mapping === undefined) throw new Error('a file of no known source needs a mapping');
  const positions = columnPositions(file.table.header);
  const missing = mappingColumns(mapping).filter((name) => !positions.has(name.toLowerCase()));
  if (missing.length > 0) {
    const reason = `The file has no column ${missing.map((name) => `“${name}”`).join(', ')}, which the mapping names. Correct the mapping.`;
    file.table.rows.forEach((_, index) => {
      if (file.outcomes.isOpen(index + 1)) file.outcomes.reject(index + 1, missing[0] ?? 'row', reason);
    });
    file.questions.push({ option: 'mapping', because: reason });
    return;
  }
  const order = file.options.dateOrder ?? mapping.dateOrder ?? provenOrder(file, mapping);
  const zone = file.options.zone ?? mapping.zone;
  const mark = file.options.decimalMark ?? mapping.decimalMark ?? provenMark(file, mapping);
  const resolve = assetResolver(mapping.platform);
  const options = {
    ...(order === undefined ? {} : { order }),
    ...(zone === undefined ? {} : { zone }),
    ...(mark === undefined ? {} : { mark }),
  };
  readRowByRow(file, options, (cells) => readRow(cells, mapping, (ticker) => resolve(ticker).asset, zone));
}

/** The decimal mark that the amounts prove together; `12,5` settles it for `1,250` as well. */
function provenMark(file: OpenExport, { columns }: Mapping): DecimalMark | undefined {
  const positions = columnPositions(file.table.header);
  const amounts = [columns.amount, columns.intoAmount, columns.outOfAmount, columns.feeAmount, columns.worthAmount]
    .map((name) => (name === undefined ? undefined : positions.get(name.toLowerCase())))
    .filter((position) => position !== undefined);
  return detectDecimalMark(file.table.rows.flatMap((cells) => amounts.map((position) => cells[position] ?? ''))) ?? undefined;
}

/** The order that the whole column proves; where it proves none, the person is asked. */
function provenOrder(file: OpenExport, mapping: Mapping): 'dmy' | 'mdy' | 'ymd' | undefined {
  const position = columnPositions(file.table.header).get(mapping.columns.at.toLowerCase()) ?? -1;
  const order = detectDateOrder(file.table.rows.map((cells) => cells[position] ?? ''));
  if (order === 'dmy' || order === 'mdy' || order === 'ymd') return order;
  if (order === 'ambiguous')
    file.questions.push({
      option: 'dateOrder',
      because: 'Every date of the file reads as day/month and as month/day.',
      choices: ['dmy', 'mdy'],
    });
  return undefined;
}

function readRow(cells: RowCells, mapping: Mapping, assetOf: (ticker: string) => string, zone: string | undefined): RowDraft {
  const { columns, kinds, constants = {} } = mapping;
  const kindText = columns.kind === undefined ? '' : cells.text(columns.kind);
  const named = kindOf(kinds, kindText);
  if (named === 'skip') return { skip: `the mapping leaves out rows of kind “${kindText}”` };
  const at =
    columns.time === undefined
      ? cells.instant(columns.at)
      : cells.instantOf(columns.at, `${cells.text(columns.at)} ${cells.text(columns.time)}`, zone);
  const { into, outOf } = amounts(cells, mapping, assetOf);
  if (cells.fault !== null) return { activities: [] };
  const kind = named ?? (into && outOf ? 'trade' : into ? 'deposit' : 'withdrawal');
  if (named === undefined && columns.kind !== undefined && kinds !== undefined)
    cells.reject(columns.kind, `The mapping does not say what “${kindText}” means. Add it to the mapping's kinds.`);
  const lead = into ?? outOf;
  const fee = optionalAmount(cells, columns.feeAmount, columns.feeAsset, constants.feeAsset ?? lead?.asset, assetOf);
  if (lead === null && fee === null) return { skip: 'nothing moved: no amount is given, or it is zero' };
  const worthAmount = columns.worthAmount === undefined ? null : cells.money(columns.worthAmount);
  const currency =
    (columns.worthCurrency === undefined ? '' : cells.text(columns.worthCurrency)) || constants.worthCurrency || worthAmount?.unit;
  const product = (columns.product === undefined ? '' : cells.text(columns.product)) || constants.product || productOf(kind);
  const sourceId = columns.sourceId === undefined ? '' : cells.identifier(columns.sourceId);
  const main = lead ?? fee;
  const stream = streamOf(mapping.platform, product.toLowerCase(), main?.asset ?? '');
  return {
    identity: sourceId === '' ? null : sourceId,
    activities: [
      activityOf(lead === null ? 'spend' : kind, at, stream, {
        into: [directed(kind) === 'outOf' ? null : directed(kind) === 'into' ? (into ?? outOf) : into],
        outOf: [lead === null ? fee : directed(kind) === 'into' ? null : directed(kind) === 'outOf' ? (outOf ?? into) : outOf],
        fees: [lead === null ? null : fee],
        worth: worthAmount === null || !currency ? null : { amount: unsigned(worthAmount.amount), currency: assetOf(currency) },
        sourceId,
        transaction: columns.transaction === undefined ? undefined : cells.text(columns.transaction),
        note: columns.note === undefined ? undefined : cells.text(columns.note),
      }),
    ],
  };
}

function kindOf(kinds: Mapping['kinds'], text: string): ActivityKind | 'skip' | undefined {
  if (kinds === undefined) return undefined;
  const wanted = text.toLowerCase();
  for (const [name, kind] of Object.entries(kinds)) if (name.toLowerCase() === wanted) return kind;
  return kinds['*'];
}

/** Kinds whose one amount always has one direction, whatever sign the source gives it. */
function directed(kind: ActivityKind): 'into' | 'outOf' | null {
  switch (kind) {
    case 'open':
    case 'add':
    case 'reward':
    case 'deposit':
    case 'income':
      return 'into';
    case 'withdraw':
    case 'close':
    case 'slash':
    case 'fee':
    case 'gas':
    case 'withdrawal':
    case 'spend':
      return 'outOf';
    default:
      return null;
  }
}

function productOf(kind: ActivityKind): string {
  return kind === 'deposit' || kind === 'withdrawal' || kind === 'trade' || kind === 'income' || kind === 'spend' ? 'spot' : 'earn';
}

function amounts(cells: RowCells, mapping: Mapping, assetOf: (ticker: string) => string): { into: Amount | null; outOf: Amount | null } {
  const { columns, constants = {} } = mapping;
  let into = optionalAmount(cells, columns.intoAmount, columns.intoAsset, constants.asset, assetOf);
  let outOf = optionalAmount(cells, columns.outOfAmount, columns.outOfAsset, constants.asset, assetOf);
  if (columns.amount !== undefined) {
    const money = cells.money(columns.amount);
    const ticker = columns.asset === undefined ? (money?.unit ?? constants.asset ?? '') : cells.name(columns.asset);
    if (ticker === '')
      cells.reject(columns.amount, 'No column and no constant of the mapping says which asset this is. Add one to the mapping.');
    const amount = money === null ? null : amountOf(assetOf(ticker), money.amount);
    if (money !== null && isNegative(money.amount)) outOf ??= amount;
    else into ??= amount;
  }
  return { into, outOf };
}

function optionalAmount(
  cells: RowCells,
  amountColumn: string | undefined,
  assetColumn: string | undefined,
  otherwise: string | undefined,
  assetOf: (ticker: string) => string,
): Amount | null {
  if (amountColumn === undefined) return null;
  const money = cells.money(amountColumn);
  if (money === null || money.amount === '0') return null;
  const ticker = (assetColumn === undefined ? '' : cells.text(assetColumn)) || money.unit || otherwise;
  if (!ticker) cells.reject(assetColumn ?? amountColumn, 'Nothing says which asset this amount is of. Name its column in the mapping.');
  return amountOf(assetOf(ticker ?? ''), money.amount);
}
