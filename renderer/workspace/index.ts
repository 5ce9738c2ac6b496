export { WORKSPACE_COMMANDS } from './workspace-commands.ts';
