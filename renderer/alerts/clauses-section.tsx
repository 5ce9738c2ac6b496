import type { Why } from '../../shared/alerts/index.ts';
import type { SubjectKind } from '../../shared/figures/index.ts';
import { DASH, numberText, percentText } from '../figures/number-text.ts';
import { usePreferences } from '../window/preferences.ts';
import { lengthText, valueText } from './words.ts';

interface ClausesSectionProps {
  readonly why: Why;
  readonly kind: SubjectKind;
}

type Side = Why['clauses'][number]['sides'][number];

/** Which parts of the rule held when it fired, with what each compared. */
export function ClausesSection({ why, kind }: ClausesSectionProps) {
  const discreet = usePreferences((state) => state.discreet);
  if (why.clauses.length === 0) return null;
  return (
    <section aria-label="What held">
      <h2>
        What held<span>part by part, when it fired</span>
      </h2>
      <table className="table">
        <tbody>
          {why.clauses.map(({ text, holds, sides }) => (
            <tr key={text}>
              <td className={holds === true ? 'clause-holds late' : 'clause-holds muted'}>
                {holds === null ? 'unknown' : holds ? 'held' : 'did not hold'}
              </td>
              <td>
                <code>{text}</code>
              </td>
              <td className="number">
                {sides.map((side) => (
                  <span key={side.subject} className="clause-side">
                    {sideText(side, why, kind, discreet)}
                    <small className="muted">{side.unknown ?? side.subject}</small>
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A side's value: of a metric itself in its unit, of what is measured over a window in its own. */
function sideText({ value, word, subject, input }: Side, why: Why, kind: SubjectKind, discreet: boolean): string {
  if (word !== null) return word;
  if (value === null) return DASH;
  const measure = /^(\w+)\(/.exec(subject)?.[1];
  if (measure === 'change' || measure === 'drawdown') return percentText(value, { sign: measure === 'change' });
  if (measure === 'age') return lengthText(Number(value));
  if (measure === 'zscore' || measure === 'rank') return numberText(value, { most: 2, fewest: 0 });
  const reading = why.readings.find(({ name }) => name === input);
  return valueText(value, { unit: reading?.unit ?? 'count', subject: kind, currency: reading?.currency, discreet });
}
