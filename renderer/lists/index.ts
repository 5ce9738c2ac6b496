export { FilterField } from './filter-field.tsx';
export { type PagedReading, usePagedReading } from './paged-reading.ts';
export { type ListRows, useReadingOn } from './read-on.ts';
export { useSettled } from './settled.ts';
export { Tabs } from './tabs.tsx';
export { type TableColumn, WindowedTable } from './windowed-table.tsx';
