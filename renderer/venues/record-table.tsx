import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { dayText } from '../figures/time-text.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { FilesMark } from './files-mark.tsx';
import type { VenueEntry } from './readings.ts';
import { recordSentence } from './record-fields.ts';

interface RecordTableProps {
  readonly entries: readonly VenueEntry[];
  readonly onChange: (entry: VenueEntry) => void;
}

/** The entries of one register: what each means, what is wrong with it, and until when it stands. */
export function RecordTable({ entries, onChange }: RecordTableProps) {
  const remove = useCarrying(api.venues.removeRecord.mutate);
  async function take({ record, title }: VenueEntry): Promise<void> {
    if ((await remove.carry({ record })) !== null) sayChanged(`${title} is removed.`);
  }
  return (
    <>
      {remove.refusal && <RefusalLine refusal={remove.refusal} />}
      <table className="table records">
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.record}>
              <th scope="row">{entry.title}</th>
              <td>
                {recordSentence(entry.detail)}
                {entry.warnings.map((warning) => (
                  <span key={warning} className="flag record-warning">
                    {warning}
                  </span>
                ))}
              </td>
              <td className="record-until">
                {entry.validUntil !== null && (
                  <span className={entry.expired ? 'late' : 'muted'}>
                    {entry.expired ? 'expired' : 'until'} {dayText(entry.validUntil)}
                  </span>
                )}
                <small>
                  <FilesMark files={entry.files} />
                </small>
              </td>
              <td className="row-ways not-printed">
                <button type="button" className="quiet" aria-label={`Change ${entry.title}`} onClick={() => onChange(entry)}>
                  Change
                </button>
                <button type="button" className="quiet" aria-label={`Remove ${entry.title}`} onClick={() => void take(entry)}>
                  Remove
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
