import type { Day } from '../../../shared/figures/index.ts';
import type { Reader } from '../store/store.ts';
import { EVER, type MarketChanges, type SeriesChange } from './market-changes.ts';
import { type Keeper, keeperOf } from './market-memory.ts';
import type { SeriesName } from './staging.ts';

/** How a figure of the market is made, and made anew. */
interface Making<T> {
  /**
   * By its key. What it reads of other kept figures, and what it says it hangs on (see {@link hangsOn}), is noted while it is made. `before` is the
   * one that was made last, where only what it says of days from `from` on may be another.
   */
  make(store: Reader, key: string, before: Before<T> | null): T;
  /** Whether the one made anew says the same: then it stays the object that it was. */
  isSame?(one: T, other: T): boolean;
  /**
   * Of what does not belong to a day, such as whether a series exists at all: it is made anew at once, and where it is another, whatever hangs on it
   * may be another as a whole; where it is the same, nothing of that is.
   */
  isSwitch?: boolean;
}

export interface Before<T> {
  readonly made: T;
  readonly from: Day;
}

/** Figures of one kind by their keys, each kept until an event touches something that it was made of. */
export function keptEach<T>(making: Making<T>): (store: Reader, key: string) => T {
  return (store, key) => figuresOf(store).read(making, key);
}

/** The same of a figure that there is one of. */
export function kept<T>(making: Making<T>): (store: Reader) => T {
  return (store) => figuresOf(store).read(making, '');
}

/** The same of something without parts and without a past, which hangs on some topics. */
export function remembered<T>(topics: readonly Topic[], make: (store: Reader) => T): (store: Reader) => T {
  return kept({
    make(store) {
      for (const topic of topics) hangsOn(store, topic);
      return make(store);
    },
  });
}

/**
 * What the tables hold, as far as figures hang on it: a series; the prices of an asset, whatever they are in, and of the great currencies in it; any
 * series; the names of all series; tolerances; any observation, those of pools too.
 */
export type Topic = SeriesKey | `prices of ${string}` | 'series' | 'names' | 'tolerances' | 'data';

type SeriesKey = `${SeriesName['kind']}\0${string}\0${string}`;

/** A series as one text, which no other series has, whatever signs its names hold. */
export function seriesKey({ kind, subject, unit }: SeriesName): SeriesKey {
  return `${kind}\0${subject}\0${unit}`;
}

/** The series of such a text. */
export function seriesNamed(key: string): SeriesName {
  const [kind = '', subject = '', unit = ''] = key.split('\0');
  return { kind: kind as SeriesName['kind'], subject, unit };
}

/** Says while a figure is made that it hangs on something. */
export function hangsOn(store: Reader, topic: Topic): void {
  figuresOf(store).note(topic);
}

/** In these, prices of other assets may be turned round. */
export const TURNED: readonly string[] = ['USD', 'EUR'];

const figuresOf = keeperOf((store) => new KeptFigures(store));

/** Figures with what hangs on what. */
class KeptFigures implements Keeper {
  readonly #store: Reader;
  readonly #kept = new Map<Making<unknown>, Map<string, Figure>>();
  readonly #topics = new Map<string, Set<Figure>>();
  /** What is being made, and notes what it reads. */
  #making: Figure | null = null;
  /** Those that are to be made anew at once, with what they were: another one may make them before it is their turn. */
  #switches = new Map<Figure, Figure['kept']>();
  /** Series that are there: another observation of one of them brings no name. */
  readonly #names: Set<string>;

  constructor(store: Reader) {
    this.#store = store;
    this.#names = new Set(store.all<SeriesName>(NAMES).map(seriesKey));
  }

  read<T>(making: Making<T>, key: string): T {
    const figure = this.#figure(making, key);
    this.#hang(figure.dependents);
    return this.#made(figure) as T;
  }

