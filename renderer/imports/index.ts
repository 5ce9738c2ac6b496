export { chooseFiles } from './choose-files.ts';
export { CountsBar } from './counts-bar.tsx';
export { listenForDrops } from './drop.ts';
export { handOver } from './hand-over.ts';
export { IMPORT_COMMANDS } from './import-commands.ts';
export { takeFiles } from './waiting-files.ts';
