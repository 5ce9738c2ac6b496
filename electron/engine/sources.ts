import type { Figure, History, Metric, MetricValue, Origin, RateBasis, Subject, SubjectKind } from '../../shared/figures/index.ts';
import type { Column } from './column.ts';
import type { Engine } from './engine.ts';

/** A metric with the way to read it of one subject. Unavailable where the subject is gone or an input is missing; never zero instead. */
export interface MetricSource extends Metric {
  readonly read: (engine: Engine, subject: string) => Figure<MetricValue>;
  /**
   * The same of every subject at once, where a column can do better than one by one: in the order of the kind's {@link SubjectSource.list}.
   * It must answer what `read` answers.
   */
  readonly readAll?: (engine: Engine) => MetricTable;
  /** What was observed of it, where the workspace keeps that; absent where it is only known now. */
  readonly history?: (engine: Engine, subject: string) => Figure<MetricHistory>;
  /** The columns whose events may change it; any where left out. */
  readonly dependsOn?: readonly string[];
}

/** One metric of all subjects of a kind: numbers (NaN where unknown), or words where its unit says so (null where unknown). */
export type MetricTable = { readonly numbers: Float64Array } | { readonly texts: readonly (string | null)[] };

/** The observations of one metric of one subject, each with where it came from. */
export interface MetricHistory {
  /**
   * Another object as soon as any of its observations is another or one follows; a column that keeps it gives the same one until then, as the market
   * does, and spares its readers a comparison. Nobody adds to it; who wants to go on from it takes a copy.
   */
  readonly history: History;
  readonly currency?: string;
  readonly basis?: RateBasis;
  /** The basis of one observation, where it may be another than that of the newest: a rate that had rewards in it once. */
  readonly basisAt?: (index: number) => RateBasis;
  /** How values came about where they were not simply observed, in a sentence. */
  readonly says?: string;
  originOf(index: number): Origin;
}

/** A kind of thing that checklists and alerts can be about, told by the column that owns it. */
export interface SubjectSource {
  readonly kind: SubjectKind;
  /** Every one there is, in a fixed order; absent where they cannot be told. Kept by the column while nothing of it changes: the same array. */
  readonly list?: (engine: Engine) => readonly Listed[];
  /** What people call it; null where there is none of that id. */
  readonly title: (engine: Engine, id: string) => string | null;
  /** What conditions of checklist items may ask about it (`instrument.settlement` is `inverse`); a fact that is not known is null. */
  readonly facts: (engine: Engine, id: string) => Readonly<Record<string, string | null>>;
  /** Whether it is over, so that nothing rests any more on what was answered about it: a signed ticket, a payment that has left. */
  readonly isOver?: (engine: Engine, id: string) => boolean;
}

export interface Listed {
  readonly id: string;
  readonly title: string;
}

/** Value that would be lost if a venue failed now, as one column sees it. */
export interface Exposure {
  /** Id of the venue in the catalogue, where the column knows it. */
  readonly venue: string | null;
  /** The venue's name as the column has it; venues match it against their names and aliases. */
  readonly platform: string;
  readonly kind: 'position' | 'balance' | 'unrealised' | 'unsettled' | 'planned';
  /** Where it comes from: a subject to open. */
  readonly from: Subject;
  readonly title: string;
  readonly asset: string | null;
  /** In the reporting currency, as a decimal. */
  readonly value: Figure<string>;
}
export type ExposureSource = (engine: Engine) => readonly Exposure[];

/** What the columns tell each other without knowing each other. */
export interface Sources {
  readonly metrics: ReadonlyMap<string, MetricSource>;
  readonly subjects: ReadonlyMap<SubjectKind, SubjectSource>;
  /** Of all columns that hold or expect value somewhere. */
  exposures(engine: Engine): readonly Exposure[];
}

/** Gathers what columns offer. A metric or a kind of subject that two columns claim is a defect. */
export function collectSources(columns: readonly Column[]): Sources {
  const metrics = keyed(
    columns.flatMap((column) => column.metrics ?? []),
    (metric) => metric.id,
  );
  const subjects = keyed(
    columns.flatMap((column) => column.subjects ?? []),
    (subject) => subject.kind,
  );
  const exposures = columns.flatMap((column) => column.exposures ?? []);
  return { metrics, subjects, exposures: (engine) => exposures.flatMap((source) => source(engine)) };
}

function keyed<K, T>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, T> {
  const map = new Map<K, T>();
  for (const item of items) {
    const key = keyOf(item);
    if (map.has(key)) throw new Error(`Two columns offer ${String(key)}.`);
    map.set(key, item);
  }
  return map;
}
