import { useReading } from '../engine/reading.ts';
import { api } from '../engine/api.ts';
import { percentText } from '../figures/number-text.ts';
import { PercentField } from './percent-field.tsx';
import { SettingRow } from './setting-row.tsx';
import { changeSettings, type Settings } from './settings-reading.ts';

const CURRENCIES = ['USD', 'EUR', 'GBP', 'CHF', 'JPY', 'AUD', 'CAD', 'NOK', 'SEK', 'DKK', 'PLN', 'CZK', 'SGD', 'HKD', 'BTC', 'ETH'];
const ZONES: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
const METHODS: ReadonlyArray<{ readonly value: Settings['costBasisMethod']; readonly title: string }> = [
  { value: 'fifo', title: 'First in, first out' },
  { value: 'lifo', title: 'Last in, first out' },
  { value: 'hifo', title: 'Highest cost first' },
  { value: 'lofo', title: 'Lowest cost first' },
  { value: 'average', title: 'Average cost' },
];

/** What decides about figures: currency, days, tax, and what real is measured against. */
export function FiguresSection({ settings }: { readonly settings: Settings }) {
  return (
    <section className="settings-section" aria-labelledby="settings-figures">
      <h2 id="settings-figures">Figures</h2>
      <p className="settings-says">Kept in the workspace. Each change is an entry of the journal and can be taken back.</p>
      <SettingRow
        title="Currency"
        changes="Every value, return and total is told in it. Prices in other currencies are turned into it by the rates that you imported."
      >
        {({ control, says }) => (
          <select
            id={control}
            aria-describedby={says}
            className="field"
            value={settings.reportingCurrency}
            onChange={({ currentTarget: { value } }) => void changeSettings({ reportingCurrency: value }, `Figures are told in ${value}.`)}
          >
            {[...new Set([settings.reportingCurrency, ...CURRENCIES])].map((code) => (
              <option key={code} value={code}>
                {code}
              </option>
            ))}
          </select>
        )}
      </SettingRow>
      <SettingRow
        title="Time zone"
        changes="Days on the screen begin at its midnight. What is stored stays in UTC, so nothing moves in the books."
      >
        {({ control, says }) => (
          <select
            id={control}
            aria-describedby={says}
            className="field"
            value={settings.timeZone}
            onChange={({ currentTarget: { value } }) => void changeSettings({ timeZone: value }, `Days begin at midnight in ${value}.`)}
          >
            {[...new Set([settings.timeZone, ...ZONES])].map((zone) => (
              <option key={zone} value={zone}>
                {zone}
              </option>
            ))}
          </select>
        )}
      </SettingRow>
      <DeflatorRow settings={settings} />
    </section>
  );
}

/** What real is measured against: the coin's own dilution, consumer prices of a currency, or nothing. */
function DeflatorRow({ settings }: { readonly settings: Settings }) {
  const { data: coverage = [] } = useReading({
    columns: ['market'],
    key: ['market.coverage'],
    ask: (signal) => api.market.coverage.query({}, { signal }),
  });
  const series = coverage.filter(({ kind }) => kind === 'cpi').map(({ subject }) => `prices:${subject}` as const);
  const chosen = settings.deflator;
  const options = [...new Set([...series, ...(chosen.startsWith('prices:') ? [chosen] : [])])];
  return (
    <SettingRow
      title="Real means after"
      changes={
        series.length === 0
          ? 'The last bar of each return. Consumer prices can be chosen once a file with their index is imported; until then the growth of the coin’s own supply.'
          : 'The last bar of each return: growth of the coin’s own supply, or of consumer prices where you spend it.'
      }
    >
      {({ control, says }) => (
        <select
          id={control}
          aria-describedby={says}
          className="field"
          value={chosen}
          onChange={({ currentTarget: { value } }) =>
            void changeSettings({ deflator: value as Settings['deflator'] }, `Real returns are told after ${deflatorWords(value)}.`)
          }
        >
          <option value="dilution">dilution of the network</option>
          {options.map((name) => (
            <option key={name} value={name}>
              {deflatorWords(name)}
            </option>
          ))}
          <option value="none">nothing: nominal only</option>
        </select>
      )}
    </SettingRow>
  );
}

