interface ChipChoiceProps<Value extends string> {
  readonly label: string;
  /** What empty is called: `any severity`. */
  readonly any: string;
  readonly value: Value | '';
  readonly options: ReadonlyArray<readonly [Value, string]>;
  readonly onChange: (value: Value | '') => void;
}

/** One choice of a filter, or any; drawn as chosen where it narrows what is seen. */
export function ChipChoice<Value extends string>({ label, any, value, options, onChange }: ChipChoiceProps<Value>) {
  return (
    <select
      className="chip alert-chip"
      aria-label={label}
      data-on={value === '' ? undefined : ''}
      value={value}
      onChange={(event) => onChange(options.find(([each]) => each === event.currentTarget.value)?.[0] ?? '')}
    >
      <option value="">{any}</option>
      {options.map(([each, words]) => (
        <option key={each} value={each}>
          {words}
        </option>
      ))}
    </select>
  );
}
