import { TextInput } from '@mantine/core';
import { useId } from 'react';
import { useMetrics } from './metric-names.ts';

interface MetricFieldProps {
  readonly label: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (metric: string) => void;
}

/** The id of a metric, offered as one types, with what it means beside it once it is known. */
export function MetricField({ label, value, error, onChange }: MetricFieldProps) {
  const options = useId();
  const metrics = useMetrics();
  const known = metrics.find(({ id }) => id === value);
  return (
    <div>
      <TextInput
        label={label}
        description={known ? `${known.name}, of a ${known.subject}` : 'such as pretrade.liquidation-distance'}
        list={options}
        value={value}
        error={error}
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <datalist id={options}>
        {metrics.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </datalist>
    </div>
  );
}
