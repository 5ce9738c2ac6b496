import { useReading } from '../engine/reading.ts';
import { numberText, priceText, quantityText } from '../figures/number-text.ts';
import { PrintHead } from '../frame/print-head.tsx';
import { useEscape } from '../window/escape.ts';
import { DepthPlot } from './depth-plot.tsx';
import { type DepthCard, depthsReading, levelsReading, useInstruments, useVenueNames } from './readings.ts';
import { leave, openReference } from './ways.ts';
import { minutesText } from './words.ts';

/** The card of one order book: spread, what stands within reach of the middle, and the whole of it as a plot. */
export function DepthDetail({ reference, n }: { readonly reference: string; readonly n: number }) {
  const { data: cards, isPending } = useReading(depthsReading);
  const { data: levels } = useReading(levelsReading(reference, n));
  const venues = useVenueNames();
  useEscape(true, leave);
  const card = cards?.find(({ origin }) => origin.reference === reference && origin.n === n);
  const { data: found } = useInstruments(card?.venue ?? '', 'perpetual', card?.symbol ?? '');
  if (isPending) return null;
  if (!card) return <p className="panel-opening">This book is not in use: its file was withdrawn, or it is not here.</p>;
  const instrument = found?.instruments.find(({ instrument }) => instrument.symbol === card.symbol)?.instrument;
  const base = instrument?.base ?? 'units';
  const quote = instrument?.quote ?? 'quote';
  return (
    <>
      <PrintHead title={`Depth of ${card.symbol}`} />
      <header className="panel-head">
        <h1>{card.symbol}</h1>
        <span className="says">
          {venues.get(card.venue) ?? card.venue} · <span className={card.old ? 'late' : undefined}>{minutesText(card.ageMinutes)} old</span>
        </span>
        <span className="right actions not-printed">
          <button type="button" className="quiet" onClick={() => openReference(card.origin.reference, card.origin.file)}>
            {card.origin.file}
          </button>
        </span>
      </header>
      <div className="panel-body detail">
        <Sums card={card} base={base} quote={quote} />
        {levels && (
          <section aria-label="Depth">
            <DepthPlot symbol={card.symbol} unit={levels.unit === 'base' ? base : quote} mid={card.mid} levels={levels} />
          </section>
        )}
      </div>
    </>
  );
}

function Sums({ card, base, quote }: { readonly card: DepthCard; readonly base: string; readonly quote: string }) {
  const { bestBid, bestAsk, mid, spreadBp, within, takenAt, levels } = card;
  return (
    <section aria-label="Card">
      <dl className="check-detail about-file">
        <dt>Taken</dt>
        <dd>{takenAt.slice(0, 19).replace('T', ' ')} UTC</dd>
        <dt>Best</dt>
        <dd>
          {bestBid === null ? '—' : priceText(bestBid)} bid, {bestAsk === null ? '—' : priceText(bestAsk)} asked
        </dd>
        <dt>Middle</dt>
        <dd>{mid === null ? '—' : priceText(mid)}</dd>
        <dt>Spread</dt>
        <dd>{spreadBp === null ? '—' : `${numberText(spreadBp, { most: 3 })} bp`}</dd>
        <dt>Levels</dt>
        <dd>{`${levels.bids.toLocaleString()} bid, ${levels.asks.toLocaleString()} asked`}</dd>
      </dl>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Within</th>
            <th scope="col" className="number">
              Bid, {base}
            </th>
            <th scope="col" className="number">
              Bid, {quote}
            </th>
            <th scope="col" className="number">
              Asked, {base}
            </th>
            <th scope="col" className="number">
              Asked, {quote}
            </th>
          </tr>
        </thead>
        <tbody>
          {within.map(({ bp, bids, asks }) => (
            <tr key={bp}>
              <td>{bp} bp</td>
              <Sum amount={bids.base} reached={bids.reached} />
              <Sum amount={bids.quote} reached={bids.reached} />
              <Sum amount={asks.base} reached={asks.reached} />
              <Sum amount={asks.quote} reached={asks.reached} />
            </tr>
          ))}
        </tbody>
      </table>
      {within.some(({ bids, asks }) => !bids.reached || !asks.reached) && (
        <p className="muted">≥: the snapshot ends before that distance, so that more may stand there.</p>
      )}
    </section>
  );
}

function Sum({ amount, reached }: { readonly amount: string; readonly reached: boolean }) {
  return (
    <td className="number">
      {!reached && '≥ '}
      {quantityText(amount)}
    </td>
  );
}