/** Tax by the owner's own rates, and the order in which lots are used up. */
export function TaxSection({ settings }: { readonly settings: Settings }) {
  return (
    <section className="settings-section" aria-labelledby="settings-tax">
      <h2 id="settings-tax">Tax</h2>
      <p className="settings-says">
        Your own rates. A rate that is not told is left out of every figure, and the figure says so; it is never taken for zero.
      </p>
      <SettingRow title="On rewards" changes="Taken from each reward at its worth when it came in.">
        {(ids) => (
          <PercentField
            ids={ids}
            share={settings.incomeTaxRate}
            onShare={(share) => changeSettings({ incomeTaxRate: share }, taxSays('rewards', share))}
          />
        )}
      </SettingRow>
      <SettingRow title="On gains" changes="Taken from what a coin was sold for above its cost.">
        {(ids) => (
          <PercentField
            ids={ids}
            share={settings.gainsTaxRate}
            onShare={(share) => changeSettings({ gainsTaxRate: share }, taxSays('gains', share))}
          />
        )}
      </SettingRow>
      <SettingRow title="On gains, held long" changes="In place of the rate above, for what was held at least as many days as stand below.">
        {(ids) => (
          <PercentField
            ids={ids}
            share={settings.longTermGainsTaxRate}
            onShare={(share) => changeSettings({ longTermGainsTaxRate: share }, taxSays('gains on what was held long', share))}
          />
        )}
      </SettingRow>
      <LongTermRow settings={settings} />
      <SettingRow title="Cost basis" changes="Which lots a sale uses up. It moves gains between years and so the tax, never what you hold.">
        {({ control, says }) => (
          <select
            id={control}
            aria-describedby={says}
            className="field"
            value={settings.costBasisMethod}
            onChange={({ currentTarget: { value } }) =>
              void changeSettings(
                { costBasisMethod: value as Settings['costBasisMethod'] },
                `Cost basis: ${METHODS.find((each) => each.value === value)?.title ?? value}.`,
              )
            }
          >
            {METHODS.map(({ value, title }) => (
              <option key={value} value={value}>
                {title}
              </option>
            ))}
          </select>
        )}
      </SettingRow>
    </section>
  );
}

const HELD_LONG: ReadonlyArray<{ readonly days: number; readonly title: string }> = [
  { days: 183, title: 'half a year (183 days)' },
  { days: 365, title: 'one year (365 days)' },
  { days: 366, title: 'more than one year (366 days)' },
  { days: 730, title: 'two years (730 days)' },
];

function LongTermRow({ settings }: { readonly settings: Settings }) {
  const { longTermDays } = settings;
  const known = HELD_LONG.some(({ days }) => days === longTermDays);
  return (
    <SettingRow title="Held long means" changes="Days from the day after a lot came in to the day it went out.">
      {({ control, says }) => (
        <select
          id={control}
          aria-describedby={says}
          className="field"
          value={longTermDays ?? ''}
          onChange={({ currentTarget: { value } }) =>
            void changeSettings(
              { longTermDays: value === '' ? null : Number(value) },
              value === '' ? 'There is no long term.' : `Held long means ${value} days.`,
            )
          }
        >
          <option value="">not told</option>
          {longTermDays !== null && !known && <option value={longTermDays}>{longTermDays} days</option>}
          {HELD_LONG.map(({ days, title }) => (
            <option key={days} value={days}>
              {title}
            </option>
          ))}
        </select>
      )}
    </SettingRow>
  );
}

function taxSays(what: string, share: string | null): string {
  return share === null ? `No tax on ${what} is told.` : `Tax on ${what}: ${percentText(share)}.`;
}

function deflatorWords(deflator: string): string {
  if (deflator === 'dilution') return 'dilution of the network';
  if (deflator === 'none') return 'nothing';
  return `consumer prices, ${deflator.replace('prices:', '')}`;
}
