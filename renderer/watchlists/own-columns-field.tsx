import { COLUMN_TYPES, type ColumnType, type OwnColumn } from '../../shared/watchlists/index.ts';

interface OwnColumnsFieldProps {
  readonly columns: readonly OwnColumn[];
  readonly onChange: (columns: readonly OwnColumn[]) => void;
}

const TYPE_WORDS: Readonly<Record<ColumnType, string>> = {
  number: 'number',
  percent: 'per cent',
  money: 'money',
  text: 'text',
  day: 'day',
};

/** The columns that a person fills in: their names and what is written in them. What was written stays with a column's id. */
export function OwnColumnsField({ columns, onChange }: OwnColumnsFieldProps) {
  function change(at: number, changes: Partial<OwnColumn>): void {
    onChange(columns.map((column, index) => (index === at ? { ...column, ...changes } : column)));
  }
  return (
    <>
      {columns.length > 0 && (
        <ul className="own-columns">
          {columns.map((column, index) => (
            <li key={column.column}>
              <input
                className="field"
                aria-label={`Name of own column ${index + 1}`}
                value={column.name}
                autoComplete="off"
                onChange={(event) => change(index, { name: event.currentTarget.value })}
              />
              <select
                className="field narrow"
                aria-label={`Type of own column ${index + 1}`}
                value={column.type}
                onChange={(event) => {
                  const type = COLUMN_TYPES.find((each) => each === event.currentTarget.value) ?? 'text';
                  change(index, { type, currency: type === 'money' ? (column.currency ?? 'USD') : null });
                }}
              >
                {COLUMN_TYPES.map((type) => (
                  <option key={type} value={type}>
                    {TYPE_WORDS[type]}
                  </option>
                ))}
              </select>
              {column.type === 'money' && (
                <input
                  className="field narrow"
                  aria-label={`Currency of own column ${index + 1}`}
                  size={6}
                  value={column.currency ?? ''}
                  onChange={(event) => change(index, { currency: event.currentTarget.value.toUpperCase() })}
                />
              )}
              <button
                type="button"
                className="quiet"
                aria-label={`Take the own column ${column.name} away`}
                onClick={() => onChange(columns.toSpliced(index, 1))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <button
        type="button"
        className="way"
        onClick={() => onChange([...columns, { column: crypto.randomUUID(), name: '', type: 'text', currency: null }])}
      >
        Add a column
      </button>
    </>
  );
}
