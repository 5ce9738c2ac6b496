import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge, ShellCommand } from '../../shared/wire/bridge.ts';
import { CHANNELS } from './channels.ts';

const commandListeners = new Set<(command: ShellCommand) => void>();
const early: ShellCommand[] = [];

ipcRenderer.on(CHANNELS.command, (_event, command: ShellCommand) => {
  if (commandListeners.size === 0) early.push(command);
  for (const listener of commandListeners) listener(command);
});

const bridge: Bridge = {
  platform: process.platform,
  send: (message) => ipcRenderer.send(CHANNELS.call, message),
  onMessage(listener) {
    const heard = (_event: unknown, message: string) => listener(message);
    ipcRenderer.on(CHANNELS.answer, heard);
    return () => void ipcRenderer.off(CHANNELS.answer, heard);
  },
  onCommand(listener) {
    commandListeners.add(listener);
    for (const command of early.splice(0)) listener(command);
    return () => void commandListeners.delete(listener);
  },
  hideAmounts: (hidden) => ipcRenderer.send(CHANNELS.discreet, hidden),
  pathOf: (file) => webUtils.getPathForFile(file),
  choose: (what, suggestedName) => ipcRenderer.invoke(CHANNELS.choose, what, suggestedName),
  openWorkspace: (workspace) => ipcRenderer.invoke(CHANNELS.openWorkspace, workspace),
};

ipcRenderer.send(CHANNELS.began);
contextBridge.exposeInMainWorld('countinghouse', bridge);
