import { RECORD_KINDS, type RecordKind } from '../../shared/venues/index.ts';
import type { Doing } from './doing.ts';
import type { VenueDetail } from './readings.ts';
import { RecordTable } from './record-table.tsx';
import { REGISTER_WORDS } from './words.ts';

/** Why one would keep each register; said where it is empty. */
const TEACHES: Readonly<Record<Exclude<RecordKind, 'red-flag'>, string>> = {
  eligibility: 'Who may trade there, from where, as checked when: the first gate.',
  attestation: 'That KYC is complete and no legal bar stands: two gates.',
  account: 'Which accounts there are, how each is secured; numbers stay masked.',
  'api-key': 'Labels, scopes, ages. The key itself never comes here.',
  contact: 'Who answers.',
  channel: 'Numbers and addresses that somebody has verified, and how.',
  balance: 'What lies there beyond your positions; it counts as exposed.',
  rating: 'Other people’s scores, kept as evidence with their date.',
};

/** What the owner keeps of a venue beside the catalogue, register by register. */
export function RegisterTab({ detail, setDoing }: { readonly detail: VenueDetail; readonly setDoing: (doing: Doing) => void }) {
  const kinds = RECORD_KINDS.filter((kind) => kind !== 'red-flag');
  return kinds.map((kind) => {
    const entries = detail.records.filter((entry) => entry.detail.kind === kind);
    const { heading, one } = REGISTER_WORDS[kind];
    return (
      <section key={kind} aria-label={heading}>
        <h2>
          {heading}
          {entries.length > 0 ? <span>{entries.length}</span> : <span>{TEACHES[kind]}</span>}
          <button
            type="button"
            className="way not-printed"
            aria-label={`Enter: ${one}`}
            onClick={() => setDoing({ now: 'entering', kind })}
          >
            Enter
          </button>
        </h2>
        {entries.length > 0 && <RecordTable entries={entries} onChange={(entry) => setDoing({ now: 'changing', entry })} />}
      </section>
    );
  });
}
