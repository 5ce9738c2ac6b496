import { NativeSelect } from '@mantine/core';
import { isRefused } from '../../shared/figures/index.ts';
import type { ToldVolume } from '../../shared/pretrade/index.ts';
import { api } from '../engine/api.ts';
import { answered, useCarrying } from '../engine/command.ts';
import { useReading } from '../engine/reading.ts';
import { moneyText, percentText } from '../figures/number-text.ts';
import { writeDraft } from '../forms/draft.ts';
import { EntryForm } from '../forms/entry-form.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { useNow } from '../window/clock.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft } from '../window/kept-draft.ts';
import { say } from '../window/notices.ts';
import { type FeesAnswer, feesReading, useVenueNames, volumesReading } from './readings.ts';
import { readVolume, VOLUME_FIELDS } from './volume-fields.ts';
import { leave, openReference, openVolume } from './ways.ts';
import { minutesText } from './words.ts';

/** What one is at a venue, and the tier that follows from it in each of its fee tables. */
export function VolumeForm({ venue }: { readonly venue: string }) {
  const venues = useVenueNames();
  const { data: volumes } = useReading(volumesReading);
  const { data: fees = [] } = useReading(feesReading);
  const today = new Date(useNow()).toISOString().slice(0, 10);
  const told = volumes?.find((each) => each.venue === venue)?.told;
  const form = `pretrade.volume.${venue}`;
  const { carry, busy, refusal } = useCarrying(api.pretrade.tellVolume.mutate);
  const close = () => {
    forgetDraft(form);
    leave();
  };
  useEscape(true, close);
  async function save(next: ToldVolume): Promise<void> {
    if ((await carry({ venue, told: next })) === null) return;
    forgetDraft(form);
    sayChanged(`What you are at ${venues.get(venue) ?? venue} is kept; every draft counts its fees by it.`);
  }
  const own = fees.filter(({ schedule }) => schedule.venue === venue);
  return (
    <>
      <header className="panel-head">
        <h1>Own volume</h1>
        <span className="says">{venue === '' ? 'choose a venue' : (venues.get(venue) ?? venue)}</span>
        <span className="right actions">
          {told && (
            <button type="button" className="quiet" onClick={() => void forget(venue)}>
              Forget it
            </button>
          )}
        </span>
      </header>
      <div className="panel-body">
        <div className="form">
          <NativeSelect
            label="Venue"
            value={venue}
            data={[{ value: '', label: 'choose a venue' }, ...[...venues].map(([value, label]) => ({ value, label }))]}
            onChange={(event) => openVolume(event.currentTarget.value)}
          />
        </div>
        {venue !== '' && volumes && (
          <EntryForm<ToldVolume>
            form={form}
            label={`Own volume at ${venues.get(venue) ?? venue}`}
            does="Keep it"
            first={told ? writeDraft(told, VOLUME_FIELDS) : { asOf: today }}
            fields={() => VOLUME_FIELDS}
            read={readVolume}
            says={sentence}
            busy={busy}
            refusal={refusal}
            onSave={(next) => void save(next)}
            onCancel={close}
          />
        )}
        <div className="detail">
          {own.map((fee) => (
            <FeeTable key={`${fee.origin.reference} ${fee.origin.n}`} fees={fee} />
          ))}
        </div>
      </div>
    </>
  );
}

async function forget(venue: string): Promise<void> {
  const outcome = await answered(() => api.pretrade.forgetVolume.mutate({ venue }));
  if (isRefused(outcome)) return say({ tone: 'refused', text: outcome.error.message });
  forgetDraft(`pretrade.volume.${venue}`);
  leave();
  sayChanged('What was told is forgotten.');
}

function sentence({ asOf, volume, assets, token }: ToldVolume): string {
  const parts = [
    volume === undefined ? '' : `traded ${moneyText(volume)} in thirty days`,
    assets === undefined ? '' : `held ${moneyText(assets)} there`,
    token === undefined ? '' : `had ${moneyText(token)} pieces of its token`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? `As of ${asOf} you were a customer like everybody.` : `As of ${asOf} you had ${parts.join(', ')}.`;
}

/** A fee table with one’s own row in it. */
function FeeTable({ fees: { schedule, own, lacks, origin, ageMinutes, old } }: { readonly fees: FeesAnswer }) {
  return (
    <section aria-label={`Fees: ${schedule.product}`}>
      <h2>
        {schedule.product}
        <span className={old ? 'late' : undefined}>{`${schedule.currency}, ${minutesText(ageMinutes)} old`}</span>
        <button type="button" className="way" onClick={() => openReference(origin.reference, origin.file)}>
          {origin.file}
        </button>
      </h2>
      {lacks !== null && <p className="muted">{lacks}</p>}
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Tier</th>
            <th scope="col">From</th>
            <th scope="col" className="number">
              Maker
            </th>
            <th scope="col" className="number">
              Taker
            </th>
          </tr>
        </thead>
        <tbody>
          {schedule.tiers.map(({ name, minimums, maker, taker }, index) => (
            <tr key={name} data-own={own?.row === index + 1 ? '' : undefined}>
              <td>
                {name}
                {own?.row === index + 1 && <b className="own-tier"> your tier</b>}
              </td>
              <td className="muted">
                {Object.entries(minimums)
                  .map(([measure, least]) => `${measure.replaceAll('-', ' ')} ${moneyText(least)}`)
                  .join(', ') || 'everybody'}
              </td>
              <td className="number">{percentText(maker, { digits: 4 })}</td>
              <td className="number">{percentText(taker, { digits: 4 })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
