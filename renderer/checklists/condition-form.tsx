import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { VERDICTS } from '../../shared/figures/index.ts';
import { type ConditionDraft, emptyCondition } from './template-draft.ts';
import { resultWords } from './words.ts';

interface ConditionFormProps {
  readonly condition: ConditionDraft | null;
  readonly onChange: (condition: ConditionDraft | null) => void;
  /** Ids of the items that come before, whose answers may be asked for. */
  readonly earlier: readonly string[];
  readonly complaint?: string | undefined;
  /** Whether it may be taken away: the outermost always, a part only beside others. */
  readonly optional: boolean;
  readonly label: string;
}

const CHOICES: ReadonlyArray<{ readonly value: ConditionDraft['asks'] | 'always'; readonly label: string }> = [
  { value: 'always', label: 'always' },
  { value: 'fact', label: 'when a fact is' },
  { value: 'answer', label: 'when an answer was' },
  { value: 'all', label: 'when all of these hold' },
  { value: 'any', label: 'when any of these holds' },
  { value: 'not', label: 'unless' },
];

/** When an item is asked, put together from facts of the subject and answers given before. */
export function ConditionForm({ condition, onChange, earlier, complaint, optional, label }: ConditionFormProps) {
  return (
    <fieldset className="condition">
      <div className="form-fields">
        <NativeSelect
          label={label}
          value={condition?.asks ?? 'always'}
          error={complaint}
          data={CHOICES.filter(({ value }) => optional || value !== 'always')}
          onChange={(event) => {
            const asks = event.currentTarget.value as ConditionDraft['asks'] | 'always';
            onChange(asks === 'always' ? null : turned(condition, asks));
          }}
        />
        {condition?.asks === 'fact' && (
          <>
            <TextInput
              label="Fact"
              description="as the subject tells it, such as venue.type"
              value={condition.name}
              spellCheck={false}
              onChange={(event) => onChange({ ...condition, name: event.currentTarget.value })}
            />
            <Textarea
              label="is one of"
              description="one a line"
              value={condition.is}
              autosize
              minRows={1}
              spellCheck={false}
              onChange={(event) => onChange({ ...condition, is: event.currentTarget.value })}
            />
          </>
        )}
        {condition?.asks === 'answer' && (
          <>
            <NativeSelect
              label="Item"
              value={condition.name}
              data={['', ...earlier]}
              onChange={(event) => onChange({ ...condition, name: event.currentTarget.value })}
            />
            <div className="condition-results">
              {VERDICTS.map((verdict) => (
                <Checkbox
                  key={verdict}
                  label={resultWords(verdict)}
                  checked={condition.is.includes(verdict)}
                  onChange={(event) =>
                    onChange({
                      ...condition,
                      is: VERDICTS.filter((each) => (each === verdict ? event.currentTarget.checked : condition.is.includes(each))),
                    })
                  }
                />
              ))}
            </div>
          </>
        )}
      </div>
      {condition !== null && 'parts' in condition && (
        <div className="condition-parts">
          {condition.parts.map((part, index) => (
            <ConditionForm
              key={part.handle}
              label={`Part ${index + 1}`}
              condition={part}
              earlier={earlier}
              optional={condition.parts.length > 1}
              onChange={(next) =>
                onChange({
                  ...condition,
                  parts: next === null ? condition.parts.toSpliced(index, 1) : condition.parts.with(index, next),
                })
              }
            />
          ))}
          {condition.asks !== 'not' && (
            <button
              type="button"
              className="way"
              onClick={() => onChange({ ...condition, parts: [...condition.parts, emptyCondition('fact')] })}
            >
              Add a part
            </button>
          )}
        </div>
      )}
    </fieldset>
  );
}

/** Another way of asking keeps what was typed, as far as it fits. */
function turned(condition: ConditionDraft | null, asks: ConditionDraft['asks']): ConditionDraft {
  if (condition === null) return emptyCondition(asks);
  if (asks === 'fact' || asks === 'answer') return emptyCondition(asks);
  if ('parts' in condition) return { ...condition, asks, parts: asks === 'not' ? condition.parts.slice(0, 1) : condition.parts };
  return { ...emptyCondition(asks), parts: [condition] } as ConditionDraft;
}
