import { done, isRefused, type Outcome, refuse } from '../figures/index.ts';
import { type DecodedText, decodeText, jsonOf, readTable, TABLE_LIMITS, type Table, tableOf } from '../tables/index.ts';
import type { Aliases } from './assets.ts';
import { coingeckoMarketChart, coingeckoSimplePrice, pricePairs } from './coingecko.ts';
import { defillamaChart, defillamaPools, defillamaTable } from './defillama.ts';
import { type Entry, EntryLog, type KnownValues } from './entries.ts';
import { readMappedTable } from './mapped-table.ts';
import type { MarketAnswers, MarketFile, MarketFormat, MarketMapping, Question } from './market-format.ts';
import { judge } from './outliers.ts';
import { qualityOf, type QualityReport } from './quality.ts';
import { consumerPriceTable, fredTable, rateFeedTable, rateTable, supplyTable } from './series-tables.ts';
import { coingeckoTable, ecbTable, leanTable, ohlcTable, plainPriceTable, widePriceTable, yahooTable } from './price-tables.ts';

/** Every format, the more particular first: the first that recognises a file reads it. */
export const MARKET_FORMATS: readonly MarketFormat[] = [
  coingeckoMarketChart,
  pricePairs,
  defillamaPools,
  defillamaChart,
  coingeckoSimplePrice,
  defillamaTable,
  rateFeedTable,
  rateTable,
  fredTable,
  coingeckoTable,
  ecbTable,
  leanTable,
  yahooTable,
  ohlcTable,
  supplyTable,
  consumerPriceTable,
  plainPriceTable,
  widePriceTable,
];

/** A mapping that a person saved, found again by the header it was made for. */
export interface SavedMapping {
  readonly name: string;
  readonly header: readonly string[];
  readonly mapping: MarketMapping;
}

export interface MarketReadingOptions {
  readonly answers?: MarketAnswers;
  readonly aliases?: Aliases;
  readonly mappings?: readonly SavedMapping[];
  /** What the workspace holds already from the same source; asked once the source is known. */
  readonly known?: (source: string) => KnownValues;
  /** The reader's clock, ISO. */
  readonly now: string;
}

/** A market file, read: the same for the preview and for what is committed. */
export interface MarketReading {
  readonly format: string;
  readonly says: string;
  readonly source: string;
  /** Open questions; while there are any, nothing can be committed and entries may be lacking. */
  readonly questions: readonly Question[];
  readonly entries: readonly Entry[];
  readonly quality: QualityReport;
}

/** Which market format a file is, by its content; `null` where it is none, which includes files that cannot be read at all. */
export function recogniseMarketFile(
  name: string,
  bytes: Uint8Array,
  mappings: readonly SavedMapping[] = [],
): { readonly id: string; readonly says: string } | null {
  const file = marketFile(name, bytes);
  if (isRefused(file)) return null;
  const format = formatOf(file.ok, undefined, mappings);
  return isRefused(format) ? null : { id: format.ok.id, says: format.ok.says };
}

/**
 * Reads a market file and judges its values. Refused with a sentence what is no text, breaks off, or is of no format that is known and no mapping
 * was given for.
 */
export function readMarketFile(name: string, bytes: Uint8Array, options: MarketReadingOptions): Outcome<MarketReading> {
  const file = marketFile(name, bytes);
  if (isRefused(file)) return file;
  const { answers = {}, now, aliases } = options;
  const format = formatOf(file.ok, answers.mapping, options.mappings ?? []);
  if (isRefused(format)) return format;
  const source = answers.source ?? format.ok.source;
  const log = new EntryLog(now, options.known?.(source));
  const questions = format.ok.read(file.ok, { answers, log, now, ...(aliases === undefined ? {} : { aliases }) });
  if (isRefused(questions)) return questions;
  const entries = judge(log.entries);
  return done({ format: format.ok.id, says: format.ok.says, source, questions: questions.ok, entries, quality: qualityOf(entries) });
}