  note(topic: Topic): void {
    if (this.#making === null) return;
    let dependents = this.#topics.get(topic);
    if (!dependents) this.#topics.set(topic, (dependents = new Set()));
    this.#hang(dependents);
  }

  takeIn({ series, pools, tolerances }: MarketChanges): void {
    for (const change of series) this.#touchSeries(change);
    if (series.length > 0) this.#touch('series', EVER);
    if (series.length > 0 || pools.size > 0) this.#touch('data', EVER);
    if (tolerances) this.#touch('tolerances', EVER);
    // What a switch spoils may have a switch hang on it again.
    while (this.#switches.size > 0) {
      const switches = this.#switches;
      this.#switches = new Map();
      for (const [figure, before] of switches) {
        this.#made(figure);
        if (figure.kept !== before) for (const dependent of figure.dependents) this.#spoil(dependent, EVER);
      }
    }
  }

  #touchSeries(change: SeriesChange): void {
    const { kind, subject, unit, from, mayCease } = change;
    const name = seriesKey(change);
    this.#touch(name, from);
    if (kind === 'price') {
      this.#touch(`prices of ${subject}`, from);
      if (TURNED.includes(subject)) this.#touch(`prices of ${unit}`, from);
    }
    if (!mayCease && this.#names.has(name)) return;
    this.#touch('names', EVER);
    if (mayCease) this.#names.delete(name);
    else this.#names.add(name);
  }

  #touch(topic: Topic, from: Day): void {
    for (const figure of this.#topics.get(topic) ?? []) this.#spoil(figure, from);
  }

  #spoil(figure: Figure, from: Day): void {
    if (figure.spoiltFrom === null || from < figure.spoiltFrom) figure.spoiltFrom = from;
    if (figure.making.isSwitch !== true) for (const dependent of figure.dependents) this.#spoil(dependent, from);
    else if (!this.#switches.has(figure)) this.#switches.set(figure, figure.kept);
  }

  #figure(making: Making<unknown>, key: string): Figure {
    let figures = this.#kept.get(making);
    if (!figures) this.#kept.set(making, (figures = new Map()));
    let figure = figures.get(key);
    if (!figure) figures.set(key, (figure = { making, key, kept: null, spoiltFrom: EVER, hangsOn: new Set(), dependents: new Set() }));
    return figure;
  }

  #hang(dependents: Set<Figure>): void {
    if (this.#making === null) return;
    dependents.add(this.#making);
    this.#making.hangsOn.add(dependents);
  }

  #made(figure: Figure): unknown {
    const { making, key, kept, spoiltFrom } = figure;
    if (kept !== null && spoiltFrom === null) return kept.made;
    const before = kept !== null && spoiltFrom !== null && spoiltFrom !== EVER ? { made: kept.made, from: spoiltFrom } : null;
    // Of one that is made in part, the part that stays hangs on what it hung on.
    if (before === null) {
      for (const dependents of figure.hangsOn) dependents.delete(figure);
      figure.hangsOn.clear();
    }
    const outer = this.#making;
    this.#making = figure;
    try {
      const made = making.make(this.#store, key, before);
      if (kept === null || !(making.isSame?.(kept.made, made) ?? kept.made === made)) figure.kept = { made };
      figure.spoiltFrom = null;
    } catch (thrown) {
      [figure.kept, figure.spoiltFrom] = [null, EVER];
      throw thrown;
    } finally {
      this.#making = outer;
    }
    return figure.kept!.made;
  }
}

const NAMES = `SELECT DISTINCT kind, subject, unit FROM market_series JOIN market_dataset USING (dataset) WHERE live = 1
  UNION SELECT 'price', asset, currency FROM market_hand_price`;

interface Figure {
  readonly making: Making<unknown>;
  readonly key: string;
  kept: { readonly made: unknown } | null;
  /** Null while it stands. */
  spoiltFrom: Day | null;
  /** The sets of dependents that it is in. */
  readonly hangsOn: Set<Set<Figure>>;
  readonly dependents: Set<Figure>;
}
