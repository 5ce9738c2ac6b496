import { CUSTODY_MODELS, VENUE_KINDS, VENUE_TYPES, venueKindWords, type VenueField } from '../../shared/venues/index.ts';
import { api } from '../engine/api.ts';
import { saveFile } from '../files/index.ts';
import { say } from '../window/notices.ts';
import type { Doing } from './doing.ts';
import type { Fact, VenueDetail } from './readings.ts';
import { CUSTODY_WORDS, FIELD_WORDS, TYPE_WORDS } from './words.ts';

/** What is said of a venue, each with who says it and of when; your own words beside those of the catalogue. */
export function FactsTab({ detail, setDoing }: { readonly detail: VenueDetail; readonly setDoing: (doing: Doing) => void }) {
  const { facts, venue } = detail;
  return (
    <section aria-label="Facts">
      <h2>
        Facts<span>each with its source and date</span>
        <button type="button" className="way not-printed" onClick={() => setDoing({ now: 'details' })}>
          Edit <kbd>m</kbd>
        </button>
        <button type="button" className="way not-printed" onClick={() => void takeJson(venue)}>
          Save as JSON
        </button>
      </h2>
      <table className="table facts">
        <tbody>
          {facts.filter(isSaid).map((fact) => (
            <tr key={fact.field}>
              <th scope="row">{FIELD_WORDS[fact.field as VenueField]}</th>
              <td>
                <FactValue field={fact.field} value={fact.value} />
                {fact.own && fact.bundled && (
                  <small className="fact-told">
                    the catalogue says: <FactValue field={fact.field} value={fact.bundled.value} />
                  </small>
                )}
              </td>
              <td className="fact-source">
                <FactSource fact={fact} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** An empty list of the catalogue says nothing; that you have taken something away does. */
function isSaid({ value, own }: Fact): boolean {
  return own || (value !== null && value.length > 0);
}

/** Who says it, and of when. */
export function FactSource({ fact: { own, bundled } }: { readonly fact: Fact }) {
  if (own) return <span className="mark">yours</span>;
  return (
    <span data-tip={bundled?.source}>
      {bundled?.asOf}
      <span className="unseen"> {bundled?.source}</span>
    </span>
  );
}

/** A fact's value as people read it; a dash where the catalogue says something and you have taken it away. */
export function FactValue({ field, value }: { readonly field: string; readonly value: Fact['value'] }) {
  if (value === null || value.length === 0) return <>—</>;
  if (typeof value === 'string') return <>{wordOf(field, value)}</>;
  return (
    <>
      {value.map((each, index) => (
        <span key={typeof each === 'string' ? each : each.url}>
          {index > 0 && ', '}
          {typeof each === 'string' ? each : <span data-tip={each.url}>{each.title}</span>}
        </span>
      ))}
    </>
  );
}

function wordOf(field: string, value: string): string {
  if (field === 'kind') return venueKindWords(VENUE_KINDS.find((kind) => kind === value) ?? 'derivatives');
  if (field === 'type') return TYPE_WORDS[VENUE_TYPES.find((type) => type === value) ?? 'cex'];
  if (field === 'custody') return CUSTODY_WORDS[CUSTODY_MODELS.find((custody) => custody === value) ?? 'venue'];
  return value;
}

async function takeJson(venue: string): Promise<void> {
  const file = await api.venues.exportVenue.query({ venue });
  if (!file) return;
  saveFile(new Blob([file.content], { type: 'application/json' }), file.name);
  say({ tone: 'done', text: `Saved ${file.name}.` });
}
