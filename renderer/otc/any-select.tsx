interface AnySelectProps<Value extends string> {
  readonly label: string;
  /** What it says where nothing is chosen: `every desk`. */
  readonly any: string;
  readonly value: Value | '';
  readonly options: ReadonlyArray<readonly [Value, string]>;
  readonly onChange: (value: Value | '') => void;
}

/** Narrows a list to one of several, or to none of them. */
export function AnySelect<Value extends string>({ label, any, value, options, onChange }: AnySelectProps<Value>) {
  const choose = (text: string) => onChange(options.find(([each]) => each === text)?.[0] ?? '');
  return (
    <select className="field narrow short" aria-label={label} value={value} onChange={({ currentTarget }) => choose(currentTarget.value)}>
      <option value="">{any}</option>
      {options.map(([each, words]) => (
        <option key={each} value={each}>
          {words}
        </option>
      ))}
    </select>
  );
}
