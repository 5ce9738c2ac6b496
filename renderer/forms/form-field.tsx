import { Checkbox, Group, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { Field, FieldType } from './field.ts';
import './forms.css';

interface FormFieldProps {
  readonly field: Field;
  readonly value: string;
  readonly complaint?: string | undefined;
  readonly onChange: (value: string) => void;
  /** Codes to offer while an asset is typed. */
  readonly assets?: string;
}

const TALL: ReadonlySet<FieldType> = new Set(['lines', 'passage', 'percent-pairs', 'decimal-pairs']);

/** One field of a form, by what is typed into it. What was typed stays as it was typed until it is right. */
export function FormField({ field, value, complaint, onChange, assets }: FormFieldProps) {
  const { label, hint, type, needed = false, choices } = field;
  const shared = { label, description: hint, error: complaint, required: needed };
  if (type === 'flag') {
    return (
      <Checkbox
        label={label}
        description={hint}
        checked={value === 'yes'}
        onChange={(event) => onChange(event.currentTarget.checked ? 'yes' : '')}
      />
    );
  }
  if (type === 'choices') {
    return (
      <Checkbox.Group {...shared} value={value === '' ? [] : value.split('\n')} onChange={(chosen) => onChange(chosen.join('\n'))}>
        <Group gap="md">
          {choices?.map((choice) => (
            <Checkbox key={choice.value} value={choice.value} label={choice.label} />
          ))}
        </Group>
      </Checkbox.Group>
    );
  }
  if (type === 'yes-no') {
    return (
      <NativeSelect
        {...shared}
        value={value}
        data={[
          { value: '', label: 'not said' },
          { value: 'yes', label: 'yes' },
          { value: 'no', label: 'no' },
        ]}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  if (choices)
    return <NativeSelect {...shared} value={value} data={[...choices]} onChange={(event) => onChange(event.currentTarget.value)} />;
  if (TALL.has(type)) {
    return (
      <Textarea
        {...shared}
        value={value}
        autosize
        minRows={2}
        maxRows={8}
        spellCheck={type === 'passage'}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      {...shared}
      value={value}
      inputMode={type === 'decimal' || type === 'percent' || type === 'whole' ? 'decimal' : 'text'}
      placeholder={type === 'day' ? 'YYYY-MM-DD' : undefined}
      list={type === 'asset' ? assets : undefined}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
