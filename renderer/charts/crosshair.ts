/** The instant that several charts read out together; null where none does. Kept outside React: it moves with every frame. */
export interface Crosshair {
  readonly at: () => number | null;
  readonly move: (at: number | null) => void;
  readonly follow: (listener: () => void) => () => void;
}

export function newCrosshair(): Crosshair {
  let now: number | null = null;
  const listeners = new Set<() => void>();
  return {
    at: () => now,
    move(at) {
      if (at === now) return;
      now = at;
      for (const listener of listeners) listener();
    },
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
