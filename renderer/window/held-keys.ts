/** Keys that were pressed before the screen that they are meant for was there. */
export interface HeldKeys {
  readonly none: () => boolean;
  /** Keeps a key, in order, and presses it again when its screen is there. */
  readonly hold: (event: KeyboardEvent) => void;
  /** Whether a key may wait at all: not one that backs out or moves the focus, nor one of the whole window, nor one that is held down. */
  readonly mayWait: (event: KeyboardEvent) => boolean;
  readonly isReplayed: (event: KeyboardEvent) => boolean;
  readonly forget: () => void;
}

/** A key that acts later than this, in milliseconds, would surprise who pressed it. */
const PATIENCE = 5_000;
/** How often it is asked whether the screen is there, in milliseconds. */
const LOOK_AGAIN = 16;
const NEVER = new Set(['Escape', 'Tab', 'Shift', 'Control', 'Alt', 'Meta']);

/**
 * Keeps keys until `isAwaited` is no longer so, and presses them again, one after the other, where the focus then is. Who went somewhere and types
 * on is as fast as they like: nothing is lost, and nothing reaches a screen that was left. Only where `mayAct` says no are they dropped: what asks for
 * a judgement is answered by a key that was pressed in sight of it.
 */
export function heldKeys(isAwaited: () => boolean, mayAct: () => boolean): HeldKeys {
  let keys: { readonly event: KeyboardEvent; readonly since: number }[] = [];
  const replayed = new WeakSet<KeyboardEvent>();
  let timer: ReturnType<typeof setTimeout> | null = null;

  /** `calm`: nothing was awaited the last time either, so that what was read last has been drawn. */
  function look(calm: boolean): void {
    timer = null;
    keys = keys.filter(({ since }) => performance.now() - since < PATIENCE);
    const [first] = keys;
    if (first === undefined) return;
    const ready = !isAwaited();
    if (ready && calm) {
      if (mayAct()) {
        keys.shift();
        press(first.event);
      } else keys = [];
    }
    if (keys.length > 0 && timer === null) timer = setTimeout(() => look(ready), ready && calm ? 0 : LOOK_AGAIN);
  }

  function press({ key, code, shiftKey }: KeyboardEvent): void {
    const again = new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true });
    replayed.add(again);
    (document.activeElement ?? document.body).dispatchEvent(again);
  }

  return {
    none: () => keys.length === 0,
    isReplayed: (event) => replayed.has(event),
    mayWait: ({ key, repeat, ctrlKey, metaKey, altKey }) =>
      !repeat && !ctrlKey && !metaKey && !altKey && !NEVER.has(key) && !/^F\d/.test(key),
    hold(event) {
      event.preventDefault();
      event.stopPropagation();
      const since = performance.now();
      // One that is pressed again and must wait once more was the first, and is so still.
      if (replayed.has(event)) keys.unshift({ event, since });
      else keys.push({ event, since });
      timer ??= setTimeout(() => look(false), LOOK_AGAIN);
    },
    forget() {
      keys = [];
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
