import { type FormEvent, useEffect, useRef, useState } from 'react';
import { dayOf, isDay, parseDecimal } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { useReading } from '../engine/reading.ts';
import { priceText } from '../figures/number-text.ts';
import { dayText } from '../figures/time-text.ts';
import { useSettled } from '../lists/index.ts';
import { useNow } from '../window/clock.ts';
import { say } from '../window/notices.ts';
import { openBeside } from '../window/places.ts';
import { MARKET, useAssets } from './readings.ts';
import { subjectText } from './subjects.ts';

const FIAT = ['USD', 'EUR', 'GBP', 'CHF', 'JPY', 'AUD', 'CAD'];

/** A price said by hand: what one unit was worth at the end of a day. As it is typed, the form says what the data say. */
export function EnterPriceForm({ asset: givenAsset, currency: givenCurrency }: { readonly asset: string; readonly currency: string }) {
  const { data: settings } = useReading({
    columns: ['workspace'],
    key: ['workspace.settings'],
    ask: (signal) => api.workspace.settings.query({}, { signal }),
  });
  const { data: assets = [] } = useAssets();
  const [asset, setAsset] = useState(givenAsset);
  const [ownCurrency, setCurrency] = useState<string | null>(givenCurrency === '' ? null : givenCurrency);
  const [day, setDay] = useState(dayOf(useNow()));
  const [price, setPrice] = useState('');
  const [note, setNote] = useState('');
  const { carry, busy, refusal } = useCarrying(api.market.enterPrice.mutate);
  const currency = ownCurrency ?? settings?.reportingCurrency ?? '';
  const lack = lackOf({ asset, currency, day, price });
  const first = useRef<HTMLInputElement>(null);
  // The form was asked for by a key or a button, so that is where the hands go on.
  useEffect(() => first.current?.focus(), []);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (lack !== null) return;
    const entered = { asset, currency, day, price: price.trim() };
    const done = await carry(note.trim() === '' ? entered : { ...entered, note: note.trim() });
    if (!done) return;
    say({
      tone: 'done',
      text: `One ${asset} was worth ${priceText(price.trim())} ${currency} on ${dayText(day)}.`,
      offers: { title: 'Undo', run: () => void api.market.withdrawPrice.mutate({ asset, currency, day }) },
    });
    openBeside('market-detail', subjectText({ shows: 'series', series: { kind: 'price', subject: asset, unit: currency } }));
  }

  return (
    <>
      <header className="panel-head">
        <h1>Enter a price</h1>
      </header>
      <form className="panel-body price-form" onSubmit={(event) => void submit(event)}>
        <label htmlFor="price-asset">Asset</label>
        <input
          ref={first}
          id="price-asset"
          className="field"
          list="price-assets"
          autoComplete="off"
          value={asset}
          placeholder="DOT"
          onChange={(event) => setAsset(event.currentTarget.value.trim())}
        />
        <datalist id="price-assets">
          {assets.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </datalist>
        <label htmlFor="price-price">Price of one</label>
        <span className="price-pair">
          <input
            id="price-price"
            className="field number"
            inputMode="decimal"
            autoComplete="off"
            value={price}
            placeholder="0.00"
            onChange={(event) => setPrice(event.currentTarget.value)}
          />
          <input
            aria-label="Currency"
            className="field"
            list="price-currencies"
            autoComplete="off"
            value={currency}
            onChange={(event) => setCurrency(event.currentTarget.value.trim().toUpperCase())}
          />
          <datalist id="price-currencies">
            {FIAT.map((code) => (
              <option key={code} value={code}>
                {code}
              </option>
            ))}
          </datalist>
        </span>
        <label htmlFor="price-day">At the end of</label>
        <input id="price-day" className="field" type="date" value={day} onChange={(event) => setDay(event.currentTarget.value)} />
        <label htmlFor="price-note">Note</label>
        <input
          id="price-note"
          className="field"
          value={note}
          maxLength={2000}
          placeholder="where the price is from"
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <div className="price-means" role="status">
          {lack ?? <Meaning asset={asset} currency={currency} day={day} price={price.trim()} />}
        </div>
        {refusal && (
          <p className="refusal" role="alert">
            {refusal.message}
          </p>
        )}
        <div className="actions">
          <button type="submit" className="main" disabled={lack !== null || busy}>
            Enter
          </button>
        </div>
      </form>
    </>
  );
}

interface Entered {
  readonly asset: string;
  readonly currency: string;
  readonly day: string;
  readonly price: string;
}

/** What is entered means, beside what the data say of the same day. */
function Meaning({ asset, currency, day, price }: Entered) {
  const settled = useSettled(`${asset} ${currency} ${day}`);
  const { data } = useReading({
    columns: MARKET,
    key: ['market.price', settled],
    ask: (signal) => api.market.price.query({ asset, currency, day }, { signal }),
  });
  const says = `At the end of ${dayText(day)} one ${asset} is worth ${priceText(price)} ${currency}, whatever the data say of that day.`;
  if (!data) return says;
  if ('unavailable' in data) return `${says} The data have no price there: ${data.unavailable.message}`;
  const age = data.age === 0 ? 'of that day' : `${data.age} ${data.age === 1 ? 'day' : 'days'} older`;
  return `${says} They say ${priceText(data.price)} ${currency}, ${age}.`;
}

function lackOf({ asset, currency, day, price }: Entered): string | null {
  const value = parseDecimal(price.trim());
  if (asset === '') return 'Name the asset, such as DOT.';
  if (price.trim() === '') return 'Say what one unit was worth.';
  if (value === null) return `“${price}” is no decimal number. Write it as 1234.56.`;
  if (!value.isPositive() || value.isZero()) return 'A price is above zero.';
  if (currency === '') return 'Name the currency, such as EUR.';
  return isDay(day) ? null : 'Choose the day.';
}
