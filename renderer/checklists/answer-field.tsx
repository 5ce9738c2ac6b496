import type { KeyboardEvent } from 'react';
import type { Item, Operand } from '../../shared/checklists/index.ts';
import type { Typing } from './item-typing.ts';
import { PersonFields } from './person-fields.tsx';
import { ReadingView } from './reading-view.tsx';
import type { RunItem } from './readings.ts';
import { TimerCount } from './timer-count.tsx';
import { useMetricNames } from './metric-names.ts';
import { operandWords } from './words.ts';

/** What is asked, with what the run knows of it. */
export type AskedItem = Pick<RunItem, 'answer' | 'last' | 'positions' | 'timerDue'> & { readonly item: Item };

export interface AnswerFieldProps {
  readonly asked: AskedItem;
  readonly typing: Typing;
  readonly onType: (changes: Partial<Typing>) => void;
  /** Enter in a field. */
  readonly onGive: () => void;
  readonly onChoose: (option: string) => void;
  /** A preview shows everything and takes nothing. */
  readonly disabled?: boolean;
}

/** What a person types or chooses to answer an item; nothing where keys alone answer it. */
export function AnswerField({ asked, typing, onType, onGive, onChoose, disabled = false }: AnswerFieldProps) {
  const { item, last, answer } = asked;
  switch (item.kind) {
    case 'value':
      return (
        <div className="answer-line">
          <input
            className="field answer-number"
            inputMode="decimal"
            aria-label={`Value in ${item.unit}`}
            value={typing.text}
            placeholder={last?.given.is === 'value' ? last.given.value : undefined}
            onChange={(event) => onType({ text: event.currentTarget.value })}
            {...shared(disabled, onGive)}
          />
          <span>{item.unit}</span>
        </div>
      );
    case 'date':
      return (
        <input
          className="field answer-day"
          aria-label="Day"
          placeholder={last?.given.is === 'date' ? last.given.day : 'YYYY-MM-DD'}
          value={typing.text}
          onChange={(event) => onType({ text: event.currentTarget.value })}
          {...shared(disabled, onGive)}
        />
      );
    case 'text':
      return (
        <textarea
          className="field answer-text"
          aria-label="Text"
          rows={3}
          value={typing.text}
          placeholder={last?.given.is === 'text' ? last.given.text : undefined}
          onChange={(event) => onType({ text: event.currentTarget.value })}
          {...shared(disabled, onGive)}
        />
      );
    case 'choice':
      return <Options asked={asked} options={item.options} onChoose={onChoose} disabled={disabled} />;
    case 'compare':
      return <Comparison item={item} positions={asked.positions} typing={typing} onType={onType} onGive={onGive} disabled={disabled} />;
    case 'signature':
      return (
        <div className="answer-signature">
          <p>{item.statement}</p>
          <PersonFields
            label={`Signs as ${item.role}`}
            person={typing.person}
            pin={typing.pin}
            disabled={disabled}
            onChange={onType}
            onEnter={onGive}
          />
        </div>
      );
    case 'timer':
      return <TimerCount minutes={item.minutes} due={asked.timerDue} />;
    case 'computed':
      return answer && answer.readings.length > 0 ? (
        <ReadingView readings={answer.readings} at={answer.at} />
      ) : (
        <Asked operand={{ metric: item.metric }} />
      );
    case 'sub-list':
    case 'tick':
    case 'evidence':
      return null;
    default:
      return item satisfies never;
  }
}

/** What every field of an answer shares: Enter gives it, Shift and Enter begin a new line. */
function shared(disabled: boolean, onGive: () => void) {
  return {
    disabled,
    autoComplete: 'off',
    spellCheck: false,
    'data-answer-field': '',
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
      event.preventDefault();
      onGive();
    },
  };
}

interface OptionsProps {
  readonly asked: AskedItem;
  readonly options: Extract<Item, { kind: 'choice' }>['options'];
  readonly onChoose: (option: string) => void;
  readonly disabled: boolean;
}

