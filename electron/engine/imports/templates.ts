import { type Mapping, mappingColumns } from '../../../shared/imports/index.ts';
import type { Reader } from '../store/store.ts';

export interface Template {
  readonly name: string;
  readonly mapping: Mapping;
}

/** Saved mappings by name. */
export function templates(store: Reader): readonly Template[] {
  return store
    .all<{ name: string; mapping: string }>('SELECT name, mapping FROM import_template ORDER BY name')
    .map(({ name, mapping }) => ({ name, mapping: JSON.parse(mapping) as Mapping }));
}

/** The saved mapping all of whose columns a file has; none where two would fit, because which is meant cannot be known. */
export function matchingTemplate(store: Reader, header: readonly string[]): Mapping | undefined {
  const names = new Set(header.map((name) => name.toLowerCase()));
  const fitting = templates(store).filter(({ mapping }) => mappingColumns(mapping).every((column) => names.has(column.toLowerCase())));
  return fitting.length === 1 ? fitting[0]?.mapping : undefined;
}
