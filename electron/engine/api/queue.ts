/** Turns a listener into an async iterable that ends with its signal: what comes while nobody looks waits its turn. */
export async function* queueOf<T>(signal: AbortSignal, listen: (push: (value: T) => void) => () => void): AsyncIterable<T> {
  const waiting: T[] = [];
  let wake: () => void = () => {};
  const stop = listen((value) => {
    waiting.push(value);
    wake();
  });
  const ended = () => wake();
  signal.addEventListener('abort', ended, { once: true });
  try {
    while (!signal.aborted) {
      while (waiting.length > 0) yield waiting.shift()!;
      if (signal.aborted) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    signal.removeEventListener('abort', ended);
    stop();
  }
}
