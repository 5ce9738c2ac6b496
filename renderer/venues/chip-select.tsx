interface ChipSelectProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: ReadonlyArray<readonly [Value, string]>;
  /** Drawn as chosen, where it narrows what is seen. */
  readonly on?: boolean;
  readonly onChange: (value: Value) => void;
}

/** One choice among few, the size of a chip. */
export function ChipSelect<Value extends string>({ label, value, options, on = false, onChange }: ChipSelectProps<Value>) {
  return (
    <select
      className="chip venue-chip"
      aria-label={label}
      data-on={on ? '' : undefined}
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
