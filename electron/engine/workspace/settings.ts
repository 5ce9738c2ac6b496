import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import { DEFAULT_SETTINGS, SETTING_NAMES, type SettingChanged, type SettingName, type Settings } from '../../../shared/workspace/index.ts';
import type { NewEvent } from '../../../shared/journal/index.ts';
import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';

/** Every setting as it stands: what the owner has told, else the default. */
export function readSettings(store: Reader): Settings {
  const told = store.all<{ name: string; value: string }>('SELECT name, value FROM workspace_setting');
  return { ...DEFAULT_SETTINGS, ...Object.fromEntries(told.map(({ name, value }) => [name, JSON.parse(value)])) };
}

/** Changes the settings that are given and differ; answers all as they then stand. */
export function changeSettings(engine: Pick<Engine, 'store' | 'journal'>, changes: Partial<Settings>): Outcome<Settings> {
  const current = readSettings(engine.store);
  const events = SETTING_NAMES.flatMap((setting): NewEvent<SettingChanged>[] => {
    const [before, after] = [current[setting], changes[setting]];
    return after === undefined || after === before
      ? []
      : [{ type: 'workspace.setting-changed', subject: setting, payload: { setting, before, after } }];
  });
  try {
    const committed = engine.journal.commit(events, (store) => requireUnchanged(readSettings(store), current, events));
    return isRefused(committed) ? committed : done(readSettings(engine.store));
  } catch (thrown) {
    if (!(thrown instanceof ChangedMeanwhile)) throw thrown;
    return refuse(
      'changed-meanwhile',
      `Another window or terminal has just changed ${thrown.message}. Nothing was changed here; look again, then decide.`,
    );
  }
}

/** An event must not say that something was before which was not: undoing it would bring back what nobody had. */
class ChangedMeanwhile extends Error {}

function requireUnchanged(now: Settings, seen: Settings, events: readonly NewEvent[]): void {
  for (const { subject } of events) if (now[subject as SettingName] !== seen[subject as SettingName]) throw new ChangedMeanwhile(subject);
}
