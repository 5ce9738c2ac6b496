import { type Density, setPreferences, type Theme, usePreferences } from '../window/preferences.ts';
import { Choice } from './choice.tsx';
import { SettingRow } from './setting-row.tsx';

const THEMES: ReadonlyArray<{ value: Theme; title: string }> = [
  { value: 'light', title: 'Light' },
  { value: 'dark', title: 'Dark' },
  { value: 'system', title: 'As the system' },
];
const DENSITIES: ReadonlyArray<{ value: Density; title: string }> = [
  { value: 'compact', title: 'Compact' },
  { value: 'comfortable', title: 'Comfortable' },
];
const DISCREET: ReadonlyArray<{ value: 'shown' | 'hidden'; title: string }> = [
  { value: 'shown', title: 'Shown' },
  { value: 'hidden', title: 'Hidden' },
];

/** How this window looks. Kept with the window, so it writes nothing into the workspace. */
export function AppearanceSection() {
  const { theme, density, discreet } = usePreferences();
  return (
    <section className="settings-section" aria-labelledby="settings-appearance">
      <h2 id="settings-appearance">Appearance</h2>
      <p className="settings-says">Kept with this window, not with the workspace: two people may look at one file differently.</p>
      <SettingRow title="Theme" changes="Colours of the window; gain and loss stay apart in both, by sign as well as by colour.">
        {({ says }) => (
          <Choice label="Theme" describedBy={says} value={theme} options={THEMES} onChange={(value) => setPreferences({ theme: value })} />
        )}
      </SettingRow>
      <SettingRow title="Density" changes="Height of rows and size of type. Compact shows a third more rows.">
        {({ says }) => (
          <Choice
            label="Density"
            describedBy={says}
            value={density}
            options={DENSITIES}
            onChange={(value) => setPreferences({ density: value })}
          />
        )}
      </SettingRow>
      <SettingRow title="Amounts" changes="Hidden, amounts of money and coins give way to weights; percentages stay. For a shared screen.">
        {({ says }) => (
          <Choice
            label="Amounts"
            describedBy={says}
            value={discreet ? 'hidden' : 'shown'}
            options={DISCREET}
            onChange={(value) => setPreferences({ discreet: value === 'hidden' })}
          />
        )}
      </SettingRow>
    </section>
  );
}
