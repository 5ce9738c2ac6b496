import { useId, useState } from 'react';
import type { ReadFile } from './import-answers.ts';
import type { ImportOptions } from './waiting-files.ts';

interface QuestionsProps {
  readonly questions: ReadFile['questions'];
  readonly options: ImportOptions;
  readonly onAnswer: (options: ImportOptions) => void;
}

/** What only the person knows of a file: the zone of its times, the order of its dates, the mark of its decimals. The rows follow at once. */
export function Questions({ questions, options, onAnswer }: QuestionsProps) {
  const asked = questions.filter((question) => question.option !== 'mapping');
  // What was answered can still be changed although it is no longer asked.
  const answeredBefore = (['zone', 'dateOrder', 'decimalMark'] as const).filter(
    (option) => options[option] !== undefined && asked.every((question) => question.option !== option),
  );
  return (
    <>
      {asked.map(({ option, because, choices }) => (
        <Answer key={option} option={option} because={because} choices={choices} options={options} onAnswer={onAnswer} />
      ))}
      {answeredBefore.map((option) => (
        <Answer key={option} option={option} because="As you answered." choices={undefined} options={options} onAnswer={onAnswer} />
      ))}
    </>
  );
}

interface AnswerProps extends Pick<QuestionsProps, 'options' | 'onAnswer'> {
  readonly option: string;
  readonly because: string;
  readonly choices: readonly string[] | undefined;
}

function Answer({ option, because, choices, options, onAnswer }: AnswerProps) {
  const id = useId();
  return (
    <div className="question">
      <label htmlFor={id}>{QUESTION_WORDS[option] ?? option}</label>
      {option === 'zone' && (
        <ZoneField id={id} zone={options.zone} choices={choices} onZone={(zone) => onAnswer(withOption(options, 'zone', zone))} />
      )}
      {option === 'dateOrder' && (
        <Select
          id={id}
          value={options.dateOrder}
          choices={choices ?? ['dmy', 'mdy', 'ymd']}
          words={ORDER_WORDS}
          onChoose={(value) => onAnswer(withOption(options, 'dateOrder', value))}
        />
      )}
      {option === 'decimalMark' && (
        <Select
          id={id}
          value={options.decimalMark}
          choices={choices ?? ['.', ',']}
          words={MARK_WORDS}
          onChoose={(value) => onAnswer(withOption(options, 'decimalMark', value))}
        />
      )}
      <p>{because}</p>
    </div>
  );
}

const QUESTION_WORDS: Readonly<Record<string, string>> = {
  zone: 'Time zone of the file',
  dateOrder: 'Order of its dates',
  decimalMark: 'Decimal mark',
};
const ORDER_WORDS: Readonly<Record<string, string>> = { dmy: 'day, month, year', mdy: 'month, day, year', ymd: 'year, month, day' };
const MARK_WORDS: Readonly<Record<string, string>> = { '.': 'point: 1,234.56', ',': 'comma: 1.234,56' };

interface ZoneFieldProps {
  readonly id: string;
  readonly zone: string | undefined;
  readonly choices: readonly string[] | undefined;
  readonly onZone: (zone: string) => void;
}

/** A zone is told when it is whole: half a name would be refused with every letter. */
function ZoneField({ id, zone, choices, onZone }: ZoneFieldProps) {
  const [text, setText] = useState(zone ?? '');
  const zones = choices ?? ZONES;
  function settle(value: string): void {
    setText(value);
    if (value === '' || zones.includes(value) || ZONES.includes(value)) onZone(value);
  }
  return (
    <>
      <input
        id={id}
        className="field"
        list={`${id}-zones`}
        value={text}
        placeholder="Europe/Amsterdam"
        autoComplete="off"
        onChange={(event) => settle(event.currentTarget.value)}
        onBlur={() => text !== (zone ?? '') && onZone(text.trim())}
      />
      <datalist id={`${id}-zones`}>
        {zones.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </datalist>
    </>
  );
}

interface SelectProps {
  readonly id: string;
  readonly value: string | undefined;
  readonly choices: readonly string[];
  readonly words: Readonly<Record<string, string>>;
  readonly onChoose: (value: string) => void;
}

function Select({ id, value, choices, words, onChoose }: SelectProps) {
  return (
    <select id={id} className="field" value={value ?? ''} onChange={(event) => onChoose(event.currentTarget.value)}>
      <option value="">as it seems</option>
      {choices.map((choice) => (
        <option key={choice} value={choice}>
          {words[choice] ?? choice}
        </option>
      ))}
    </select>
  );
}

/** The options with one answered; an empty answer takes it back. */
function withOption(options: ImportOptions, option: 'zone' | 'dateOrder' | 'decimalMark', value: string): ImportOptions {
  const { [option]: _, ...rest } = options;
  return value === '' ? rest : { ...rest, [option]: value };
}

const ZONES: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
