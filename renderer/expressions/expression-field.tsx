import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Completion, CompletionOption, Vocabulary } from '../../shared/watchlists/index.ts';
import { CompletionList } from './completion-list.tsx';
import { ExpressionMeaning } from './expression-meaning.tsx';
import { ExpressionMirror, placeIn } from './expression-mirror.tsx';
import { insertionOf, offersItself } from './insertion.ts';
import { completionOf, type ExpressionKind, isUnfinished, readExpression } from './read-expression.ts';
import './expressions.css';

interface ExpressionFieldProps {
  readonly kind: ExpressionKind;
  /** Its name, for a screen reader: `Condition`. */
  readonly label: string;
  /** Null while it is being read; nothing is called wrong until then. */
  readonly vocabulary: Vocabulary | null;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Enter, where it takes no completion. */
  readonly onSubmit?: () => void;
  /** Escape, where no list is open: what was typed stays, and the focus has left for the panel, unless this leads it elsewhere. */
  readonly onLeave?: () => void;
  readonly placeholder?: string;
  /** What stands beneath while nothing is written. */
  readonly empty?: string;
  /** For a key that leads here. */
  readonly input?: RefObject<HTMLTextAreaElement | null>;
}

const NOTHING: Completion = { from: 0, to: 0, options: [] };

/**
 * A text field for conditions and rules: coloured as it is read, with what may stand at the caret, the fault under its characters and the
 * meaning in words beneath. Arrows choose from the list, Enter and Tab take, Escape closes; the down arrow or Ctrl and Space open it. Escape with no
 * list open leaves the field and keeps what was typed: only once more backs out of what the field stands in.
 *
 * HTML lets a text area have no role but its own. With its list controlled, its active option named and its completion told it is a combobox in
 * all but that name, and long rules wrap where an input would scroll.
 */
export function ExpressionField(props: ExpressionFieldProps) {
  const { kind, label, vocabulary, value, onChange, onSubmit, onLeave, placeholder, empty = '', input } = props;
  const id = useId();
  const own = useRef<HTMLTextAreaElement>(null);
  const field = input ?? own;
  const mirror = useRef<HTMLDivElement>(null);
  const [caret, setCaret] = useState(value.length);
  const [asked, setAsked] = useState<'closed' | 'typed' | 'asked'>('closed');
  const [chosen, setChosen] = useState<number | null>(null);
  const [focused, setFocused] = useState(false);
  const [insistent, setInsistent] = useState(false);
  const [place, setPlace] = useState({ left: 0, top: 0 });

  const read = useMemo(
    () => (vocabulary === null ? ({ state: 'empty' } as const) : readExpression(kind, value, vocabulary)),
    [kind, value, vocabulary],
  );
  const completion = useMemo(
    () => (asked === 'closed' || vocabulary === null ? NOTHING : completionOf(kind, value, caret, vocabulary)),
    [asked, kind, value, caret, vocabulary],
  );
  const begun = value.slice(completion.from, completion.to);
  // What says something already need not go on; the list then waits to be asked for.
  const open =
    focused &&
    (asked === 'asked'
      ? completion.options.length > 0
      : asked === 'typed' && offersItself(value, completion) && !(begun === '' && read.state === 'means'));
  const at = open ? (chosen ?? (begun === '' ? -1 : 0)) : -1;
  const fault = read.state === 'wrong' ? read.fault : null;
  const unfinished = fault !== null && focused && !insistent && isUnfinished(fault, value, caret);

  const { from } = completion;
  useLayoutEffect(() => {
    if (open && mirror.current) setPlace(placeIn(mirror.current, from));
  }, [open, from]);

  function ask(how: 'closed' | 'typed' | 'asked', position = field.current?.selectionStart ?? 0): void {
    setAsked(how);
    setChosen(null);
    setCaret(position);
  }

  function take(option: CompletionOption): void {
    const element = field.current;
    if (!element) return;
    const insertion = insertionOf(value, completion, option);
    element.focus();
    element.setSelectionRange(insertion.from, insertion.to);
    // The one way to write into a field that its own undo takes back.
    document.execCommand('insertText', false, insertion.text);
  }

  function onListKey(event: KeyboardEvent): boolean {
    const { options } = completion;
    const option = options[at];
    switch (event.key) {
      case 'ArrowDown':
        setChosen((at + 1) % options.length);
        return true;
      case 'ArrowUp':
        setChosen(at <= 0 ? options.length - 1 : at - 1);
        return true;
      case 'Escape':
        ask('closed');
        return true;
      case 'Tab':
      case 'Enter':
        // What is written out already needs no completing: Enter then means the whole.
        if (option === undefined || event.shiftKey || (event.key === 'Enter' && option.text === begun)) return false;
        take(option);
        return true;
      default:
        return false;
    }
  }

  function onFieldKey(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
    if (event.key === 'Enter' && !event.shiftKey) {
      ask('closed');
      setInsistent(true);
      if (read.state !== 'wrong') onSubmit?.();
      return true;
    }
    if (event.key === 'Escape') {
      leave(event.currentTarget);
      onLeave?.();
      return true;
    }
    if ((event.key === 'ArrowDown' && caret === value.length) || (event.key === ' ' && (event.ctrlKey || event.metaKey))) {
      ask('asked');
      return true;
    }
    if (['ArrowLeft', 'ArrowRight', 'Home', 'End', 'ArrowUp', 'ArrowDown'].includes(event.key)) setAsked('closed');
    return false;
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.nativeEvent.isComposing) return;
    if ((open && onListKey(event)) || onFieldKey(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  return (
    <div className="expression">
      <div className="expression-box">
        <ExpressionMirror mirror={mirror} text={value} vocabulary={vocabulary} fault={fault} quiet={unfinished} />
        <textarea
          ref={field}
          className="expression-text"
          aria-label={label}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={open ? `${id}-list` : undefined}
          aria-activedescendant={at >= 0 ? `${id}-list-${at}` : undefined}
          aria-invalid={fault !== null && !unfinished}
          aria-describedby={`${id}-says`}
          rows={1}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          placeholder={placeholder}
          value={value}
          onChange={(event) => {
            setInsistent(false);
            ask('typed', event.currentTarget.selectionStart);
            onChange(event.currentTarget.value);
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onPointerDown={() => setAsked('closed')}
          onKeyDown={onKeyDown}
          onFocus={() => setFocused(true)}
          onBlur={() => {
            setFocused(false);
            setAsked('closed');
          }}
        />
        {open && <CompletionList id={`${id}-list`} options={completion.options} at={at} place={place} onChoose={take} />}
      </div>
      <ExpressionMeaning id={`${id}-says`} read={read} unfinished={unfinished} empty={empty} />
    </div>
  );
}

/** The keyboard goes to the panel that the field stands in, whose own keys then work. */
function leave(field: HTMLElement): void {
  const panel = field.closest<HTMLElement>('[data-pane]');
  if (panel) panel.focus({ preventScroll: true });
  else field.blur();
}
