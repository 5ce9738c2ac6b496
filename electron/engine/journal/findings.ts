/** One thing that does not hold, in a sentence, with the entry or table it concerns. */
export interface Finding {
  readonly message: string;
  readonly seq?: number;
  readonly table?: string;
}

/** How many findings of one check are told; the rest are counted. */
const TOLD = 50;

/** What one check has looked at and found. A store that somebody has rewritten has a finding for each entry; not all are kept. */
export class Findings {
  /** Things looked at. */
  checked = 0;
  readonly #told: Finding[] = [];
  #count = 0;

  add(message: string, where: Omit<Finding, 'message'> = {}): void {
    this.#count += 1;
    if (this.#told.length < TOLD) this.#told.push({ message, ...where });
  }

  get count(): number {
    return this.#count;
  }

  get told(): readonly Finding[] {
    return this.#told;
  }
}
