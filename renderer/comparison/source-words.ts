import { counted } from '../figures/number-text.ts';
import type { SeriesAnswer } from './readings.ts';

interface Dataset {
  readonly dataset: string;
  readonly file: string;
  readonly source: string;
}

/** Who told the values of a chart, and in which file where it is one: `Source: DefiLlama (pools.csv).` Null where nobody but its owner has. */
export function sourceWords(lines: SeriesAnswer['lines'], datasets: readonly Dataset[]): string | null {
  const wanted = new Set(lines.flatMap((line) => line.datasets));
  const files = new Map<string, string[]>();
  for (const { dataset, file, source } of datasets) if (wanted.has(dataset)) files.set(source, [...(files.get(source) ?? []), file]);
  if (files.size === 0) return null;
  const told = [...files].map(([source, of]) => `${source} (${of.length === 1 ? of[0] : counted(of.length, 'file')})`);
  return `${told.length === 1 ? 'Source' : 'Sources'}: ${told.join('; ')}.`;
}
