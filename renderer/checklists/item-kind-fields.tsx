import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { MetricField } from './metric-field.tsx';
import { emptyOption, type ItemDraft, nextId, type OperandDraft, type OptionDraft } from './template-draft.ts';
import type { TemplateComplaints } from './template-complaints.ts';

interface ItemKindFieldsProps {
  readonly item: ItemDraft;
  readonly complaints: TemplateComplaints;
  readonly onChange: (changes: Partial<ItemDraft>) => void;
}

type TextField = { readonly [Field in keyof ItemDraft]: ItemDraft[Field] extends string ? Field : never }[keyof ItemDraft];

/** The fields that only this kind of item has. */
export function ItemKindFields({ item, complaints, onChange }: ItemKindFieldsProps) {
  const complaint = (name: keyof ItemDraft) => complaints.get(`${item.handle}.${name}`);
  const field = (name: TextField, label: string, description?: string, numeric = false) => (
    <TextInput
      label={label}
      description={description}
      value={item[name]}
      error={complaint(name)}
      inputMode={numeric ? 'decimal' : 'text'}
      spellCheck={false}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  );
  switch (item.kind) {
    case 'tick':
      return null;
    case 'value':
      return (
        <div className="form-fields">
          {field('unit', 'Unit', 'such as hours, USD, %')}
          {field('atLeast', 'Passes from', 'empty: no lower bound', true)}
          {field('atMost', 'Passes to', 'empty: no upper bound', true)}
        </div>
      );
    case 'choice':
      return (
        <Options
          options={item.options}
          whole={complaint('options')}
          complaints={complaints}
          onChange={(options) => onChange({ options })}
        />
      );
    case 'date':
      return (
        <div className="form-fields">
          {field('atMostDaysAgo', 'At most so many days ago', undefined, true)}
          {field('atLeastDaysAhead', 'At least so many days ahead', undefined, true)}
        </div>
      );
    case 'text':
      return <div className="form-fields">{field('atLeastCharacters', 'At least so many characters', undefined, true)}</div>;
    case 'evidence':
      return <div className="form-fields">{field('atLeastFiles', 'At least so many files', undefined, true)}</div>;
    case 'computed':
      return (
        <div className="form-fields">
          <MetricField label="Metric" value={item.metric} error={complaint('metric')} onChange={(metric) => onChange({ metric })} />
          {field('atLeast', 'Passes from', 'empty: the metric itself is a verdict', true)}
          {field('atMost', 'Passes to', undefined, true)}
        </div>
      );
    case 'compare':
      return (
        <>
          <Operand label="Left side" operand={item.left} error={complaint('left')} onChange={(left) => onChange({ left })} />
          <Operand label="Right side" operand={item.right} error={complaint('right')} onChange={(right) => onChange({ right })} />
          <div className="form-fields">
            <NativeSelect
              label="Compared"
              value={item.as}
              data={[
                { value: 'text', label: 'as text, to the letter' },
                { value: 'number', label: 'as numbers' },
                { value: 'characters', label: 'by characters at some positions' },
              ]}
              onChange={(event) => onChange({ as: event.currentTarget.value as ItemDraft['as'] })}
            />
            {item.as === 'number' && field('tolerance', 'They may differ by', 'empty: not at all', true)}
            {item.as === 'characters' && field('positions', 'Positions to type', 'from 4 to 12', true)}
          </div>
        </>
      );
    case 'signature':
      return (
        <>
          <div className="form-fields">{field('role', 'Who signs', 'a role, such as approver')}</div>
          <Textarea
            label="What is stated"
            value={item.statement}
            error={complaint('statement')}
            autosize
            minRows={1}
            onChange={(event) => onChange({ statement: event.currentTarget.value })}
          />
        </>
      );
    case 'timer':
      return <div className="form-fields">{field('minutes', 'Minutes', 'counted from when it is first shown', true)}</div>;
    case 'sub-list':
      return <div className="form-fields">{field('template', 'Key of the other checklist', 'such as TPL-CONFIRM')}</div>;
    default:
      return item.kind satisfies never;
  }
}

interface OptionsProps {
  readonly options: readonly OptionDraft[];
  readonly whole: string | undefined;
  readonly complaints: TemplateComplaints;
  readonly onChange: (options: readonly OptionDraft[]) => void;
}

/** The answers one may choose from, by digits from 1 on. */
function Options({ options, whole, complaints, onChange }: OptionsProps) {
  const change = (at: number, changes: Partial<OptionDraft>) =>
    onChange(options.map((option, index) => (index === at ? { ...option, ...changes } : option)));
  return (
    <fieldset className="options">
      <legend>Options, chosen by their digit</legend>
      {options.map((option, index) => (
        <div key={option.handle} className="option-row">
          <span className="muted">{index + 1}</span>
          <TextInput
            aria-label={`Id of option ${index + 1}`}
            value={option.id}
            error={complaints.get(`${option.handle}.id`)}
            spellCheck={false}
            onChange={(event) => change(index, { id: event.currentTarget.value })}
          />
          <TextInput
            aria-label={`Text of option ${index + 1}`}
            value={option.text}
            error={complaints.get(`${option.handle}.text`)}
            onChange={(event) => change(index, { text: event.currentTarget.value })}
          />
          <NativeSelect
            aria-label={`Result of option ${index + 1}`}
            value={option.result}
            data={['pass', 'fail', 'unknown']}
            onChange={(event) => change(index, { result: event.currentTarget.value as OptionDraft['result'] })}
          />
          <button
            type="button"
            className="quiet"
            disabled={options.length <= 2}
            aria-label={`Remove option ${index + 1}`}
            onClick={() => onChange(options.toSpliced(index, 1))}
          >
            Remove
          </button>
        </div>
      ))}
      {whole !== undefined && <p className="field-complaint">{whole}</p>}
      <button
        type="button"
        className="way"
        disabled={options.length >= 12}
        onClick={() =>
          onChange([
            ...options,
            emptyOption(
              nextId(
                options.map(({ id }) => id),
                'o',
              ),
            ),
          ])
        }
      >
        Add an option
      </button>
    </fieldset>
  );
}

interface OperandProps {
  readonly label: string;
  readonly operand: OperandDraft;
  readonly error: string | undefined;
  readonly onChange: (operand: OperandDraft) => void;
}

const FROM = [
  { value: 'metric', label: 'a metric' },
  { value: 'fact', label: 'a fact of the subject' },
  { value: 'typed', label: 'typed by the person' },
] as const;

function Operand({ label, operand, error, onChange }: OperandProps) {
  return (
    <div className="form-fields">
      <NativeSelect
        label={label}
        value={operand.from}
        data={[...FROM]}
        onChange={(event) => onChange({ ...operand, from: event.currentTarget.value as OperandDraft['from'] })}
      />
      {operand.from === 'metric' ? (
        <MetricField label="Its name" value={operand.name} error={error} onChange={(name) => onChange({ ...operand, name })} />
      ) : (
        <TextInput
          label={operand.from === 'typed' ? 'What to type, and from where' : 'Its name'}
          value={operand.name}
          error={error}
          onChange={(event) => onChange({ ...operand, name: event.currentTarget.value })}
        />
      )}
    </div>
  );
}
