import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import './metrics.css';

export interface PickerOption<T> {
  readonly key: string;
  readonly value: T;
  readonly title: string;
  /** What stands small beside it: its word, its kind. */
  readonly beside?: string;
  /** A sentence beneath the list while it is marked. */
  readonly says?: string;
}

export interface PickerGroup<T> {
  readonly title: string;
  readonly options: readonly PickerOption<T>[];
}

interface PickerProps<T> {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly placeholder?: string | undefined;
  /** What is chosen now, in words; empty for nothing. */
  readonly shown: string;
  readonly groups: readonly PickerGroup<T>[];
  /** How many there are beyond those in the groups. */
  readonly more?: number;
  /** Told while one types, and the empty text when it closes. */
  readonly onType: (text: string) => void;
  readonly onChoose: (value: T) => void;
  /** What the list says where nothing fits. */
  readonly nothing: string;
  readonly needed?: boolean;
}

/**
 * A field that finds one of many while one types. The list opens with the field; arrows mark, Enter takes, Escape gives up what was typed, and
 * leaving the field changes nothing.
 */
export function Picker<T>(props: PickerProps<T>) {
  const { label, hint, error, placeholder, shown, groups, more = 0, onType, onChoose, nothing, needed = false } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [marked, setMarked] = useState<string | null>(null);
  const options = groups.flatMap((group) => group.options);
  const open = typed !== null;
  const at = Math.max(
    0,
    options.findIndex(({ key }) => key === marked),
  );
  const option = open ? options[at] : undefined;

  useEffect(() => {
    if (option?.key !== undefined) list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [option?.key]);

  function type(text: string): void {
    setTyped(text);
    setMarked(null);
    onType(text);
  }
  function close(): void {
    if (typed === null) return;
    setTyped(null);
    setMarked(null);
    onType('');
  }
  function choose(value: T): void {
    close();
    onChoose(value);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (!open) type('');
      else if (options.length > 0) setMarked(options[within(at + step, options.length, Math.abs(step) === 1)]!.key);
    } else if (event.key === 'Enter' && option) {
      event.preventDefault();
      choose(option.value);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  }

  return (
    <div className="picker">
      <TextInput
        label={label}
        description={hint}
        error={error}
        required={needed}
        placeholder={placeholder}
        value={typed ?? shown}
        autoComplete="off"
        spellCheck={false}
        role="combobox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={option ? `${id}-${option.key}` : undefined}
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => {
          if (!open) type('');
        }}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      {open && (
        <div className="picker-drop">
          <div ref={list} id={`${id}-list`} role="listbox" aria-label={label} className="picker-list">
            {groups.map((group, index) => (
              <div key={group.title} role="group" aria-labelledby={`${id}-group-${index}`}>
                <div id={`${id}-group-${index}`} className="picker-group" role="presentation">
                  {group.title}
                </div>
                {group.options.map((each) => (
                  <div
                    key={each.key}
                    id={`${id}-${each.key}`}
                    role="option"
                    tabIndex={-1}
                    aria-selected={each.key === option?.key}
                    onMouseDown={(event) => {
                      // The keyboard stays in the field.
                      event.preventDefault();
                      if (event.button === 0) choose(each.value);
                    }}
                  >
                    <span className="picker-title">{each.title}</span>
                    {each.beside !== undefined && <code>{each.beside}</code>}
                  </div>
                ))}
              </div>
            ))}
          </div>
          <p className="picker-foot" role="status">
            {options.length === 0
              ? nothing
              : more > 0
                ? `${more.toLocaleString()} more; type on to narrow them down.`
                : (option?.says ?? '')}
          </p>
        </div>
      )}
    </div>
  );
}

function within(place: number, length: number, around: boolean): number {
  if (around) return (place + length) % length;
  return Math.min(length - 1, Math.max(0, place));
}
