import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { WeeklyHours } from '../../shared/alerts/index.ts';
import { useReading } from '../engine/reading.ts';
import { channelsReading, templatesReading } from './then-readings.ts';
import { HoursField } from './hours-field.tsx';
import type { RuleDraft } from './rule-draft.ts';

interface ThenFieldsProps {
  readonly draft: RuleDraft;
  readonly suggestedTitle: string;
  readonly onChange: (changes: Partial<RuleDraft>) => void;
}

/** Screens that help against what fires, by the place that opens them. */
const SCREENS = [
  ['positions', 'Positions'],
  ['market', 'Market data'],
  ['venues', 'Venues'],
  ['otc', 'Settlements'],
  ['pretrade', 'Pre-trade'],
  ['checklists', 'Checklists'],
] as const;

const WORKING: Omit<WeeklyHours, 'zone'> = { days: [1, 2, 3, 4, 5], from: '08:00', to: '19:00' };
const NIGHT: Omit<WeeklyHours, 'zone'> = { days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '07:00' };

/** What is to be done when it fires, when, and by which ways it is told. */
export function ThenFields({ draft, suggestedTitle, onChange }: ThenFieldsProps) {
  const { data: templates = [] } = useReading(templatesReading);
  const { data: channels = [] } = useReading(channelsReading);
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { todo } = draft;
  const chosen = todo === null ? '' : todo.open === 'screen' ? `screen ${todo.screen}` : `checklist ${todo.template}`;
  function chooseTodo(value: string): void {
    const [open = '', id = ''] = value.split(' ');
    if (open === 'screen') onChange({ todo: { open: 'screen', screen: id, subject: null } });
    else onChange({ todo: open === 'checklist' ? { open: 'checklist', template: id } : null });
  }
  return (
    <>
      <fieldset>
        <legend>Then</legend>
        <TextInput
          label="Title"
          value={draft.title}
          placeholder={suggestedTitle === '' ? 'Depeg of stETH' : suggestedTitle}
          autoComplete="off"
          onChange={(event) => onChange({ title: event.currentTarget.value })}
        />
        <NativeSelect
          label="What to do"
          description="One press in the alert opens it."
          value={chosen}
          data={[
            { value: '', label: 'nothing' },
            { group: 'Open a screen', items: SCREENS.map(([id, title]) => ({ value: `screen ${id}`, label: title })) },
            {
              group: 'Begin a checklist',
              items: templates.map(({ key, title }) => ({ value: `checklist ${key}`, label: title })),
            },
          ]}
          onChange={(event) => chooseTodo(event.currentTarget.value)}
        />
        <Textarea
          label="Note"
          value={draft.note}
          placeholder="Why this line, and what I decided to do when it is crossed"
          autosize
          minRows={2}
          maxRows={10}
          onChange={(event) => onChange({ note: event.currentTarget.value })}
        />
      </fieldset>
      <fieldset>
        <legend>When it is told</legend>
        <HoursField
          label="Fires only within these hours"
          without="It may fire at any time."
          value={draft.schedule}
          first={{ ...WORKING, zone }}
          onChange={(schedule) => onChange({ schedule })}
        />
        <HoursField
          label="Quiet hours of its own"
          without="Told in the workspace’s quiet hours only where it is critical."
          value={draft.quiet}
          first={{ ...NIGHT, zone }}
          onChange={(quiet) => onChange({ quiet })}
        />
        <Checkbox
          label="Tell also that it cannot be evaluated"
          description="Missing data never fire as zero; with this they fire as what they are."
          checked={draft.tellsUnknown}
          onChange={(event) => onChange({ tellsUnknown: event.currentTarget.checked })}
        />
        {channels.length > 0 && (
          <Checkbox.Group
            label="Sent by"
            description={draft.channels === null ? 'Those that are on by default.' : 'Only these.'}
            value={[...(draft.channels ?? channels.filter(({ byDefault }) => byDefault).map(({ channel }) => channel))]}
            onChange={(next) => onChange({ channels: next })}
          >
            <div className="rule-line">
              {channels.map(({ channel, name }) => (
                <Checkbox key={channel} value={channel} label={name} />
              ))}
            </div>
          </Checkbox.Group>
        )}
      </fieldset>
    </>
  );
}
