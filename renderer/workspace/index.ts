export { UnlockForm } from './unlock-form.tsx';
export { WORKSPACE_COMMANDS } from './workspace-commands.ts';
