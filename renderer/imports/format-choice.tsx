import { api } from '../engine/api.ts';
import { useReading } from '../engine/reading.ts';
import { dayText } from '../figures/time-text.ts';
import type { ReadFile } from './import-answers.ts';
import { guessedMapping, platformOf } from './mapping-draft.ts';
import { choose, type ImportOptions, takeColumns, type WaitingFile } from './waiting-files.ts';

/** As what the file is read; any known format can be chosen instead, or a mapping of one's own. */
export function FormatChoice({ file, answer }: { readonly file: WaitingFile; readonly answer: ReadFile }) {
  const { data: formats = [] } = useReading({
    columns: [],
    key: ['imports.formats'],
    ask: (signal) => api.imports.formats.query({}, { signal }),
  });
  if (answer.market)
    return (
      <div className="list-bar">
        <span className="muted">
          read as: {answer.market.formatName}
          {!answer.market.formatName.includes(answer.market.source) && ` · ${answer.market.source}`}
        </span>
      </div>
    );
  function read(format: string): void {
    if (format === 'mapping') takeColumns(file.key, answer.header, { mapping: guessedMapping(answer.header, platformOf(file.name)) });
    else choose(file.key, { ...(format === '' ? {} : { format }), options: withoutMapping(file.choices.options) });
  }
  return (
    <div className="list-bar">
      <span className="muted">read as</span>
      <select
        className="field narrow"
        aria-label="Format"
        value={file.choices.format ?? answer.format}
        onChange={(event) => read(event.currentTarget.value)}
      >
        {formats.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        <option value="mapping">a mapping of my own</option>
      </select>
      <Period answer={answer} />
    </div>
  );
}

function Period({ answer }: { readonly answer: ReadFile }) {
  const days = answer.shown.flatMap((row) => row.activities?.map(({ at }) => at.slice(0, 10)) ?? []);
  if (days.length === 0 || answer.shown.length < answer.rows) return null;
  const [first, last] = [
    days.reduce((one, other) => (one < other ? one : other)),
    days.reduce((one, other) => (one > other ? one : other)),
  ];
  return <span className="muted">{first === last ? dayText(first) : `${dayText(first)} – ${dayText(last)}`}</span>;
}

function withoutMapping(options: ImportOptions): ImportOptions {
  const { mapping: _, ...rest } = options;
  return rest;
}
