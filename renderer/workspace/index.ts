export { Choice } from './choice.tsx';
export { SettingRow } from './setting-row.tsx';
export { UnlockForm } from './unlock-form.tsx';
export { WORKSPACE_COMMANDS } from './workspace-commands.ts';
