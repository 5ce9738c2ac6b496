import { commandsHere, runCommand, useRegistry, type Command } from './commands.ts';
import { type HeldKeys, heldKeys } from './held-keys.ts';
import { say } from './notices.ts';

/** How long the second key of `g p` may take, in milliseconds. */
const CHORD_PATIENCE = 1_500;
const MAC = /mac/i.test(navigator.platform);

/** One pressed key as commands write it: `mod+k`, `shift+Enter`, `?`, `F6`. Shift is named only where the key has no own sign for it. */
export function pressed(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  const named = event.key.length > 1;
  const mod = event.ctrlKey || event.metaKey;
  const key = event.key.length === 1 && mod ? event.key.toLowerCase() : event.key;
  return `${mod ? 'mod+' : ''}${event.altKey ? 'alt+' : ''}${event.shiftKey && (named || mod) ? 'shift+' : ''}${key}`;
}

/** The keys as they are printed on this machine's keyboard. */
export function printedKeys(keys: string): string {
  const signs: Readonly<Record<string, string>> = {
    mod: MAC ? '⌘' : 'Ctrl',
    shift: MAC ? '⇧' : 'Shift',
    alt: MAC ? '⌥' : 'Alt',
    Escape: 'Esc',
    ArrowDown: '↓',
    ArrowUp: '↑',
    ArrowLeft: '←',
    ArrowRight: '→',
    ' ': 'Space',
  };
  return keys
    .split(' ')
    .map((chord) =>
      chord
        .split('+')
        .map((part) => signs[part] ?? (part.length === 1 && chord.includes('+') ? part.toUpperCase() : part))
        .join(' '),
    )
    .join(' then ');
}

/**
 * Listens on the whole window for the keys of commands; answers the function that stops it. A key that is pressed after somebody has gone to a
 * screen, and before the screen is there, waits for it: see {@link heldKeys}. `isReading`: the first answers that a screen shows are still to come.
 */
export function listenForKeys(isReading: () => boolean = () => false): () => void {
  const held: HeldKeys = heldKeys(() => isAwaited(isReading), mayActEarly);
  let begun: { keys: string; at: number } | null = null;
  const chordOf = (event: KeyboardEvent, key: string) =>
    begun && event.timeStamp - begun.at < CHORD_PATIENCE ? `${begun.keys} ${key}` : null;
  /** The second key of a chord belongs to the window, even where a list has its own use for that key: `g k` and `g j` go somewhere. */
  function onCapture(event: KeyboardEvent): void {
    if (isTyping(event.target)) return;
    const key = pressed(event);
    const chord = chordOf(event, key);
    const completes = chord !== null && withKeys(commandsHere(), chord) !== undefined;
    if (waits(event, key) && !(held.none() && (completes || begins(commandsHere(), key)))) {
      held.hold(event);
    } else if (completes) {
      event.stopPropagation();
      onKeyDown(event);
    }
  }
  /** Behind a key that waits, those that follow wait too; else only until the screen is drawn. */
  function waits(event: KeyboardEvent, key: string): boolean {
    if (held.isReplayed(event)) return false;
    return (useRegistry.getState().awaited !== null || !held.none()) && held.mayWait(event) && !pressesFocused(event.target, key);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
    const key = pressed(event);
    if (pressesFocused(event.target, key)) return;
    const typing = isTyping(event.target);
    const commands = commandsHere().filter((command) => !typing || worksWhileTyping(command, key));
    const chord = chordOf(event, key);
    begun = null;
    const command = (chord && withKeys(commands, chord)) || withKeys(commands, key);
    if (command) {
      event.preventDefault();
      if (command.refusal?.() != null && isAwaited(isReading) && held.mayWait(event)) return held.hold(event);
      const reason = runCommand(command);
      if (reason) say({ tone: 'plain', text: reason });
    } else if (!typing && begins(commands, key)) {
      begun = { keys: key, at: event.timeStamp };
      event.preventDefault();
    } else if (!typing && isAwaited(isReading) && held.mayWait(event)) {
      held.hold(event);
    }
  }
  window.addEventListener('keydown', onCapture, { capture: true });
  window.addEventListener('keydown', onKeyDown);
  return () => {
    held.forget();
    window.removeEventListener('keydown', onCapture, { capture: true });
    window.removeEventListener('keydown', onKeyDown);
  };
}

/** How long after a screen is drawn a key that it cannot answer yet may wait for what the screen shows, in milliseconds. */
const ANSWER_PATIENCE = 3_000;

/** Whether somebody has just gone to a screen that is not drawn, or has not read what it shows. */
function isAwaited(isReading: () => boolean): boolean {
  const { awaited, arrived } = useRegistry.getState();
  return awaited !== null || (performance.now() - arrived < ANSWER_PATIENCE && isReading());
}

/** Whether the screen takes keys that were pressed before it was there: not one that asks for a judgement, which it marks by `data-seen-first`. */
function mayActEarly(): boolean {
  const { activePanel } = useRegistry.getState();
  return activePanel === null || document.querySelector(`[data-panel="${CSS.escape(activePanel)}"] [data-seen-first]`) === null;
}

/** Whether a key is the first of a chord. */
function begins(commands: readonly Command[], key: string): boolean {
  return commands.some((each) => each.keys?.some((keys) => keys.startsWith(`${key} `)));
}

function withKeys(commands: readonly Command[], keys: string): Command | undefined {
  return commands.find((command) => command.keys?.includes(keys));
}

function worksWhileTyping(command: Command, key: string): boolean {
  return command.whileTyping === true || key.startsWith('mod+') || /^(shift\+)?F\d/.test(key);
}

/** Enter and Space press the button or link that has the focus; no command of a list may take them away from it. */
function pressesFocused(target: EventTarget | null, key: string): boolean {
  if (key !== 'Enter' && key !== ' ') return false;
  return target instanceof HTMLElement && target.closest('button, a[href], summary, [role="button"]') !== null;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'reset', 'range', 'file'].includes(target.type);
}
