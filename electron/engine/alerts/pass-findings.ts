import type { Correction, Evaluated, Fired, Sample } from '../../../shared/alerts/index.ts';
import type { Unavailability } from '../../../shared/figures/index.ts';
import type { NewEvent } from '../../../shared/journal/index.ts';
import { isoOf } from './firing-why.ts';

type Begun = Evaluated['begun'][number];
type Standing = Evaluated['standings'][number];

/** So many findings go into one event: the body of an event is read and hashed as a whole. */
const PER_EVENT = 500;

/** What a pass of the evaluation has found and the journal does not say yet. */
export class PassFindings {
  readonly begun: Begun[] = [];
  readonly ceased: { rule: string; subject: string }[] = [];
  readonly standings: Standing[] = [];
  readonly samples: Sample[] = [];
  /** Each told only when its event is made: why a hundred thousand fired is more than should lie in memory at once. */
  readonly fired: (() => Fired)[] = [];
  readonly cleared: { firing: string; cleared: string }[] = [];
  readonly corrections: Correction[] = [];
  /** Whether there were observations that no evaluation had taken in. */
  tookIn = false;

  begin(rule: string, subject: string, until: number | null): void {
    this.begun.push({ rule, subject, until: until === null ? null : isoOf(until) });
  }

  stand(rule: string, subject: string, standing: Standing['standing'], because: Unavailability | null): void {
    this.standings.push({
      rule,
      subject,
      standing,
      because: because === null ? null : { reason: because.reason, message: because.message },
    });
  }

  get size(): number {
    const { begun, ceased, standings, samples, fired, cleared, corrections } = this;
    return begun.length + ceased.length + standings.length + samples.length + fired.length + cleared.length + corrections.length;
  }

  /**
   * The events that record all of it, in parts that are committed one after the other; what was not yet, the next pass finds again. What begins comes
   * first: what a watch fires is its own from the event on that began it. Only the last says how far the data of the journal were taken in.
   */
  *events(found: string, takenIn: { readonly before: number; readonly now: number }): Generator<NewEvent> {
    const { begun, ceased, standings, samples, fired, cleared, corrections } = this;
    if (this.size === 0 && !this.tookIn) return;
    for (const some of inParts(corrections)) {
      yield { type: 'alerts.history-corrected', subject: 'evaluation', payload: { found, corrections: some } };
    }
    const nothing = { begun: [], ceased: [], standings: [], samples: [], cleared: [] };
    const parts: Part[] =
      this.size - corrections.length <= PER_EVENT
        ? [{ begun, ceased, standings, samples, fired, cleared }]
        : [
            ...inParts(begun).map((some) => ({ begun: some })),
            ...inParts(ceased).map((some) => ({ ceased: some })),
            ...inParts(samples).map((some) => ({ samples: some })),
            ...inParts(standings).map((some) => ({ standings: some })),
            ...inParts(cleared).map((some) => ({ cleared: some })),
            ...inParts(fired).map((some) => ({ fired: some })),
          ];
    for (const [n, { fired: some = [], ...part }] of parts.entries()) {
      const payload = {
        found,
        takenIn: n < parts.length - 1 ? takenIn.before : takenIn.now,
        ...nothing,
        ...part,
        fired: some.map((tell) => tell()),
      };
      yield { type: 'alerts.evaluated', subject: 'evaluation', payload } satisfies NewEvent<Evaluated>;
    }
  }
}

type Part = Partial<Omit<Evaluated, 'fired'>> & { readonly fired?: readonly (() => Fired)[] };

function inParts<T>(all: readonly T[]): readonly T[][] {
  return Array.from({ length: Math.ceil(all.length / PER_EVENT) }, (_, n) => all.slice(n * PER_EVENT, (n + 1) * PER_EVENT));
}
