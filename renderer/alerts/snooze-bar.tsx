import { useEffect, useRef } from 'react';
import { useNow } from '../window/clock.ts';
import { useEscape } from '../window/escape.ts';
import { useFocusReturn } from '../window/focus-return.ts';
import { snoozeChoices } from './snooze.ts';

interface SnoozeBarProps {
  /** What is put off. */
  readonly title: string;
  readonly onChoose: (until: string) => void;
  readonly onCancel: () => void;
}

/** For how long: digits or arrows choose, Escape leaves it. */
export function SnoozeBar({ title, onChoose, onCancel }: SnoozeBarProps) {
  const now = useNow();
  const bar = useRef<HTMLDivElement>(null);
  useEscape(true, onCancel);
  useFocusReturn();
  useEffect(() => bar.current?.querySelector('button')?.focus(), []);
  const choices = snoozeChoices(now);
  return (
    <div
      ref={bar}
      className="snooze-bar"
      role="toolbar"
      tabIndex={-1}
      aria-label={`Snooze ${title}`}
      onKeyDown={(event) => {
        const choice = choices.find(({ key }) => key === event.key);
        const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (choice) onChoose(new Date(choice.until).toISOString());
        else if (by === undefined) return;
        else step(bar.current, by);
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <span>
        Snooze <b>{title}</b>
      </span>
      {choices.map(({ key, title: words, until }) => (
        <button key={key} type="button" className="chip" onClick={() => onChoose(new Date(until).toISOString())}>
          {words} <kbd>{key}</kbd>
        </button>
      ))}
      <button type="button" className="quiet" onClick={onCancel}>
        Cancel <kbd>Esc</kbd>
      </button>
    </div>
  );
}

function step(bar: HTMLElement | null, by: number): void {
  const buttons = [...(bar?.querySelectorAll('button') ?? [])];
  const here = buttons.indexOf(document.activeElement as HTMLButtonElement);
  buttons[(here + by + buttons.length) % buttons.length]?.focus();
}
