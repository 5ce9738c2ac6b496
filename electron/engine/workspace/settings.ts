import { done, isRefused, type Outcome } from '../../../shared/figures/index.ts';
import { DEFAULT_SETTINGS, SETTING_NAMES, type SettingChanged, type Settings } from '../../../shared/workspace/index.ts';
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
  const committed = engine.journal.commit(events);
  return isRefused(committed) ? committed : done(readSettings(engine.store));
}
