export { readExport, shownRows } from './export-reading.ts';
export { freeMapping, mappingColumns } from './free-mapping.ts';
export { mappingSchema, type Mapping } from './mapping.ts';
export type { ExportFormat, ExportReading, KnownRows, ReadOptions, RowReading } from './reading.ts';
export { EXPORT_FORMATS, findFormat, readExportTable, recognise, unknownFormat } from './recognise.ts';
export {
  batchWithdrawn,
  importEvents,
  templateEvent,
  type BatchImported,
  type BatchTurned,
  type TemplateRemoved,
  type TemplateSaved,
} from './events.ts';
