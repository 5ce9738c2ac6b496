import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { FocusedCell } from './focused-cell.ts';

interface CellEditorProps {
  readonly cell: FocusedCell;
  /** What is edited, for a screen reader: `Note of stETH`. */
  readonly label: string;
  readonly initial: string;
  /** Text of several lines: Enter keeps, Shift and Enter begin a line. */
  readonly tall?: boolean;
  readonly placeholder?: string | undefined;
  /** Why what stands there cannot be kept; null where it can. */
  readonly complaint: (text: string) => string | null;
  readonly onKeep: (text: string) => void;
  readonly onLeave: () => void;
}

const LEAST_WIDTH = 140;
const TALL_WIDTH = 300;

/** A field over the cell that is edited. Enter and leaving it keep, Escape leaves it as it was. */
export function CellEditor({ cell, label, initial, tall = false, placeholder, complaint, onKeep, onLeave }: CellEditorProps) {
  const [text, setText] = useState(initial);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const done = useRef(false);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.select();
  }, []);
  const wrong = text === initial ? null : complaint(text);

  function keep(): void {
    if (done.current) return;
    done.current = true;
    if (text !== initial && wrong === null) onKeep(text);
    onLeave();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      if (wrong === null) keep();
    } else if (event.key === 'Escape') {
      done.current = true;
      onLeave();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const { left, top, width, height } = cell.place;
  const shared = {
    ref: field,
    className: 'field',
    'aria-label': label,
    'aria-invalid': wrong !== null,
    value: text,
    placeholder,
    autoComplete: 'off',
    onKeyDown,
    onBlur: keep,
  };
  return (
    <div
      className="cell-editor"
      style={{
        top,
        left: `min(${Math.max(0, left)}px, calc(100% - ${tall ? TALL_WIDTH : LEAST_WIDTH}px))`,
        width: Math.max(width, tall ? TALL_WIDTH : LEAST_WIDTH),
      }}
    >
      {tall ? (
        <textarea {...shared} rows={4} onChange={(event) => setText(event.currentTarget.value)} />
      ) : (
        <input {...shared} style={{ height }} spellCheck={false} onChange={(event) => setText(event.currentTarget.value)} />
      )}
      {wrong !== null && (
        <p className="refusal" role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}
