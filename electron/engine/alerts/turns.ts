/** The work goes on for so long before others have their turn. */
const TURN_MILLISECONDS = 12;

/** Goes through items in turns, so that the engine answers others in between. */
export async function* turns<T>(items: Iterable<T>): AsyncGenerator<T> {
  let until = performance.now() + TURN_MILLISECONDS;
  for (const item of items) {
    yield item;
    if (performance.now() < until) continue;
    await new Promise((resolve) => setImmediate(resolve));
    until = performance.now() + TURN_MILLISECONDS;
  }
}
