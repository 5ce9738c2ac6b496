import type { RefObject } from 'react';
import { setPositionsView, usePositionsView, type GroupBy, type Since, type Standing } from './view.ts';

const GROUPS: ReadonlyArray<readonly [GroupBy, string]> = [
  ['kind', 'by kind'],
  ['platform', 'by platform'],
  ['network', 'by network'],
  ['none', 'not grouped'],
];
const STANDINGS: ReadonlyArray<readonly [Standing, string]> = [
  ['open', 'open'],
  ['closed', 'closed'],
  ['all', 'open and closed'],
];
const SINCES: ReadonlyArray<readonly [Since, string]> = [
  ['opening', 'since opening'],
  ['this-year', 'this year'],
  ['year', '12 months'],
  ['quarter', '3 months'],
  ['month', '30 days'],
];

interface ListControlsProps {
  readonly currency: string;
  readonly filter: RefObject<HTMLInputElement | null>;
  readonly shown: number;
  readonly all: number;
}

/** How the list is grouped, which positions it shows and since when it counts. */
export function ListControls({ currency, filter, shown, all }: ListControlsProps) {
  const { groupBy, standing, since, words } = usePositionsView();
  return (
    <div className="chips not-printed">
      <Chip
        label="Group"
        value={groupBy}
        options={GROUPS}
        on={groupBy !== 'none'}
        onChange={(value) => setPositionsView({ groupBy: value })}
      />
      <Chip label="Which positions" value={standing} options={STANDINGS} onChange={(value) => setPositionsView({ standing: value })} />
      <Chip label="Since when" value={since} options={SINCES} onChange={(value) => setPositionsView({ since: value })} />
      <span className="chip">{currency}</span>
      <input
        ref={filter}
        className={words === '' ? 'chip chip-filter' : 'chip chip-filter on'}
        type="search"
        aria-label="Filter the list"
        placeholder="+ filter"
        value={words}
        onChange={(event) => setPositionsView({ words: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          if (words === '') event.currentTarget.blur();
          setPositionsView({ words: '' });
        }}
      />
      {shown !== all && (
        <output className="muted">
          {shown.toLocaleString()} of {all.toLocaleString()}
        </output>
      )}
    </div>
  );
}

interface ChipProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: ReadonlyArray<readonly [Value, string]>;
  readonly on?: boolean;
  readonly onChange: (value: Value) => void;
}

function Chip<Value extends string>({ label, value, options, on = false, onChange }: ChipProps<Value>) {
  return (
    <select
      className={on ? 'chip on' : 'chip'}
      aria-label={label}
      value={value}
      onChange={(event) => {
        const chosen = options.find(([each]) => each === event.currentTarget.value);
        if (chosen) onChange(chosen[0]);
      }}
    >
      {options.map(([each, words]) => (
        <option key={each} value={each}>
          {words}
        </option>
      ))}
    </select>
  );
}
