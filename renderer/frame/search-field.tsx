import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { commandsHere, runCommand, useRegistry, type Command } from '../window/commands.ts';
import { findEverywhere, type Found } from '../window/finders.ts';
import { printedKeys } from '../window/keys.ts';
import { say } from '../window/notices.ts';

const MOST_SHOWN = 60;
/** Milliseconds after the last key before the engine is asked. */
const ASK_AFTER = 120;

interface Entry {
  readonly id: string;
  readonly group: string;
  readonly title: string;
  readonly says?: string | undefined;
  readonly keys?: string | undefined;
  readonly refusal: string | null;
  readonly choose: () => string | null;
}

/** The one field for searching and for commands; empty, it lists everything that can be done here. */
export function SearchField() {
  const [words, setWords] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const before = useRef<Element | null>(null);
  const list = useId();
  const registry = useRegistry();
  const found = useFound(open ? words : '');
  const entries = useMemo(
    () => (open ? [...found, ...commandEntries(commandsHere(registry), words)].slice(0, MOST_SHOWN) : []),
    [open, found, registry, words],
  );
  const current = entries[Math.min(at, entries.length - 1)];

  useEffect(() => {
    if (current) document.getElementById(`${list}-${current.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [current, list]);

  function close(): void {
    setOpen(false);
    setWords('');
    setAt(0);
  }
  function choose(entry: Entry): void {
    close();
    if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
    else input.current?.blur();
    const reason = entry.choose();
    if (reason) say({ tone: 'plain', text: reason });
  }
  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (step !== undefined) {
      setOpen(true);
      setAt(Math.max(0, Math.min(entries.length - 1, at + step)));
    } else if (event.key === 'Enter' && current) choose(current);
    else if (event.key === 'Escape') {
      close();
      if (before.current instanceof HTMLElement) before.current.focus();
      else input.current?.blur();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <search className="search" data-pane="">
      <input
        ref={input}
        id="search-field"
        role="combobox"
        aria-label="Search, or run a command"
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={open && current ? `${list}-${current.id}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder="Search, or run a command"
        value={words}
        onFocus={(event) => {
          if (!open) before.current = event.relatedTarget;
          setOpen(true);
        }}
        onBlur={close}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          setAt(0);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
      />
      <kbd>{printedKeys('mod+k')}</kbd>
      <div className="found" hidden={!open}>
        <div id={list} role="listbox" aria-label="Found">
          {entries.map((entry, index) => (
            <Option
              key={entry.id}
              id={`${list}-${entry.id}`}
              entry={entry}
              first={entries[index - 1]?.group !== entry.group}
              current={entry === current}
              choose={choose}
            />
          ))}
        </div>
        {open && entries.length === 0 && <p className="found-none">Nothing is called “{words}”.</p>}
      </div>
    </search>
  );
}

interface OptionProps {
  readonly id: string;
  readonly entry: Entry;
  readonly first: boolean;
  readonly current: boolean;
  readonly choose: (entry: Entry) => void;
}

function Option({ id, entry, first, current, choose }: OptionProps) {
  return (
    <>
      {first && (
        <div className="found-group" role="presentation">
          {entry.group}
        </div>
      )}
      {/* The keyboard chooses through the field (aria-activedescendant); the pointer must not take the focus from it. */}
      <div
        id={id}
        role="option"
        tabIndex={-1}
        aria-selected={current}
        aria-disabled={entry.refusal !== null}
        onMouseDown={(event) => {
          event.preventDefault();
          if (event.button === 0) choose(entry);
        }}
      >
        <span>{entry.title}</span>
        {(entry.refusal ?? entry.says) && <span className="found-says">{entry.refusal ?? entry.says}</span>}
        {entry.keys && <kbd>{entry.keys}</kbd>}
      </div>
    </>
  );
}

/** What the rooms find for the words; the answer to older words never overtakes that to newer ones. */
function useFound(words: string): readonly Entry[] {
  const [answer, setAnswer] = useState<{ words: string; entries: readonly Entry[] }>({ words: '', entries: [] });
  useEffect(() => {
    const wanted = words.trim();
    if (wanted === '') return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      void findEverywhere(wanted, abort.signal).then((groups) => {
        if (!abort.signal.aborted)
          setAnswer({ words, entries: groups.flatMap(({ group, found }) => found.map((each) => foundEntry(group, each))) });
      });
    }, ASK_AFTER);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [words]);
  return words.trim() === '' ? NONE : answer.entries;
}

const NONE: readonly Entry[] = [];

function foundEntry(group: string, { id, title, says, run }: Found): Entry {
  return {
    id: `${group}-${id}`,
    group,
    title,
    says,
    refusal: null,
    choose: () => {
      run();
      return null;
    },
  };
}

function commandEntries(commands: readonly Command[], words: string): Entry[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return commands
    .filter(({ id }) => id !== 'search')
    .map((command) => ({ command, text: `${command.group} ${command.title}`.toLowerCase() }))
    .filter(({ text }) => wanted.every((word) => text.includes(word)))
    .map(({ command }) => ({
      id: command.id,
      group: command.group,
      title: command.title,
      keys: command.keys?.[0] && printedKeys(command.keys[0]),
      refusal: command.refusal?.() ?? null,
      choose: () => runCommand(command),
    }))
    .sort((one, other) => one.group.localeCompare(other.group));
}
