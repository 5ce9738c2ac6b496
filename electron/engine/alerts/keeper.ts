import type { Engine } from '../engine.ts';
import { compileRule } from './compiled-rule.ts';
import { type Passed, passOver, isRecording } from './evaluator.ts';
import type { StoredRule } from './rule-rows.ts';
import { memoryOf } from './watch-memory.ts';
import { watchesOf } from './watch-rows.ts';

/** The work of a pass goes on for so long before others have their turn. */
const SLICE_MILLISECONDS = 12;
/** How often the clock is looked at, for what changes by it alone. */
const TICK_MILLISECONDS = 60_000;
/** After a commit others usually follow: they are looked at together. */
const REST_MILLISECONDS = 150;
/** What could not be recorded is tried again after so long: somebody else held the file, or the disk was full. */
const TRY_AGAIN_MILLISECONDS = 2_000;
/** A pass that was overtaken is made again so often; then it waits for the next change. */
const TRIES = 5;

/**
 * Keeps alerts evaluated while a workspace is open: at once, after every commit that may concern them, by whichever process, and every minute for
 * what changes with the clock. In slices, between which the engine answers others.
 */
export function keepAlertsEvaluated(engine: Engine): AlertKeeper {
  return new AlertKeeper(engine);
}

/** Alerts that are evaluated as long as an engine is open. */
export class AlertKeeper {
  readonly #engine: Engine;
  readonly #stopListening: () => void;
  readonly #ticking: NodeJS.Timeout;
  #resting: NodeJS.Timeout | null = null;
  #refused: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #isStopped = false;
  /** Columns whose events have come since the last pass; null for any: on opening, and after a pass that was overtaken. */
  #columns: Set<string> | null = null;
  #isWanted = true;
  #clock = true;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#stopListening = engine.journal.onChange(({ columns }) => {
      const others = columns.filter((column) => column !== 'delivery' && !(column === 'alerts' && isRecording(engine.store)));
      if (others.length > 0) this.#want(others, false);
    });
    this.#ticking = setInterval(() => this.#want([], true), TICK_MILLISECONDS);
    this.#ticking.unref();
    this.#startSoon(0);
  }

  /** Resolves when all that is known now has been evaluated. */
  async settled(): Promise<void> {
    while (!this.#isStopped && (this.#isWanted || this.#running !== null)) {
      this.#start();
      await this.#running;
    }
  }

  /** Looks at the clock now, and not only at the next full minute. */
  tick(): void {
    this.#want([], true);
  }

  stop(): void {
    this.#isStopped = true;
    memoryOf(this.#engine.store).isKept = false;
    this.#stopListening();
    clearInterval(this.#ticking);
    for (const timer of [this.#resting, this.#refused]) if (timer !== null) clearTimeout(timer);
  }

  #want(columns: readonly string[], clock: boolean): void {
    if (!this.#isWanted) [this.#columns, this.#clock] = [new Set(), false];
    this.#isWanted = true;
    for (const column of columns) this.#columns?.add(column);
    this.#clock ||= clock;
    this.#startSoon(REST_MILLISECONDS);
  }

  #startSoon(milliseconds: number): void {
    if (this.#isStopped || this.#resting !== null || this.#running !== null) return;
    this.#resting = setTimeout(() => this.#start(), milliseconds);
    this.#resting.unref();
  }

  #start(): void {
    if (this.#resting !== null) clearTimeout(this.#resting);
    this.#resting = null;
    this.#running ??= this.#work().finally(() => {
      this.#running = null;
      if (this.#isWanted) this.#startSoon(REST_MILLISECONDS);
    });
  }

  async #work(): Promise<void> {
    for (let tries = 0; this.#isWanted && tries < TRIES; tries += 1) {
      const [columns, clock] = [this.#columns, this.#clock];
      this.#isWanted = false;
      const isWhole = columns === null || columns.size > 0;
      const pass = passOver(this.#engine, (rule) => isConcerned(this.#engine, rule, columns, clock), isWhole);
      const passed = await this.#inSlices(pass);
      if (passed === 'recorded') memoryOf(this.#engine.store).isKept = true;
      if (passed === 'refused' && this.#engine.workspace.readOnly === null) this.#tryLater();
      if (passed === 'again') this.#wantAll();
    }
  }

  /** What it had found is forgotten with the refusal, and no event would ever ask for it again. */
  #tryLater(): void {
    this.#refused ??= setTimeout(() => {
      this.#refused = null;
      this.#wantAll();
      this.#startSoon(0);
    }, TRY_AGAIN_MILLISECONDS);
    this.#refused.unref();
  }

  #wantAll(): void {
    [this.#columns, this.#clock, this.#isWanted] = [null, true, true];
  }

  async #inSlices(pass: Generator<void, Passed>): Promise<Passed | null> {
    while (!this.#isStopped) {
      const until = performance.now() + SLICE_MILLISECONDS;
      do {
        const step = pass.next();
        if (step.done === true) return step.value;
      } while (performance.now() < until);
      await new Promise((resolve) => setImmediate(resolve));
    }
    // What it had found is not recorded, and must not be taken for known.
    memoryOf(this.#engine.store).forget();
    return null;
  }
}

/** Whether a rule may say another thing after events of some columns, or after the clock has gone on. */
function isConcerned(engine: Engine, rule: StoredRule, columns: ReadonlySet<string> | null, clock: boolean): boolean {
  if (columns === null) return true;
  const compiled = compileRule(engine, rule.terms.about.kind, rule.terms.rule);
  if ('fault' in compiled) return columns.size > 0;
  const { metrics, plan } = compiled.ok;
  if (clock) {
    const changes = metrics.some(({ clocked }) => clocked) || plan.inputs.some(({ offsets }) => offsets.length > 0);
    if (changes || rule.terms.schedule !== null || isTimed(compiled.ok)) return true;
  }
  if (columns.size === 0) return false;
  // It was armed by an undoing, or by another process that went away.
  if (columns.has('alerts') && watchesOf(engine.store, rule.rule).size === 0) return true;
  // Which subjects there are hangs on columns that nobody has told.
  if (rule.terms.about.which.of !== 'named') return true;
  return metrics.some(({ dependsOn }) => dependsOn === undefined || dependsOn.some((column) => columns.has(column)));
}

/** Sampled rules that have to last: a sample is due when they have lasted. */
function isTimed({
  samples,
  plan: { timing },
}: {
  readonly samples: boolean;
  readonly plan: { readonly timing: { readonly holdFor: number; readonly clearFor: number; readonly cooldown: number } };
}): boolean {
  return samples && timing.holdFor + timing.clearFor + timing.cooldown > 0;
}
