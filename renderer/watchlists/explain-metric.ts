import { type AnySubject, isKnown, type SubjectKind } from '../../shared/figures/index.ts';
import { isKnownReading, type Reading } from '../../shared/watchlists/index.ts';
import { api } from '../engine/api.ts';
import { explain } from '../figures/explain.ts';
import { type Printable, readingText } from './reading-drawn.ts';

interface Named extends Printable {
  readonly metric: string;
  readonly name: string;
  readonly subject: SubjectKind | null;
}

/** Explains a metric of something in the foot of a panel; the steps that lead to it are asked for then. */
export function explainMetric(panel: string, about: AnySubject, title: string, head: Named, reading: Reading | null): void {
  if (reading === null) return;
  const name = `${head.name} of ${title}`;
  if (!isKnownReading(reading)) {
    explain({ panel, title: name, shown: '—', trail: [], missing: reading.unknown });
    return;
  }
  const { basis, currency, asOf } = reading;
  explain({
    panel,
    title: name,
    shown: `${readingText(reading, head)}${currency === undefined ? '' : ` ${currency}`}`,
    ...(asOf === undefined ? {} : { says: `as of ${asOf}` }),
    ...(basis === undefined ? {} : { basis }),
    trail: [],
    async reach(signal) {
      const [read] = await api.metrics.read.query({ metrics: [head.metric], subjects: [{ kind: about.kind, id: about.id }] }, { signal });
      return read !== undefined && isKnown(read.value) ? read.value.trail : [];
    },
  });
}
