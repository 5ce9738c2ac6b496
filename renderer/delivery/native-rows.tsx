import { SEVERITIES, type Severity } from '../../shared/alerts/index.ts';
import type { DeliveryPreferences } from '../../shared/delivery/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { Choice, SettingRow } from '../workspace/index.ts';

const LEAST: ReadonlyArray<{ value: Severity | 'none'; title: string }> = [
  { value: 'none', title: 'None' },
  ...SEVERITIES.map((value) => ({ value, title: value.charAt(0).toUpperCase() + value.slice(1) })),
];
const SOUND: ReadonlyArray<{ value: 'on' | 'off'; title: string }> = [
  { value: 'on', title: 'With sound' },
  { value: 'off', title: 'Silent' },
];

/** Notifications of the operating system: from which severity on, and whether they sound. */
export function NativeRows({ native }: { readonly native: DeliveryPreferences['native'] }) {
  const change = useCarrying(api.delivery.changePreferences.mutate);
  async function set(next: DeliveryPreferences['native'], says: string): Promise<void> {
    if ((await change.carry({ native: next })) !== null) sayChanged(says);
  }
  return (
    <>
      <SettingRow
        title="Notifications"
        changes="Of the system, from this severity on, while the window is open or minimised; in discreet mode they say no value. A browser shows none."
      >
        {({ says }) => (
          <Choice
            label="Notifications"
            describedBy={says}
            value={native?.least ?? 'none'}
            options={LEAST}
            onChange={(value) =>
              void (value === 'none'
                ? set(null, 'The system shows no alerts any more.')
                : set({ least: value, sound: native?.sound ?? true }, `The system shows alerts from ${value} on.`))
            }
          />
        )}
      </SettingRow>
      {native !== null && (
        <SettingRow title="Their sound" changes="The system's own. Which alerts sound in this window is set where alerts are listed.">
          {({ says }) => (
            <Choice
              label="Sound of notifications"
              describedBy={says}
              value={native.sound ? 'on' : 'off'}
              options={SOUND}
              onChange={(value) =>
                void set({ ...native, sound: value === 'on' }, value === 'on' ? 'Notifications sound.' : 'Notifications are silent.')
              }
            />
          )}
        </SettingRow>
      )}
      {change.refusal && <RefusalLine refusal={change.refusal} />}
    </>
  );
}
