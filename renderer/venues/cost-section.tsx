import { useState } from 'react';
import { isKnown, parseDecimal } from '../../shared/figures/index.ts';
import { COST_PARTS, type CostsQuestion, type VenueCosts } from '../../shared/pretrade/index.ts';
import { api } from '../engine/api.ts';
import { useReading } from '../engine/reading.ts';
import { moneyText, numberText, quantityText } from '../figures/number-text.ts';
import { useSettled } from '../lists/index.ts';
import { usePreferences } from '../window/preferences.ts';
import { CurvePlot } from './curve-plot.tsx';
import type { VenueSummary } from './readings.ts';
import { plainWords } from './words.ts';

interface Asked {
  readonly base: string;
  readonly quote: string;
  readonly size: string;
  readonly holdHours: string;
  readonly kind: CostsQuestion['kind'];
  readonly side: CostsQuestion['side'];
  readonly role: CostsQuestion['role'];
}

const FIRST: Asked = { base: 'BTC', quote: 'USDT', size: '1', holdHours: '24', kind: 'perpetual', side: 'long', role: 'taker' };
const COLUMNS = ['pretrade', 'venues', 'market'];

/** What a trade of this size would cost all in at each venue, from the depth, fees and funding that were imported. */
export function CostSection({ venues }: { readonly venues: readonly VenueSummary[] }) {
  const [asked, setAsked] = useState<Asked>(FIRST);
  const set = (changes: Partial<Asked>) => setAsked((before) => ({ ...before, ...changes }));
  const complaint = complaintOf(asked);
  const question = useSettled(
    JSON.stringify({ ...asked, size: asked.size.trim(), holdHours: asked.holdHours.trim(), venues: venues.map(({ venue }) => venue) }),
  );
  const { data } = useReading(
    {
      columns: COLUMNS,
      key: ['pretrade', 'costs', question],
      ask: (signal) => api.pretrade.costs.query(JSON.parse(question) as CostsQuestion, { signal }),
    },
    { enabled: complaint === null },
  );
  return (
    <section aria-label="All-in cost">
      <h2>
        All-in cost<span>at your size, tier and holding time, from what you imported</span>
      </h2>
      <div className="list-bar cost-bar not-printed" role="group" aria-label="The trade">
        <Text label="Base" value={asked.base} size={6} onChange={(base) => set({ base: base.toUpperCase() })} />
        <Text label="Quote" value={asked.quote} size={6} onChange={(quote) => set({ quote: quote.toUpperCase() })} />
        <Text label={`Size, ${asked.base}`} value={asked.size} size={8} onChange={(size) => set({ size })} />
        <Text label="Held, hours" value={asked.holdHours} size={6} onChange={(holdHours) => set({ holdHours })} />
        <Choice
          label="Instrument"
          value={asked.kind}
          options={['perpetual', 'future', 'option', 'spot', 'on-chain']}
          onChange={(kind) => set({ kind })}
        />
        <Choice label="Side" value={asked.side} options={['long', 'short']} onChange={(side) => set({ side })} />
        <Choice label="Order" value={asked.role} options={['taker', 'maker']} onChange={(role) => set({ role })} />
      </div>
      {complaint !== null && <p className="loss">{complaint}</p>}
      {data && complaint === null && <Costs costs={data} venues={venues} asked={asked} />}
    </section>
  );
}

