import { done, isRefused, type Outcome } from '../figures/index.ts';
import { readInstant, type Table } from '../tables/index.ts';
import { readMappedTable } from './mapped-table.ts';
import type { MarketFile, MarketFormat, MarketMapping, Question, ReadingContext } from './market-format.ts';

/** A table format is a header that is known and the mapping that follows from it; reading is one function for all. */
export function tableFormat(
  format: Omit<MarketFormat, 'read' | 'recognises'> & {
    readonly fits: (table: Table) => boolean;
    readonly mapping: (table: Table, file: MarketFile, context: ReadingContext) => MarketMapping;
    readonly questions?: (mapping: MarketMapping, table: Table) => readonly Question[];
  },
): MarketFormat {
  return {
    id: format.id,
    says: format.says,
    source: format.source,
    recognises: (file) => {
      const table = file.table();
      return !isRefused(table) && format.fits(table.ok);
    },
    read: (file, context): Outcome<readonly Question[]> => {
      const table = file.table();
      if (isRefused(table)) return table;
      const mapping = withAnswers(format.mapping(table.ok, file, context), context);
      const asked = format.questions?.(mapping, table.ok) ?? [];
      return done(asked.length > 0 ? asked : readMappedTable(table.ok, mapping, context));
    },
  };
}

/** The column of that name, whatever its letter case. */
export function named(header: readonly string[], name: string): string | undefined {
  return header.find((column) => column.toLowerCase() === name);
}

/** The column that holds the date or time, by the names in use for it. */
export function dateColumn(header: readonly string[]): string | undefined {
  return header.find((column) => /^(?:date|time|datetime|timestamp|day|observation_date|snapped_at)$/i.test(column));
}

/**
 * Whether every stamp is a day, or a midnight, which in a table of days stands for the day that begins there. Sources whose midnight ends a day
 * (CoinGecko) have formats of their own.
 */
export function isDaily(table: Table, at: string): boolean {
  const index = table.header.indexOf(at);
  return table.rows.every((row) => {
    const cell = (row[index] ?? '').trim();
    return cell === '' || DAY_ONLY.test(cell) || readInstant(cell)?.endsWith('T00:00:00.000Z') !== false;
  });
}
const DAY_ONLY = /^(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{8})$/;

function withAnswers(mapping: MarketMapping, { answers }: ReadingContext): MarketMapping {
  const { asset, currency, unit, dateOrder, scale } = answers;
  return {
    ...mapping,
    ...(asset === undefined ? {} : { asset }),
    ...(currency === undefined ? {} : { currency }),
    ...(unit === undefined ? {} : { unit }),
    ...(dateOrder === undefined ? {} : { dateOrder }),
    ...(scale === undefined ? {} : { scale }),
  };
}
