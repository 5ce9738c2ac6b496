import { type KeyboardEvent, useRef, useState } from 'react';
import type { MetricEntry } from '../metrics/index.ts';
import { kindWord } from './words.ts';

interface ColumnChooserProps {
  /** Every metric that may be a column. */
  readonly metrics: readonly MetricEntry[];
  /** Ids of those that are, in their order. */
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  /** Metrics of several kinds stand together: each then says of which it is. */
  readonly mixed?: boolean;
}

/** Which metrics are columns, and in which order: Alt with the arrows moves the one that has the keyboard, Delete takes it away. */
export function ColumnChooser({ metrics, chosen, onChange, mixed = false }: ColumnChooserProps) {
  const [words, setWords] = useState('');
  const shown = useRef<HTMLOListElement>(null);
  const known = new Map(metrics.map((metric) => [metric.id, metric]));
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const offered = metrics.filter(
    (metric) =>
      !chosen.includes(metric.id) && wanted.every((word) => `${metric.name} ${metric.word} ${metric.says}`.toLowerCase().includes(word)),
  );

  function move(index: number, by: 1 | -1): void {
    const to = index + by;
    const id = chosen[index];
    if (id === undefined || to < 0 || to >= chosen.length) return;
    onChange(chosen.toSpliced(index, 1).toSpliced(to, 0, id));
    focusAt(to);
  }
  function remove(index: number): void {
    onChange(chosen.toSpliced(index, 1));
    focusAt(Math.min(index, chosen.length - 2));
  }
  function focusAt(index: number): void {
    setTimeout(() => shown.current?.querySelectorAll<HTMLElement>('.chosen-column')[index]?.focus());
  }
  function onKeyDown(event: KeyboardEvent, index: number): void {
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      const by = event.key === 'ArrowUp' ? -1 : 1;
      if (event.altKey) move(index, by);
      else focusAt(Math.max(0, Math.min(chosen.length - 1, index + by)));
    } else if (event.key === 'Delete' || event.key === 'Backspace') remove(index);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="column-chooser">
      <section aria-label="Columns shown, in this order">
        <h2>
          Shown <span className="muted">in this order; Alt and ↑ ↓ move, Delete takes away</span>
        </h2>
        {chosen.length === 0 && <p className="muted">None yet. Choose among those under More.</p>}
        <ol ref={shown}>
          {chosen.map((id, index) => {
            const name = nameOf(known.get(id), id, mixed);
            return (
              <li key={id}>
                <button
                  type="button"
                  className="plain chosen-column"
                  aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete"
                  onKeyDown={(event) => onKeyDown(event, index)}
                >
                  {name}
                </button>
                <button
                  type="button"
                  className="quiet"
                  aria-label={`Move ${name} up`}
                  disabled={index === 0}
                  onClick={() => move(index, -1)}
                >
                  ↑
                </button>
                <button
                  type="button"
                  className="quiet"
                  aria-label={`Move ${name} down`}
                  disabled={index === chosen.length - 1}
                  onClick={() => move(index, 1)}
                >
                  ↓
                </button>
                <button type="button" className="quiet" aria-label={`Take ${name} away`} onClick={() => remove(index)}>
                  ×
                </button>
              </li>
            );
          })}
        </ol>
      </section>
      <section aria-label="More columns">
        <h2>
          More
          <input
            className="filter-field"
            type="search"
            aria-label="Search metrics"
            placeholder="Search metrics"
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        </h2>
        <ul>
          {offered.map((metric) => (
            <li key={metric.id}>
              <button type="button" className="plain" data-tip={metric.says} onClick={() => onChange([...chosen, metric.id])}>
                <span>+ {nameOf(metric, metric.id, mixed)}</span> <span className="muted">{metric.basis ?? metric.says}</span>
              </button>
            </li>
          ))}
        </ul>
        {offered.length === 0 && <p className="muted">{words === '' ? 'All of them are shown.' : 'No metric is called so.'}</p>}
      </section>
    </div>
  );
}

function nameOf(metric: MetricEntry | undefined, id: string, mixed: boolean): string {
  if (!metric) return `${id} (gone)`;
  return mixed ? `${metric.name} · ${kindWord(metric.subject)}` : metric.name;
}
