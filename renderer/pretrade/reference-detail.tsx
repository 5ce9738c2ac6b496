import { useEffect } from 'react';
import { isRefused } from '../../shared/figures/index.ts';
import { countWords } from '../../shared/pretrade/index.ts';
import { api } from '../engine/api.ts';
import { answered } from '../engine/command.ts';
import { useReading } from '../engine/reading.ts';
import { momentText } from '../figures/time-text.ts';
import { sayChanged } from '../forms/say-changed.ts';
import { PrintHead } from '../frame/print-head.tsx';
import { HashText } from '../journal/index.ts';
import { useNow } from '../window/clock.ts';
import { useEscape } from '../window/escape.ts';
import { say } from '../window/notices.ts';
import { namePanel } from '../window/places.ts';
import { type ReferenceDetail, referenceReading, useVenueNames } from './readings.ts';
import { leave, openDepth } from './ways.ts';
import { minutesText, plainWords } from './words.ts';

/** One imported file: what it is, what it holds, what was accepted of it, and whether it is in use. */
export function ReferenceDetailView({ panel, reference }: { readonly panel: string; readonly reference: string }) {
  const { data, error, isPending } = useReading(referenceReading(reference));
  const file = data?.file;
  useEffect(() => {
    if (file !== undefined) namePanel(panel, file);
  }, [panel, file]);
  useEscape(true, leave);
  if (error) return <p className="panel-opening">The file could not be read: {error.message}</p>;
  if (isPending) return null;
  if (!data) return <p className="panel-opening">There is no such import in this workspace.</p>;
  return (
    <>
      <PrintHead title={data.file} />
      <header className="panel-head">
        <h1>{data.file}</h1>
        <span className="says">{data.live ? countWords(data.counts) : `withdrawn; ${countWords(data.counts)}`}</span>
        <span className="right actions not-printed">
          <button type="button" className="quiet" onClick={() => void turn(data)}>
            {data.live ? 'Withdraw' : 'Restore'}
          </button>
        </span>
      </header>
      <div className="panel-body detail">
        <About detail={data} />
        <Accepted detail={data} />
        <Rows detail={data} />
      </div>
    </>
  );
}

async function turn({ reference, file, live }: ReferenceDetail): Promise<void> {
  const outcome = await answered(() => (live ? api.pretrade.withdrawReference : api.pretrade.restoreReference).mutate({ reference }));
  if (isRefused(outcome)) say({ tone: 'refused', text: outcome.error.message, details: JSON.stringify(outcome.error, null, 2) });
  else sayChanged(live ? `${file} is withdrawn; signed tickets keep what they froze.` : `${file} is in use again.`);
}

function About({ detail }: { readonly detail: ReferenceDetail }) {
  const venues = useVenueNames();
  const now = useNow();
  const { venue, format, asOf, ageMinutes, importedAt, bytes, sha256, answers } = detail;
  return (
    <section aria-label="About the file">
      <dl className="check-detail about-file">
        <dt>Venue</dt>
        <dd>{venues.get(venue) ?? venue}</dd>
        <dt>Format</dt>
        <dd>{plainWords(format)}</dd>
        <dt>As of</dt>
        <dd>
          {asOf.slice(0, 16).replace('T', ' ')} UTC, {minutesText(ageMinutes)} old
        </dd>
        <dt>Imported</dt>
        <dd>
          {momentText(importedAt, now)}, {bytes.toLocaleString()} bytes
        </dd>
        <dt>SHA-256</dt>
        <dd>
          <HashText hex={sha256} name="hash of the file" />
        </dd>
        {Object.entries(answers).map(([id, value]) => (
          <div key={id}>
            <dt>You said: {plainWords(id)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Accepted({ detail: { acceptedFindings, notices } }: { readonly detail: ReferenceDetail }) {
  if (acceptedFindings.length === 0 && notices.length === 0) return <p className="muted file-clean">Every rule of the lint held.</p>;
  return (
    <section aria-label="Findings">
      <h2>
        Findings<span>{`${acceptedFindings.length} accepted, ${notices.length} noted`}</span>
      </h2>
      <ul className="findings">
        {acceptedFindings.map(({ finding, reason }) => (
          <li
            key={`${finding.rule} ${finding.where.what} ${finding.where.row ?? ''} ${finding.where.field ?? ''}`}
            data-severity={finding.severity}
          >
            <span className="finding-sign" aria-hidden="true">
              !
            </span>
            <div>
              <p>{finding.says}</p>
              <p>Accepted: {reason}</p>
            </div>
          </li>
        ))}
        {notices.map((finding) => (
          <li key={`${finding.rule} ${finding.where.what} ${finding.where.row ?? ''} ${finding.says}`} data-severity="notice">
            <span className="finding-sign" aria-hidden="true">
              ·
            </span>
            <p>{finding.says}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

const KIND_WORDS = { instrument: 'instrument', margin: 'margin table', fees: 'fee table', depth: 'order book', funding: 'funding rate' };

function Rows({ detail: { rows, reference, counts } }: { readonly detail: ReferenceDetail }) {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <section aria-label="Rows">
      <h2>
        Rows
        <span>
          {rows.length < total ? `the first ${rows.length.toLocaleString()} of ${total.toLocaleString()}` : total.toLocaleString()}
        </span>
      </h2>
      <table className="table">
        <thead>
          <tr>
            <th scope="col" className="number">
              Row
            </th>
            <th scope="col">What</th>
            <th scope="col">Of</th>
            <th scope="col">As of, UTC</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ n, kind, name, asOf }) => (
            <tr key={n}>
              <td className="number">{n.toLocaleString()}</td>
              <td>{KIND_WORDS[kind]}</td>
              <td>
                {kind === 'depth' ? (
                  <button type="button" className="way" onClick={() => openDepth(reference, n, name)}>
                    {name}
                  </button>
                ) : (
                  name
                )}
              </td>
              <td className="day">{asOf.slice(0, 16).replace('T', ' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
