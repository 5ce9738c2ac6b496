/** Names of the messages between the window's preload script and the shell. */
export const CHANNELS = {
  /** Page → shell: a page has begun; what an earlier page had open ends. */
  began: 'countinghouse:began',
  /** Page → shell: a `ClientMessage` as text. */
  call: 'countinghouse:call',
  /** Shell → page: a `ServerMessage` as text. */
  answer: 'countinghouse:answer',
  /** Shell → page: a `ShellCommand`. */
  command: 'countinghouse:command',
  /** Page → shell: whether the window is discreet. */
  discreet: 'countinghouse:discreet',
  /** Page → shell, answered: the system's dialog for paths. */
  choose: 'countinghouse:choose',
  /** Page → shell, answered: another workspace. */
  openWorkspace: 'countinghouse:open-workspace',
} as const;