function Costs({
  costs,
  venues,
  asked,
}: {
  readonly costs: readonly VenueCosts[];
  readonly venues: readonly VenueSummary[];
  readonly asked: Asked;
}) {
  const discreet = usePreferences((state) => state.discreet);
  const nameOf = (venue: string) => venues.find((each) => each.venue === venue)?.name ?? venue;
  const sizes = costs.find(({ curve }) => curve.length > 1)?.curve.map(({ size }) => size) ?? [];
  const curves = costs.map(({ venue, curve }) => ({ key: venue, label: nameOf(venue), values: sizes.map((size) => pointAt(curve, size)) }));
  const nothing = costs.every(({ parts }) => parts.every(({ bp }) => !isKnown(bp)));
  if (nothing) return <NothingKnown costs={costs} />;
  const drawable = curves.filter(({ values }) => values.some((value) => value !== null));
  return (
    <>
      <div className="side-scroll">
        <table className="table side-table">
          <thead>
            <tr>
              <th scope="col">Cost, bp of the notional</th>
              {costs.map(({ venue }) => (
                <th key={venue} scope="col" className="number">
                  {nameOf(venue)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {COST_PARTS.map((part) => (
              <tr key={part}>
                <th scope="row">{costs[0]?.parts.find((each) => each.part === part)?.name ?? plainWords(part)}</th>
                {costs.map(({ venue, parts }) => {
                  const found = parts.find((each) => each.part === part);
                  return (
                    <td key={venue} className="number">
                      <FigureText figure={found?.bp} />
                      {found?.old && <small className="late">old</small>}
                    </td>
                  );
                })}
              </tr>
            ))}
            <tr className="strong-row">
              <th scope="row">All in</th>
              {costs.map(({ venue, quote, allInBp, allIn }) => (
                <td key={venue} className="number">
                  <FigureText figure={allInBp} />
                  {isKnown(allIn) && !discreet && <small>{`${moneyText(allIn.ok)} ${quote ?? asked.quote}`}</small>}
                </td>
              ))}
            </tr>
            <tr>
              <th scope="row">At the tier</th>
              {costs.map(({ venue, feeTier, symbol }) => (
                <td key={venue} className="number">
                  {feeTier ?? '—'}
                  {symbol !== null && <small>{symbol}</small>}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      {drawable.length > 0 && sizes.length > 1 ? (
        <CurvePlot
          title="All-in cost over size"
          says={`bp of the notional, by ${asked.base}; gaps where the imported depth ends`}
          along={sizes.map(Number)}
          alongText={(size) => `${quantityText(String(size))} ${asked.base}`}
          valueText={(bp) => numberText(bp.toFixed(6), { most: 1 })}
          curves={drawable}
        />
      ) : (
        <p className="muted">
          A curve needs depth snapshots and fee tables of at least one of these venues: import them from the pre-trade desk (g then k).
        </p>
      )}
    </>
  );
}

/** Why there is no cost at all, and what would help. */
function NothingKnown({ costs }: { readonly costs: readonly VenueCosts[] }) {
  const why = costs.flatMap(({ allIn }) => (isKnown(allIn) ? [] : [allIn.unavailable.message]));
  return (
    <p className="muted">
      No cost is known yet: {[...new Set(why)].join(' ')} Import what the venues publish — instruments, fee tables, a snapshot of the book,
      funding — at the pre-trade desk (g then k).
    </p>
  );
}

/** Only for drawing: the table beside it keeps every digit. */
function pointAt(curve: VenueCosts['curve'], size: string): number | null {
  const bp = curve.find((point) => point.size === size)?.bp ?? null;
  return bp === null ? null : Number(bp);
}

function FigureText({ figure }: { readonly figure: VenueCosts['allIn'] | undefined }) {
  if (figure === undefined) return <>—</>;
  if (isKnown(figure)) return <>{numberText(figure.ok, { most: 2 })}</>;
  return (
    <span className="muted" data-tip={figure.unavailable.message}>
      —<span className="unseen"> {figure.unavailable.message}</span>
    </span>
  );
}

function complaintOf({ base, quote, size, holdHours }: Asked): string | null {
  if (base === '' || quote === '') return 'Name both assets, such as BTC and USDT.';
  const amount = parseDecimal(size.trim());
  if (amount === null || !amount.isPositive() || amount.isZero()) return 'The size is a number above 0, in units of the base asset.';
  const hours = parseDecimal(holdHours.trim());
  return hours === null || hours.isNegative() ? 'The holding time is a number of hours, 0 or more.' : null;
}

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly size: number;
  readonly onChange: (value: string) => void;
}

function Text({ label, value, size, onChange }: TextProps) {
  return (
    <label className="cost-field">
      <span>{label}</span>
      <input className="field" size={size} value={value} spellCheck={false} onChange={(event) => onChange(event.currentTarget.value)} />
    </label>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly Value[];
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <label className="cost-field">
      <span>{label}</span>
      <select
        className="field"
        value={value}
        onChange={(event) => {
          const chosen = options.find((each) => each === event.currentTarget.value);
          if (chosen !== undefined) onChange(chosen);
        }}
      >
        {options.map((each) => (
          <option key={each} value={each}>
            {plainWords(each)}
          </option>
        ))}
      </select>
    </label>
  );
}
