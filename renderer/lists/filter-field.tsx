import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { type Command, useCommands } from '../window/commands.ts';

interface FilterFieldProps {
  readonly panel: string;
  /** What is filtered: `Filter rows`. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Heading in the list of keys. */
  readonly group: string;
}

/** The field that filters a list: `/` goes to it, Enter and the down arrow go back to the list, Escape clears it first and then goes back. */
export function FilterField({ panel, label, value, onChange, group }: FilterFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: 'filter',
        title: label,
        group,
        keys: ['/'],
        run: () => {
          input.current?.focus();
          input.current?.select();
        },
      },
    ],
    [label, group],
  );
  useCommands(panel, commands);
  useEffect(() => {
    const field = input.current;
    if (field && field.value !== value) field.value = value;
  }, [value]);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === 'Escape' && value !== '') onChange('');
    else if (['Escape', 'Enter', 'ArrowDown'].includes(event.key)) listBeside(event.currentTarget)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <input
      ref={input}
      className="filter-field"
      type="search"
      aria-label={label}
      placeholder={`${label}  /`}
      autoComplete="off"
      spellCheck={false}
      defaultValue={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}

/** The list in the panel that the field stands in. */
function listBeside(field: HTMLElement): HTMLElement | null {
  return field.closest('[data-pane]')?.querySelector<HTMLElement>('[data-list]') ?? null;
}
