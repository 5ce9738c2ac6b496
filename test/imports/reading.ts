import { isRefused } from '../../shared/figures/index.ts';
import {
  type ExportReading,
  findFormat,
  readExport,
  readExportTable,
  type ReadOptions,
  recognise,
  type RowReading,
} from '../../shared/imports/index.ts';
import type { Activity } from '../../shared/positions/index.ts';

/** Reads text as the export that it is, or as the format that is named. */
export function readText(text: string, options: ReadOptions = {}, as?: string): ExportReading {
  const asked = as === undefined ? undefined : findFormat(as);
  const table = readExportTable(new TextEncoder().encode(text), {
    ...(asked === undefined ? {} : { format: asked }),
    ...(options.mapping === undefined ? {} : { mapping: options.mapping }),
  });
  if (isRefused(table)) throw new Error(table.error.message);
  const format = asked ?? recognise(table.ok.header)[0];
  if (format === undefined) throw new Error('not recognised');
  return readExport(format, table.ok, options);
}

export function outcomes(reading: ExportReading): string[] {
  return reading.rows.map((row) => row.outcome);
}

export function activitiesOf(reading: ExportReading): Activity[] {
  return reading.rows.flatMap((row) => (row.outcome === 'accepted' ? row.activities : []));
}

/** The one rejection or skip of a row, as people read it. */
export function said(row: RowReading | undefined): string {
  if (row?.outcome === 'rejected') return `${row.field}: ${row.reason}`;
  return row?.outcome === 'skipped' ? row.reason : '';
}
