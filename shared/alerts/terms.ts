import { type Duration, lengthOf, operandText, type Quantity, type Subject, thresholdOf, type unitOfSubject } from '../watchlists/index.ts';
import { Constant } from './values.ts';

/** What a plan's numbers and times come to, worked out once for all evaluations of it. */
export class Terms {
  readonly #constants = new Map<Quantity, Constant>();
  readonly #lengths = new Map<Duration, number>();
  readonly #texts = new Map<Subject, string>();

  constant(quantity: Quantity, unit: ReturnType<typeof unitOfSubject>): Constant {
    const known = this.#constants.get(quantity);
    if (known !== undefined) return known;
    const constant = new Constant(thresholdOf(quantity, unit));
    this.#constants.set(quantity, constant);
    return constant;
  }

  /** Milliseconds. */
  lengthOf(duration: Duration): number {
    const known = this.#lengths.get(duration);
    if (known !== undefined) return known;
    const length = lengthOf(duration);
    this.#lengths.set(duration, length);
    return length;
  }

  textOf(subject: Subject): string {
    const known = this.#texts.get(subject);
    if (known !== undefined) return known;
    const text = operandText(subject);
    this.#texts.set(subject, text);
    return text;
  }
}
