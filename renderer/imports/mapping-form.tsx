import { type ReactNode, useId } from 'react';
import type { Mapping } from '../../shared/imports/index.ts';
import { ACTIVITY_KINDS } from '../../shared/positions/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { useReading } from '../engine/reading.ts';
import { ACTIVITY_WORDS } from './activity-words.ts';
import { KeepMapping } from './keep-mapping.tsx';
import {
  columnValues,
  guessedKinds,
  MAPPED_COLUMNS,
  type MappedColumn,
  mappingLack,
  withColumn,
  withConstantAsset,
  withKind,
} from './mapping-draft.ts';

interface MappingFormProps {
  readonly header: readonly string[];
  /** Rows of the file, to show what a column holds. */
  readonly sample: ReadonlyArray<readonly string[]>;
  readonly mapping: Mapping;
  readonly onChange: (mapping: Mapping) => void;
}

/** Which column of a file of no known source is what; the rows below are read anew with every change. */
export function MappingForm({ header, sample, mapping, onChange }: MappingFormProps) {
  const lack = mappingLack(mapping);
  return (
    <section className="mapping" aria-label="Mapping of the columns">
      <div className="mapping-grid">
        <Labelled title="Source">
          {(id) => (
            <input
              id={id}
              className="field"
              value={mapping.platform}
              maxLength={60}
              onChange={(event) => onChange({ ...mapping, platform: event.currentTarget.value })}
            />
          )}
        </Labelled>
        {MAPPED_COLUMNS.map(({ name, title, says }) => (
          <ColumnChoice
            key={name}
            name={name}
            title={title}
            says={says}
            header={header}
            sample={sample}
            mapping={mapping}
            onChange={onChange}
          />
        ))}
        {mapping.columns.asset === undefined && (
          <Labelled title="The one asset" says="where no column names it">
            {(id) => (
              <input
                id={id}
                className="field"
                placeholder="DOT"
                value={mapping.constants?.asset ?? ''}
                onChange={(event) => onChange(withConstantAsset(mapping, event.currentTarget.value))}
              />
            )}
          </Labelled>
        )}
      </div>
      {mapping.columns.kind !== undefined && (
        <Kinds column={mapping.columns.kind} header={header} sample={sample} mapping={mapping} onChange={onChange} />
      )}
      <footer>
        {lack === null ? <SaveTemplate mapping={mapping} /> : <p role="status">{lack}</p>}
        <Templates header={header} onChoose={onChange} />
      </footer>
    </section>
  );
}

interface ColumnChoiceProps extends MappingFormProps {
  readonly name: MappedColumn;
  readonly title: string;
  readonly says: string;
}

function ColumnChoice({ name, title, says, header, sample, mapping, onChange }: ColumnChoiceProps) {
  const chosen = mapping.columns[name] ?? '';
  const example = sample.map((cells) => cells[header.indexOf(chosen)] ?? '').find((cell) => cell !== '');
  return (
    <Labelled title={title} says={chosen === '' || example === undefined ? says : `such as ${example.slice(0, 40)}`}>
      {(id) => (
        <select
          id={id}
          className="field"
          value={chosen}
          onChange={(event) => onChange(withColumn(mapping, name, event.currentTarget.value))}
        >
          <option value="">—</option>
          {[...new Set(header)]
            .filter((column) => column !== '')
            .map((column) => (
              <option key={column} value={column}>
                {column}
              </option>
            ))}
        </select>
      )}
    </Labelled>
  );
}

/** What each value of the kind column means; what is not told is read from signs and sides alone. */
function Kinds({ column, header, sample, mapping, onChange }: MappingFormProps & { readonly column: string }) {
  const values = columnValues(header, sample, column).slice(0, MOST_KINDS);
  const guess = mapping.kinds === undefined ? guessedKinds(values) : undefined;
  if (values.length === 0) return null;
  return (
    <fieldset className="mapping-kinds">
      <legend>What the values of “{column}” mean</legend>
      <div className="mapping-grid">
        {values.map((value) => (
          <Labelled key={value} title={value}>
            {(id) => (
              <select
                id={id}
                className="field"
                value={mapping.kinds?.[value.toLowerCase()] ?? ''}
                onChange={(event) => onChange(withKind(mapping, value, event.currentTarget.value))}
              >
                <option value="">{mapping.kinds === undefined ? 'as its amounts say' : 'not said: rejected'}</option>
                {ACTIVITY_KINDS.map((kind) => (
                  <option key={kind} value={kind}>
                    {ACTIVITY_WORDS[kind]}
                  </option>
                ))}
                <option value="skip">leave out</option>
              </select>
            )}
          </Labelled>
        ))}
      </div>
      {guess && (
        <button type="button" className="way" onClick={() => onChange({ ...mapping, kinds: guess })}>
          Take over what the words say:{' '}
          {Object.entries(guess)
            .map(([value, kind]) => `${value} is ${kind === 'skip' ? 'left out' : ACTIVITY_WORDS[kind]}`)
            .join(', ')}
        </button>
      )}
    </fieldset>
  );
}
const MOST_KINDS = 30;

function SaveTemplate({ mapping }: { readonly mapping: Mapping }) {
  const { carry, busy, refusal } = useCarrying(api.imports.saveTemplate.mutate);
  return (
    <KeepMapping
      suggested={mapping.platform}
      keep={async (name) => Boolean(await carry({ name, mapping }))}
      busy={busy}
      refusal={refusal?.message}
    />
  );
}

/** Saved mappings that fit this file's columns, where there are any. */
function Templates({ header, onChoose }: { readonly header: readonly string[]; readonly onChoose: (mapping: Mapping) => void }) {
  const id = useId();
  const { data = [] } = useReading({
    columns: ['imports'],
    key: ['imports.templates'],
    ask: (signal) => api.imports.templates.query({}, { signal }),
  });
  const names = new Set(header);
  const fitting = data.filter(({ mapping }) => Object.values(mapping.columns).every((column) => names.has(column)));
  if (fitting.length === 0) return null;
  return (
    <div className="mapping-save">
      <label htmlFor={id}>Or use</label>
      <select
        id={id}
        className="field"
        value=""
        onChange={(event) => fitting.filter(({ name }) => name === event.currentTarget.value).forEach(({ mapping }) => onChoose(mapping))}
      >
        <option value="">a saved mapping</option>
        {fitting.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

interface LabelledProps {
  readonly title: string;
  readonly says?: string;
  readonly children: (id: string) => ReactNode;
}

function Labelled({ title, says, children }: LabelledProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{title}</label>
      {children(id)}
      {says !== undefined && says !== '' && <small>{says}</small>}
    </div>
  );
}
