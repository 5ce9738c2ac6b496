import type { Why } from '../../shared/alerts/index.ts';
import type { SubjectKind } from '../../shared/figures/index.ts';
import { usePreferences } from '../window/preferences.ts';
import { sideText } from './decided.ts';
import { tellsAmounts, withoutAmounts } from './discreet.ts';

interface ClausesSectionProps {
  readonly why: Why;
  readonly kind: SubjectKind;
}

/** Which parts of the rule held when it fired, with what each compared. */
export function ClausesSection({ why, kind }: ClausesSectionProps) {
  const discreet = usePreferences((state) => state.discreet);
  const hides = discreet && tellsAmounts(why, kind);
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
                <code>{hides ? withoutAmounts(text) : text}</code>
              </td>
              <td className="number">
                {sides.map((side) => (
                  <span key={side.subject} className="clause-side">
                    {sideText(side, why, { kind, discreet })}
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
