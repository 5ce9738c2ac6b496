/** The work goes on for so long before others have their turn. */
const TURN_MILLISECONDS = 12;
/** Steps of work that is done in slices by its caller are no longer than this, so that a slice ends nearly when it should. */
const STEP_MILLISECONDS = 4;

/** Goes through items in turns, so that the engine answers others in between. */
export async function* turns<T>(items: Iterable<T>): AsyncGenerator<T> {
  const turn = new Turn(TURN_MILLISECONDS);
  for (const item of items) {
    yield item;
    if (turn.isOver()) await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Says when work has gone on for long enough. It changes when something is done, and never what. */
export class Turn {
  readonly #length: number;
  #until: number;

  constructor(milliseconds = STEP_MILLISECONDS) {
    this.#length = milliseconds;
    this.#until = performance.now() + milliseconds;
  }

  /** Whether the turn is over; then the next begins. */
  isOver(): boolean {
    const now = performance.now();
    if (now < this.#until) return false;
    this.#until = now + this.#length;
    return true;
  }
}
