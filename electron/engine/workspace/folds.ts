import type { BackedUp, SettingChanged } from '../../../shared/workspace/index.ts';
import { type Fold, fold } from '../column.ts';

export const workspaceFolds: Readonly<Record<string, Fold>> = {
  'workspace.setting-changed': fold<SettingChanged>((store, { payload: { setting, after } }) => {
    store.run('INSERT OR REPLACE INTO workspace_setting (name, value) VALUES (?, ?)', setting, JSON.stringify(after));
  }),
  'workspace.backed-up': fold<BackedUp>((store, { id, payload }) => {
    store.run(
      'INSERT OR REPLACE INTO workspace_backup (event, file, reason, made_at, events, root, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)',
      id,
      payload.file,
      payload.reason,
      payload.madeAt,
      payload.events,
      payload.root,
      payload.bytes,
    );
  }),
};
