import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FileQuestion } from './readings.ts';
import { storedInstant } from './ticket-draft.ts';

interface QuestionFieldProps {
  readonly question: FileQuestion;
  readonly value: string;
  /** Told what the engine is to hear; empty while it makes no sense yet. */
  readonly onChange: (value: string) => void;
}

/** Something that a file does not tell and nobody may guess. */
export function QuestionField({ question: { id, says, answer, choices }, value, onChange }: QuestionFieldProps) {
  const [text, setText] = useState(value);
  if (choices) {
    return (
      <NativeSelect
        label={says}
        required
        value={value}
        data={[{ value: '', label: 'choose' }, ...choices.map((choice) => ({ value: choice.value, label: choice.says }))]}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  function tell(): void {
    const instant = storedInstant(text);
    onChange(answer === 'instant' ? (Number.isNaN(Date.parse(instant)) ? '' : instant) : text.trim());
  }
  return (
    <TextInput
      name={id}
      label={says}
      description={answer === 'instant' ? 'in UTC, such as 2026-11-22 14:00; Enter answers' : 'Enter answers'}
      required
      value={text}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={tell}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        tell();
      }}
    />
  );
}
