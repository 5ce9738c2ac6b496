import { useReading } from '../engine/reading.ts';
import { counted } from '../figures/number-text.ts';
import { goTo } from '../window/places.ts';
import { correctionsReading } from './readings.ts';
import { openFiring } from './ways.ts';
import { instantText } from './words.ts';

const MOST = 100;

/** What data that came later say of the past: shown here, apart from what fired, and never sent. */
export function CorrectionsSection({ rule }: { readonly rule: string | null }) {
  const { data } = useReading(correctionsReading(rule));
  const corrections = data?.corrections ?? [];
  if (corrections.length === 0) return null;
  return (
    <details className="corrections">
      <summary>Data that came later correct {counted(data?.total ?? corrections.length, 'firing')}; none of this was sent</summary>
      <ul>
        {corrections.slice(0, MOST).map((one) => (
          <li key={`${one.event} ${one.firing} ${one.what}`}>
            <button type="button" className="way" onClick={() => openFiring(one.firing, one.title)}>
              {one.title}, {one.subjectTitle}
            </button>{' '}
            {wordsOf(one)}, found {instantText(Date.parse(one.found))}.{' '}
            <button type="button" className="way" onClick={() => goTo('journal', one.event)}>
              Entry
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

type Correction = NonNullable<
  ReturnType<ReturnType<typeof correctionsReading>['ask']> extends Promise<infer Answer> ? Answer : never
>['corrections'][number];

function wordsOf({ what, due, wasDue }: Correction): string {
  const at = instantText(Date.parse(due));
  switch (what) {
    case 'would-have-fired':
      return `would have fired on ${at}`;
    case 'would-not-have-fired':
      return `fired on ${at} and would not have`;
    default:
      return `would have fired on ${at}${wasDue === null ? '' : ` instead of ${instantText(Date.parse(wasDue))}`}`;
  }
}