function formatOf(file: MarketFile, mapping: MarketMapping | undefined, saved: readonly SavedMapping[]): Outcome<MarketFormat> {
  if (mapping !== undefined) return done(mappedFormat('By mapping', mapping));
  const table = file.table();
  const remembered = isRefused(table) ? undefined : saved.find(({ header }) => sameHeader(header, table.ok.header));
  if (remembered !== undefined) return done(mappedFormat(remembered.name, remembered.mapping));
  const format = MARKET_FORMATS.find((candidate) => candidate.recognises(file));
  if (format !== undefined) return done(format);
  const json = file.json();
  if (looksLikeJson(file.text) && isRefused(json)) return json;
  return refuse(
    'unknown-market-file',
    `${file.name} is no market file of a known form. If it is a table, say which columns hold the date and the values.`,
    isRefused(table) ? {} : { header: table.ok.header },
  );
}

function mappedFormat(name: string, mapping: MarketMapping): MarketFormat {
  return {
    id: 'mapped-table',
    says: `Table read by the mapping “${name}”`,
    source: name,
    recognises: () => true,
    read: (file, context) => {
      const table = file.table();
      if (isRefused(table)) return table;
      const { asset, currency, unit, scale } = context.answers;
      const constants = { ...(asset && { asset }), ...(currency && { currency }), ...(unit && { unit }), ...(scale && { scale }) };
      return done(readMappedTable(table.ok, { ...mapping, ...constants }, context));
    },
  };
}

function marketFile(name: string, bytes: Uint8Array): Outcome<MarketFile> {
  if (bytes.length > TABLE_LIMITS.bytes) {
    const refused = readTable(bytes);
    if (isRefused(refused)) return refused;
  }
  const decoded = decodeText(bytes);
  if (isRefused(decoded)) return decoded;
  const { text } = decoded.ok;
  let table: Outcome<Table> | undefined;
  let json: Outcome<unknown> | undefined;
  return done({
    name,
    text,
    table: () => (table ??= looksLikeJson(text) ? refuse('not-a-table', 'The file is JSON, not a table.') : tableOf(decoded.ok)),
    json: () => (json ??= looksLikeJson(text) ? parseJson(name, decoded.ok) : refuse('not-json', 'The file is not JSON.')),
  });
}

function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/.test(text.slice(0, 1_000));
}

function parseJson(name: string, decoded: DecodedText): Outcome<unknown> {
  const { text } = decoded;
  try {
    return done(jsonOf(decoded));
  } catch (thrown) {
    const position = faultIn(text, thrown instanceof Error ? thrown.message : '');
    const end = position >= text.trimEnd().length;
    const line = text.slice(0, position).split('\n').length;
    const where = end ? 'it ends before its last bracket; it was probably cut off while it was saved' : `line ${line} is not JSON`;
    const number = /^-?(?:NaN|Infinity)/.exec(text.slice(position))?.[0];
    if (!end && number !== undefined) {
      const remedy = 'Save it again with null for what is not known.';
      return refuse('broken-json', `${name} cannot be read: line ${line} holds ${number}, which JSON does not have. ${remedy}`, { line });
    }
    return refuse('broken-json', `${name} cannot be read: ${where}. Download it again.`, { line });
  }
}

/** Where a text stops being JSON, by what the parser says of it: a position, or the letters around it; the end where it tells neither. */
function faultIn(text: string, message: string): number {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Number(position);
  const [, token, shown] = /^Unexpected token '(.)', (?:\.\.\.)?"([^]*)"(?:\.\.\.)? is not valid JSON$/.exec(message) ?? [];
  if (token === undefined || shown === undefined) return text.length;
  const around = text.indexOf(shown);
  // The parser shows ten characters before the fault, fewer at the beginning of the text.
  return around === -1 ? text.length : text.indexOf(token, around + (around === 0 ? 0 : Math.min(10, shown.length - 1)));
}

function sameHeader(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}
