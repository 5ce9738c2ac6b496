import type { Statistics } from './readings.ts';

type Item = Pick<Statistics['items'][number], 'answered' | 'failed' | 'unknown' | 'notApplicable' | 'notShown'>;

const WIDTH = 100;
const HEIGHT = 10;

/** The outcomes of an item as one bar, as long as it was asked: passed, failed, unknown, not applicable; the rest was not shown. */
export function OutcomeBar({ item }: { readonly item: Item }) {
  const { answered, failed, unknown, notApplicable, notShown } = item;
  const total = Math.max(1, answered + notShown);
  const passed = Math.max(0, answered - failed - unknown - notApplicable);
  const parts = [
    { name: 'pass', count: passed, words: 'passed' },
    { name: 'fail', count: failed, words: 'failed' },
    { name: 'unknown', count: unknown, words: 'unknown' },
    { name: 'not-applicable', count: notApplicable, words: 'not applicable' },
    { name: 'unanswered', count: notShown, words: 'not shown' },
  ];
  const label = parts
    .filter(({ count }) => count > 0)
    .map(({ count, words }) => `${count} ${words}`)
    .join(', ');
  let at = 0;
  return (
    <svg
      className="outcome-bar"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      data-tip={label}
    >
      {parts.map(({ name, count }) => {
        const x = at;
        at += (count / total) * WIDTH;
        return count > 0 && <rect key={name} className={name} x={x} y={0} width={Math.max(0.8, at - x)} height={HEIGHT} />;
      })}
    </svg>
  );
}
