import { useId } from 'react';
import './workspace.css';

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: ReadonlyArray<{ readonly value: Value; readonly title: string; readonly tip?: string }>;
  readonly onChange: (value: Value) => void;
  readonly describedBy?: string;
}

/** One of a few, side by side; the arrow keys switch, as in any group of radio buttons. */
export function Choice<Value extends string>({ label, value, options, onChange, describedBy }: ChoiceProps<Value>) {
  const name = useId();
  return (
    <div className="choice" role="radiogroup" aria-label={label} aria-describedby={describedBy}>
      {options.map((option) => (
        <label key={option.value} data-tip={option.tip}>
          <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} />
          <span>{option.title}</span>
        </label>
      ))}
    </div>
  );
}
