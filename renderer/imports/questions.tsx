import { useId, useState } from 'react';
import type { ReadFile } from './import-answers.ts';
import type { ImportOptions } from './waiting-files.ts';

type Question = ReadFile['questions'][number];

interface QuestionsProps {
  readonly questions: readonly Question[];
  readonly options: ImportOptions;
  readonly onAnswer: (options: ImportOptions) => void;
}

/** What only the person knows of a file: the zone of its times, the order of its dates, the asset of its prices. The rows follow at once. */
export function Questions({ questions, options, onAnswer }: QuestionsProps) {
  const asked = questions.filter((question) => question.option !== 'mapping');
  // What was answered can still be changed although it is no longer asked.
  const answeredBefore = Object.entries(answersOf(options))
    .filter(([option]) => asked.every((question) => question.option !== option))
    .map(([option]): Question => ({ option, because: 'As you answered.' }));
  return [...asked, ...answeredBefore].map((question) => (
    <Answer
      key={question.option}
      question={question}
      value={answersOf(options)[question.option] ?? ''}
      onAnswer={(value) => onAnswer(withAnswer(options, question.option, value))}
    />
  ));
}

interface AnswerProps {
  readonly question: Question;
  readonly value: string;
  readonly onAnswer: (value: string) => void;
}

function Answer({ question, value, onAnswer }: AnswerProps) {
  const id = useId();
  const { option, because } = question;
  const { title, words = {}, example = '' } = QUESTIONS[option] ?? { title: option };
  const choices = question.choices ?? QUESTIONS[option]?.choices;
  const isOpen = choices === undefined || option === 'zone';
  return (
    <div className="question">
      <label htmlFor={id}>{title}</label>
      {isOpen ? (
        <TextAnswer key={value} id={id} value={value} choices={choices ?? []} example={question.suggested ?? example} onAnswer={onAnswer} />
      ) : (
        <select id={id} className="field" value={value} onChange={(event) => onAnswer(event.currentTarget.value)}>
          <option value="">—</option>
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {words[choice] ?? choice}
            </option>
          ))}
        </select>
      )}
      <p>
        {because}{' '}
        {question.suggested !== undefined && value === '' && (
          <button type="button" className="way" onClick={() => onAnswer(question.suggested ?? '')}>
            Probably {words[question.suggested] ?? question.suggested}
          </button>
        )}
      </p>
    </div>
  );
}

interface TextAnswerProps {
  readonly id: string;
  readonly value: string;
  readonly choices: readonly string[];
  readonly example: string;
  readonly onAnswer: (value: string) => void;
}

/** An answer in words counts on Enter, when it is one of the choices, or when the field is left: half a name would be refused with every letter. */
function TextAnswer({ id, value, choices, example, onAnswer }: TextAnswerProps) {
  const [text, setText] = useState(value);
  function settle(): void {
    if (text.trim() !== value) onAnswer(text.trim());
  }
  return (
    <>
      <input
        id={id}
        className="field"
        list={`${id}-choices`}
        value={text}
        placeholder={example}
        autoComplete="off"
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          if (choices.includes(currentTarget.value)) onAnswer(currentTarget.value);
        }}
        onBlur={settle}
        onKeyDown={(event) => event.key === 'Enter' && settle()}
      />
      <datalist id={`${id}-choices`}>
        {choices.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </datalist>
    </>
  );
}

const ZONES: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

interface QuestionWords {
  readonly title: string;
  readonly choices?: readonly string[];
  readonly words?: Readonly<Record<string, string>>;
  readonly example?: string;
}

const QUESTIONS: Readonly<Record<string, QuestionWords>> = {
  zone: { title: 'Time zone of the file', choices: ZONES, example: 'Europe/Amsterdam' },
  dateOrder: {
    title: 'Order of its dates',
    choices: ['dmy', 'mdy', 'ymd'],
    words: { dmy: 'day, month, year', mdy: 'month, day, year', ymd: 'year, month, day' },
  },
  decimalMark: { title: 'Decimal mark', choices: ['.', ','], words: { '.': 'point: 1,234.56', ',': 'comma: 1.234,56' } },
  asset: { title: 'Asset', example: 'DOT' },
  currency: { title: 'Currency', example: 'USD' },
  unit: { title: 'Counted in', example: 'ETH' },
  at: { title: 'Taken on', example: '2025-09-26' },
  pool: { title: 'Pool', example: 'its id at the source' },
  scale: { title: 'Its percentages', choices: ['fraction', 'percent'], words: { fraction: '0.05 is 5 %', percent: '5 is 5 %' } },
  source: { title: 'Source', example: 'where the file is from' },
};

const OF_EXPORTS: ReadonlySet<string> = new Set(['zone', 'dateOrder', 'decimalMark']);
const OF_MARKET_FILES: ReadonlySet<string> = new Set(['asset', 'currency', 'unit', 'at', 'pool', 'scale', 'source']);

/** Everything that was answered in words, by option. */
function answersOf({ market, ...options }: ImportOptions): Readonly<Record<string, string>> {
  const told = Object.entries({ ...market, ...options }).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(told) as Readonly<Record<string, string>>;
}

/**
 * The options with one question answered; an empty answer takes it back. The order of dates goes to both kinds of file, since which kind it is
 * shows only when it is read.
 */
export function withAnswer(options: ImportOptions, option: string, value: string): ImportOptions {
  const { market = {}, ...own } = options;
  const exports = OF_EXPORTS.has(option) ? changed(own, option, value) : own;
  const values = OF_MARKET_FILES.has(option) || option === 'dateOrder' ? changed(market, option, value) : market;
  return Object.keys(values).length === 0 ? exports : { ...exports, market: values };
}

function changed<Options extends object>(options: Options, option: string, value: string): Options {
  const rest = Object.fromEntries(Object.entries(options).filter(([name]) => name !== option));
  return (value === '' ? rest : { ...rest, [option]: value }) as Options;
}
