import { isRefused, refuse, type Outcome } from '../figures/index.ts';
import { decodeText, isMangledIdentifier, jsonOf, readTable, type Table, type TableOptions } from '../tables/index.ts';
import { beaconchain, beaconchainPage, validatorTable } from './beaconchain.ts';
import { binance } from './binance.ts';
import { bitvavo } from './bitvavo.ts';
import { coinbase } from './coinbase.ts';
import { cryptoCom } from './crypto-com.ts';
import { cointracking } from './cointracking.ts';
import { freeMapping, mappingColumns } from './free-mapping.ts';
import { koinly } from './koinly.ts';
import { krakenLedgers } from './kraken-ledgers.ts';
import { nexo } from './nexo.ts';
import type { Mapping } from './mapping.ts';
import type { ExportFormat } from './reading.ts';
import { rotkiEvents, rotkiTrades } from './rotki.ts';
import { hasColumns } from './row-cells.ts';

/** Every format that is read; the first whose column names fit is taken, so that narrower ones stand before wider ones. */
export const EXPORT_FORMATS: readonly ExportFormat[] = [
  krakenLedgers,
  coinbase,
  nexo,
  bitvavo,
  cryptoCom,
  rotkiEvents,
  rotkiTrades,
  cointracking,
  koinly,
  binance,
  beaconchain,
  beaconchainPage,
];

export function findFormat(id: string): ExportFormat | undefined {
  return id === freeMapping.id ? freeMapping : EXPORT_FORMATS.find((format) => format.id === id);
}

/** The formats whose column names fit this header. */
export function recognise(header: readonly string[]): readonly ExportFormat[] {
  return EXPORT_FORMATS.filter((format) => format.matches(header));
}

/** What may be known about a file before its header is found. */
export interface ExpectedExport extends Pick<TableOptions, 'limits'> {
  readonly format?: ExportFormat;
  readonly mapping?: Mapping;
}

/** A table whose header, wherever it stands in the file, is that of the format or mapping that is expected, or of a known format if there is one. */
export function readExportTable(bytes: Uint8Array, expected: ExpectedExport = {}): Outcome<Table> {
  const { format, mapping, limits } = expected;
  const json = mapping === undefined ? jsonTable(bytes) : null;
  if (json !== null) return json;
  const isHeader = headerTest(format, mapping);
  const read = readTable(bytes, limits === undefined ? { isHeader } : { isHeader, limits });
  if (isRefused(read) || format === undefined || format.id === 'mapping' || format.matches(read.ok.header)) return read;
  return refuse(
    'wrong-format',
    `The file is not ${format.name}: its columns are ${shownColumns(read.ok.header)}. Leave the format to be recognised, or choose another.`,
  );
}

/** The one export that comes as JSON; `null` where the file is no JSON. */
function jsonTable(bytes: Uint8Array): Outcome<Table> | null {
  if (!/^[\s\ufeff]*[{[]/.test(new TextDecoder().decode(bytes.subarray(0, 100)))) return null;
  const decoded = decodeText(bytes);
  if (isRefused(decoded)) return decoded;
  let answer: unknown;
  try {
    answer = jsonOf(decoded.ok);
  } catch {
    return refuse('broken-json', 'The file is JSON that breaks off or is damaged. Download it again.');
  }
  return (
    validatorTable(answer) ??
    refuse('unknown-format', 'The file is JSON of no kind that is known. Export the history as CSV, or name a file of market data.')
  );
}

function headerTest(format: ExportFormat | undefined, mapping: Mapping | undefined): (cells: readonly string[]) => boolean {
  if (mapping !== undefined) return (cells) => hasColumns(cells, ...mappingColumns(mapping));
  return format === undefined || format.id === 'mapping' ? (cells) => recognise(cells).length > 0 : format.matches;
}

/** The sentence for a file that no format fits. */
export function unknownFormat(table: Table): Outcome<never> {
  const known = `This is no export that is known: its columns are ${shownColumns(table.header)}.`;
  const mangled = mangledColumn(table);
  if (mangled !== null)
    return refuse(
      'unknown-format',
      `${known} Moreover a spreadsheet has rounded the identifiers in “${mangled}”, so that rows cannot be told apart: export the file again, and name its columns in a mapping of your own.`,
      { header: [...table.header], mangled },
    );
  return refuse('unknown-format', `${known} Name them in a mapping of your own to import it.`, { header: [...table.header] });
}

/** The first column in which a spreadsheet has rounded identifiers, by its first rows. */
function mangledColumn({ header, rows }: Table): string | null {
  const first = rows.slice(0, 50);
  const position = header.findIndex((_, index) => first.some((cells) => isMangledIdentifier(cells[index] ?? '')));
  return header[position] ?? null;
}

function shownColumns(header: readonly string[]): string {
  const shown = header.slice(0, 8).map((name) => `“${name}”`);
  return shown.join(', ') + (header.length > 8 ? ` and ${header.length - 8} more` : '');
}
