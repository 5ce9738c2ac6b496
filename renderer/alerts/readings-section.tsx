import type { Reading, Why } from '../../shared/alerts/index.ts';
import type { SubjectKind } from '../../shared/figures/index.ts';
import { RateBadge } from '../figures/rate-badge.tsx';
import { usePreferences } from '../window/preferences.ts';
import { HIDDEN, isOwnMoney } from './discreet.ts';
import { OriginWay } from './origin-way.tsx';
import { instantText, valueText } from './words.ts';

/** What was looked at: each value with its unit and basis, the window, and the rows that they came from. */
export function ReadingsSection({ why, kind }: { readonly why: Why; readonly kind: SubjectKind }) {
  if (why.readings.length === 0) return null;
  return (
    <section aria-label="What was looked at">
      <h2>
        What was looked at<span>as it stood at that instant</span>
      </h2>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col" className="number">
              Value
            </th>
            <th scope="col">Observed, UTC</th>
            <th scope="col">From</th>
          </tr>
        </thead>
        <tbody>
          {why.readings.map((reading) => (
            <ReadingRows key={reading.name} reading={reading} kind={kind} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ReadingRows({
  reading: { name, unit, currency, basis, last, from, window },
  kind,
}: {
  readonly reading: Reading;
  readonly kind: SubjectKind;
}) {
  const discreet = usePreferences((state) => state.discreet);
  const text = (value: string | null) => valueText(value, { unit, subject: kind, currency, discreet });
  return (
    <>
      <tr>
        <th scope="row">
          {name} {basis && <RateBadge basis={basis} />}
        </th>
        <td className="number">{last === null ? '—' : text(last.value)}</td>
        <td className="day">{last === null ? 'never' : instantText(Date.parse(last.observed))}</td>
        <td>{last && <OriginWay origin={last.origin} />}</td>
      </tr>
      {from?.map((input) => (
        <tr key={input.name} className="window-row">
          <th scope="row" className="muted">
            from {input.name}
          </th>
          <td className="number">{discreet && isOwnMoney('money', kind) ? HIDDEN : input.value}</td>
          <td>now</td>
          <td>
            <OriginWay origin={input.origin} />
          </td>
        </tr>
      ))}
      {window !== null &&
        window.rows.map((row, index) => (
          <tr key={row.observed} className="window-row">
            <th scope="row" className="muted">
              {index === 0
                ? `window from ${instantText(Date.parse(window.from))}, ${window.observations.toLocaleString()} observations`
                : ''}
            </th>
            <td className="number">{text(row.value)}</td>
            <td className="day">{instantText(Date.parse(row.observed))}</td>
            <td>
              <OriginWay origin={row.origin} />
            </td>
          </tr>
        ))}
    </>
  );
}
