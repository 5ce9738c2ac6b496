import { done, type Outcome } from '../../../shared/figures/index.ts';
import { isKnownReading, listCsv, type Reading } from '../../../shared/watchlists/index.ts';
import type { Engine } from '../engine.ts';
import { headOf } from './heads.ts';
import { withList } from './list-commands.ts';
import { readEntries } from './list-rows.ts';
import { readingsNow } from './readings.ts';
import { titleOf } from './subjects.ts';

/** A list as a file: all that was said of its entries, which reads back as it is, and what its metrics say now, which is only to be read. */
export function exportCsv(engine: Engine, list: string): Outcome<{ name: string; text: string }> {
  return withList(engine, list, ({ terms }) => {
    const rows = readEntries(engine.store, list);
    const entries = rows.map((row) => ({ ...row, title: titleOf(engine, row.about) ?? row.title }));
    const metrics = terms.metrics.map((metric) => {
      const head = headOf(engine, metric);
      const read = readingsNow(engine, metric);
      const texts = rows.map(({ about }) => (head.subject === about.kind ? textOf(read(about.id)) : ''));
      return { name: head.name, texts };
    });
    return done({ name: `${fileName(terms.title)}.csv`, text: listCsv(terms.columns, entries, metrics) });
  });
}

/** An unknown value is an empty cell: a nought would be read as one. */
function textOf(reading: Reading): string {
  if (!isKnownReading(reading)) return '';
  return reading.currency === undefined ? reading.text : `${reading.text} ${reading.currency}`;
}

function fileName(title: string): string {
  const plain = title.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-+|-+$/g, '');
  return plain === '' ? 'watchlist' : plain.slice(0, 80);
}
