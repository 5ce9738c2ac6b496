import { momentText } from '../figures/time-text.ts';
import { useNow } from '../window/clock.ts';
import { HashText } from './hash-text.tsx';
import { entriesText, useVerdict, type VerifyReport } from './verdict.ts';

/** What the last verification found: each check with what it means that it holds, or what does not. */
export function VerdictView() {
  const report = useVerdict((state) => state.report);
  const rebuilt = useVerdict((state) => state.rebuilt);
  const now = useNow();
  if (!report && !rebuilt) return null;
  return (
    <section className={report && !report.holds ? 'verdict broken' : 'verdict'} aria-label="Verdict">
      {report && (
        <>
          <header>
            <b>{report.holds ? 'Everything holds' : 'Something does not hold'}</b>
            <span className="muted">
              {entriesText(report.events)}, verified {momentText(report.at, now)}
            </span>
            <button type="button" className="quiet" onClick={() => useVerdict.setState({ report: null })}>
              Put away
            </button>
          </header>
          <ul>
            {report.checks.map((check) => (
              <Check key={check.name} check={check} />
            ))}
          </ul>
          {report.root !== null && (
            <p>
              Root of the tree <HashText hex={report.root} name="root of the tree" />
            </p>
          )}
          {!report.holds && (
            <p>Your newest backup that verifies is in Settings under Backups. What is shown here is not changed by looking at it.</p>
          )}
        </>
      )}
      {rebuilt && (
        <p>
          Rebuilt from {entriesText(rebuilt.events)} in{' '}
          {(rebuilt.milliseconds / 1000).toLocaleString(undefined, { maximumFractionDigits: 1 })} s: {Object.keys(rebuilt.tables).length}{' '}
          tables.{' '}
          <button type="button" className="quiet" onClick={() => useVerdict.setState({ rebuilt: null })}>
            Put away
          </button>
        </p>
      )}
    </section>
  );
}

function Check({ check }: { readonly check: VerifyReport['checks'][number] }) {
  const { name, holds, says, checked, findings, count } = check;
  return (
    <li>
      <span className={holds ? 'sign gain' : 'sign loss'} aria-hidden="true">
        {holds ? '✓' : '×'}
      </span>
      <b>{name}</b> {holds ? says : `${count.toLocaleString()} ${count === 1 ? 'thing does' : 'things do'} not hold.`}{' '}
      <span className="muted">{checked.toLocaleString()} looked at</span>
      {!holds && (
        <ul>
          {findings.map((finding) => (
            <li key={`${finding.seq ?? ''} ${finding.table ?? ''} ${finding.message}`}>
              {finding.seq !== undefined && `Entry ${finding.seq.toLocaleString()}: `}
              {finding.message}
            </li>
          ))}
          {count > findings.length && <li>and {(count - findings.length).toLocaleString()} more</li>}
        </ul>
      )}
    </li>
  );
}
