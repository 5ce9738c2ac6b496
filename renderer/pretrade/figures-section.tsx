import { Decimal, isKnown } from '../../shared/figures/index.ts';
import { TICKET_FIGURES, type TicketFigureId, type TicketResult } from '../../shared/pretrade/index.ts';
import { FigureView, Headline } from '../figures/figure-view.tsx';
import { percentText, quantityText } from '../figures/number-text.ts';
import { momentText } from '../figures/time-text.ts';
import { useNow } from '../window/clock.ts';
import { kindOf, unitOf, withWays } from './figure-kinds.ts';
import { openReference } from './ways.ts';
import { minutesText, UNIT_WORDS } from './words.ts';

const GROUPS: ReadonlyArray<{ readonly title: string; readonly figures: readonly TicketFigureId[] }> = [
  {
    title: 'Size',
    figures: ['order', 'contracts', 'quantity', 'notional', 'size-from-max-loss', 'size-from-fraction', 'half-kelly', 'half-kelly-size'],
  },
  { title: 'Margin', figures: ['margin', 'leverage-used', 'leverage-allowed', 'maintenance-margin', 'free-after'] },
  {
    title: 'Liquidation',
    figures: [
      'liquidation-price',
      'liquidation-distance',
      'liquidation-distance-ranges',
      'liquidation-distance-worst-day',
      'daily-range',
      'worst-day',
      'stop-spare',
      'mark',
    ],
  },
  { title: 'Outcome', figures: ['max-loss', 'profit-at-target', 'reward-to-risk', 'break-even', 'break-even-move'] },
  {
    title: 'Fees and slippage',
    figures: [
      'fee-rate-in',
      'fee-rate-out',
      'fee-in',
      'fee-out',
      'fee-stop',
      'spread',
      'slippage',
      'slippage-cost',
      'slippage-out',
      'costs-other',
    ],
  },
  { title: 'Funding', figures: ['funding-low', 'funding-base', 'funding-high', 'funding-share'] },
  { title: 'Exposure after', figures: ['exposure-after', 'exposure-group-after', 'venue-share-after', 'asset-share-after'] },
];

/** Of these the absence of what they ask for is no lack: they are shown where it was given. */
const OPTIONAL: ReadonlySet<TicketFigureId> = new Set([
  'contracts',
  'size-from-max-loss',
  'size-from-fraction',
  'half-kelly',
  'half-kelly-size',
  'exposure-group-after',
  'costs-other',
]);

/** The four figures by which a trade is judged first. */
export function TicketHeadlines({ result }: { readonly result: TicketResult }) {
  const first: readonly TicketFigureId[] =
    'unavailable' in result.figures['liquidation-price'] && result.figures['liquidation-price'].unavailable.reason === 'not-applicable'
      ? ['order', 'margin', 'max-loss', 'break-even']
      : ['order', 'margin', 'liquidation-price', 'liquidation-distance', 'max-loss'];
  return (
    <div className="ticket-headlines">
      {first.map((id) => (
        <Headline key={id} label={labelOf(id, result)}>
          <TicketFigure id={id} result={result} />
        </Headline>
      ))}
    </div>
  );
}

/** Every figure of a ticket by what it is about, each with its way to explain itself. */
export function FiguresSection({ result }: { readonly result: TicketResult }) {
  return (
    <section aria-label="Figures">
      <h2>
        Figures<span>Tab goes from one to the next, e explains it</span>
      </h2>
      <div className="ticket-figures">
        {GROUPS.map(({ title, figures }) => {
          const shown = figures.filter((id) => isShown(id, result));
          if (shown.length === 0) return null;
          return (
            <div key={title} className="figure-group">
              <h3>{title}</h3>
              <dl>
                {shown.map((id) => (
                  <div key={id}>
                    <dt data-tip={TICKET_FIGURES[id].says}>{labelOf(id, result)}</dt>
                    <dd>
                      <TicketFigure id={id} result={result} />
                    </dd>
                  </div>
                ))}
              </dl>
              {title === 'Liquidation' && <TierLine result={result} />}
              {title === 'Fees and slippage' && <FeeLine result={result} />}
              {title === 'Funding' && <FundingLine result={result} />}
            </div>
          );
        })}
      </div>
    </section>
  );
}

