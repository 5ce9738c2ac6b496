import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import {
  judgeParameter,
  parameterParts,
  parameterUnits,
  type Preset,
  type PresetParameter,
  type PresetReading,
  withPresetValues,
} from '../../shared/alerts/index.ts';
import { MINUS, numberText } from '../figures/number-text.ts';

interface PresetFieldsProps {
  readonly preset: Preset;
  /** What the rule's text has in place of the preset's parameters. */
  readonly reading: PresetReading;
  readonly onText: (text: string) => void;
}

/** The numbers of a preset's rule in fields, each with what it means, its unit and what is sensible. They and the text are the same rule. */
export function PresetFields({ preset, reading, onText }: PresetFieldsProps) {
  if (preset.parameters.length === 0) return null;
  return (
    <fieldset className="preset-fields">
      <legend>{preset.title}</legend>
      {preset.parameters.map((parameter) => (
        <ParameterField
          key={parameter.name}
          parameter={parameter}
          value={reading.values[parameter.name] ?? parameter.usual}
          onChange={(value) => onText(withPresetValues(preset, { ...reading, values: { ...reading.values, [parameter.name]: value } }))}
        />
      ))}
    </fieldset>
  );
}

interface ParameterFieldProps {
  readonly parameter: PresetParameter;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function ParameterField({ parameter, value, onChange }: ParameterFieldProps) {
  const { says, least, most, usual } = parameter;
  // What was typed and is no number stays in the field, and out of the rule.
  const [unfinished, setUnfinished] = useState<string | null>(null);
  const parts = parameterParts(value) ?? parameterParts(usual) ?? { number: usual, unit: '' as const };
  const units = parameterUnits(parameter);
  const isOpen = unfinished !== null && unfinishedValue(unfinished, parts.unit) !== value;
  const shown = isOpen ? unfinished : parts.number;
  const unreadable = isOpen && judgeParameter(parameter, unfinishedValue(unfinished, parts.unit)) === 'unreadable';
  const unusual = !unreadable && judgeParameter(parameter, value) === 'unusual';
  const range = `${valueWords(least)} to ${valueWords(most)}`;
  function write(number: string, unit: string): void {
    const next = unfinishedValue(number, unit);
    const isValue = judgeParameter(parameter, next) !== 'unreadable';
    setUnfinished(isValue ? null : number);
    if (isValue) onChange(next);
  }
  return (
    <div className="preset-field">
      <TextInput
        label={capital(says)}
        description={unusual ? `Unusual: it is mostly ${range}.` : range}
        error={unreadable ? `Write a number. The rule stays at ${valueWords(value)}.` : undefined}
        data-unusual={unusual ? '' : undefined}
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        value={shown}
        rightSection={units.length === 1 && units[0] !== '' ? <span className="muted">{units[0]}</span> : undefined}
        onChange={(event) => write(event.currentTarget.value, parts.unit)}
        onBlur={() => setUnfinished(null)}
      />
      {units.length > 1 && (
        <NativeSelect
          aria-label={`Unit of ${says}`}
          value={parts.unit}
          data={units.map((unit) => ({ value: unit, label: unit }))}
          onChange={(event) => write(parts.number, event.currentTarget.value)}
        />
      )}
    </div>
  );
}

function unfinishedValue(number: string, unit: string): string {
  return `${number.trim().replace(MINUS, '-').replace(',', '.')}${unit}`;
}

/** `−15 %`, `5 min`, `0.98`. */
function valueWords(value: string): string {
  const parts = parameterParts(value);
  if (parts === null) return value;
  return `${numberText(parts.number, { most: 6, fewest: 0 })}${parts.unit === '' ? '' : `\u202f${parts.unit}`}`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
