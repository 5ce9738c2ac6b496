export { FilterField } from './filter-field.tsx';
export { type Page, type PagedReading, usePagedReading } from './paged-reading.ts';
export { type TableColumn, WindowedTable } from './windowed-table.tsx';