function TicketFigure({ id, result }: { readonly id: TicketFigureId; readonly result: TicketResult }) {
  const { name, says } = TICKET_FIGURES[id];
  const loss = id === 'max-loss' || id === 'profit-at-target';
  return <FigureView name={name} figure={withWays(signed(id, result), result)} kind={kindOf(id, result)} change={loss} says={says} />;
}

/** A loss is counted upwards where it is computed; beside a profit it is printed as what it does to the purse. */
function signed(id: TicketFigureId, { figures }: TicketResult): TicketResult['figures'][TicketFigureId] {
  const figure = figures[id];
  return id === 'max-loss' && isKnown(figure) ? { ...figure, ok: new Decimal(figure.ok).negated().toFixed() } : figure;
}

function labelOf(id: TicketFigureId, result: TicketResult): string {
  const unit = unitOf(id, result);
  return unit === '' ? TICKET_FIGURES[id].name : `${TICKET_FIGURES[id].name}, ${unit}`;
}

function isShown(id: TicketFigureId, { figures, orderUnit }: TicketResult): boolean {
  const figure = figures[id];
  if (id === 'costs-other' && isKnown(figure) && new Decimal(figure.ok).isZero()) return false;
  // Where orders are in units of the asset, a contract is one of them and tells nothing new.
  if (id === 'contracts' && orderUnit === 'base') return false;
  return isKnown(figure) || (figure.unavailable.reason !== 'not-applicable' && !OPTIONAL.has(id));
}

/** The row of the margin table that holds at the liquidation price, with its file and age. */
function TierLine({ result }: { readonly result: TicketResult }) {
  const now = useNow();
  const { tier } = result;
  const used = result.used.find(({ kind }) => kind === 'margin');
  if (tier === null) return null;
  const { floor, cap, rate, amount } = tier.tier;
  return (
    <p className="figure-note">
      Tier at the liquidation price:{' '}
      <button type="button" className="way" onClick={() => openReference(tier.origin.reference, tier.origin.file)}>
        row {tier.row} of {tier.origin.file}
      </button>
      , {quantityText(floor)} to {cap === null ? 'without end' : quantityText(cap)} ({UNIT_WORDS[tier.unit]}), maintenance{' '}
      {percentText(rate)} less {quantityText(amount)}; as of {momentText(tier.asOf, now)} UTC
      {used && <AgeNote minutes={used.ageMinutes} old={used.old} />}.
    </p>
  );
}

function FeeLine({ result }: { readonly result: TicketResult }) {
  const { feeTier } = result;
  const fees = result.used.find(({ kind }) => kind === 'fees');
  const depth = result.used.find(({ kind }) => kind === 'depth');
  return (
    <p className="figure-note">
      {feeTier !== null && (
        <>
          Your tier: {feeTier.tier.name},{' '}
          <button type="button" className="way" onClick={() => openReference(feeTier.origin.reference, feeTier.origin.file)}>
            row {feeTier.row} of {feeTier.origin.file}
          </button>
          {fees && <AgeNote minutes={fees.ageMinutes} old={fees.old} />}.{' '}
        </>
      )}
      {depth && (
        <>
          Slippage is walked through{' '}
          <button type="button" className="way" onClick={() => openReference(depth.origin.reference, depth.origin.file)}>
            {depth.origin.file}
          </button>
          <AgeNote minutes={depth.ageMinutes} old={depth.old} />.
        </>
      )}
    </p>
  );
}

function FundingLine({ result }: { readonly result: TicketResult }) {
  const { settlements } = result.figures;
  const used = result.used.find(({ kind }) => kind === 'funding');
  if (!isKnown(settlements) && !used) return null;
  return (
    <p className="figure-note">
      {isKnown(settlements) && `${quantityText(settlements.ok)} settlements until the horizon. `}
      {used && (
        <>
          Rates of{' '}
          <button type="button" className="way" onClick={() => openReference(used.origin.reference, used.origin.file)}>
            {used.origin.file}
          </button>
          <AgeNote minutes={used.ageMinutes} old={used.old} />.
        </>
      )}
    </p>
  );
}

function AgeNote({ minutes, old }: { readonly minutes: number; readonly old: boolean }) {
  return (
    <>
      , <span className={old ? 'late' : undefined}>{`${minutesText(minutes)} old${old ? ', older than your rules allow' : ''}`}</span>
    </>
  );
}