function Options({ asked, options, onChoose, disabled }: OptionsProps) {
  const chosen = asked.answer?.given.is === 'choice' ? asked.answer.given.option : null;
  const before = asked.last?.given.is === 'choice' ? asked.last.given.option : null;
  return (
    <div className="answer-options">
      {options.map((option, index) => (
        <button
          key={option.id}
          type="button"
          aria-pressed={option.id === chosen}
          disabled={disabled}
          onClick={() => onChoose(option.id)}
          className={option.id === before && chosen === null ? 'answer-option before' : 'answer-option'}
        >
          <kbd>{index + 1}</kbd>
          <span>{option.text}</span>
          <small className="muted">{option.result}</small>
        </button>
      ))}
    </div>
  );
}

interface ComparisonProps {
  readonly item: Extract<Item, { kind: 'compare' }>;
  readonly positions: readonly number[] | null;
  readonly typing: Typing;
  readonly onType: (changes: Partial<Typing>) => void;
  readonly onGive: () => void;
  readonly disabled: boolean;
}

function Comparison({ item, positions, typing, onType, onGive, disabled }: ComparisonProps) {
  const named = useMetricNames();
  if (item.as === 'characters') {
    return (
      <div className="answer-compare">
        <p>
          {operandWords(item.right)}
          {positions === null && (
            <span className="muted">: {operandWords(item.left, named)} is not known, so nothing can be compared.</span>
          )}
        </p>
        <Characters
          positions={positions ?? (disabled ? Array.from({ length: item.positions }, (_, index) => index * 7 + 2) : [])}
          typing={typing}
          onType={onType}
          onGive={onGive}
          disabled={disabled}
        />
      </div>
    );
  }
  return (
    <div className="answer-compare">
      <Side operand={item.left} value={typing.left} onType={(left) => onType({ left })} onGive={onGive} disabled={disabled} />
      <Side operand={item.right} value={typing.right} onType={(right) => onType({ right })} onGive={onGive} disabled={disabled} />
    </div>
  );
}

interface SideProps {
  readonly operand: Operand;
  readonly value: string;
  readonly onType: (value: string) => void;
  readonly onGive: () => void;
  readonly disabled: boolean;
}

/** What the application is asked for. */
function Asked({ operand }: { readonly operand: Operand }) {
  const named = useMetricNames();
  return <p className="muted">Read from the application: {operandWords(operand, named)}</p>;
}

function Side({ operand, value, onType, onGive, disabled }: SideProps) {
  if (!('typed' in operand)) return <Asked operand={operand} />;
  return (
    <label className="answer-side">
      <span>{operand.typed}</span>
      <input className="field mono" value={value} onChange={(event) => onType(event.currentTarget.value)} {...shared(disabled, onGive)} />
    </label>
  );
}

interface CharactersProps {
  readonly positions: readonly number[];
  readonly typing: Typing;
  readonly onType: (changes: Partial<Typing>) => void;
  readonly onGive: () => void;
  readonly disabled: boolean;
}

/** One box a position; each character goes on to the next box, Backspace in an empty one goes back. */
function Characters({ positions, typing, onType, onGive, disabled }: CharactersProps) {
  const rest = shared(disabled, onGive);
  return (
    <div className="answer-characters" role="group" aria-label="Characters at these positions">
      {positions.map((position, index) => (
        <label key={position}>
          <small>{position}</small>
          <input
            {...rest}
            className="field mono"
            aria-label={`Character at position ${position}`}
            value={typing.characters[position] ?? ''}
            onChange={(event) => {
              const typed = Array.from(event.currentTarget.value).at(-1) ?? '';
              onType({ characters: { ...typing.characters, [position]: typed } });
              if (typed !== '') neighbour(event.currentTarget, 1)?.focus();
            }}
            onKeyDown={(event) => {
              const back = event.key === 'Backspace' && event.currentTarget.value === '' && index > 0;
              const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? (back ? -1 : 0);
              if (step === 0) return rest.onKeyDown(event);
              event.preventDefault();
              neighbour(event.currentTarget, step as -1 | 1)?.focus();
            }}
          />
        </label>
      ))}
    </div>
  );
}

function neighbour(input: HTMLInputElement, step: -1 | 1): HTMLInputElement | undefined {
  const boxes = [...(input.closest('.answer-characters')?.querySelectorAll('input') ?? [])];
  return boxes[boxes.indexOf(input) + step];
}
