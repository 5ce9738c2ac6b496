import { useEffect, useState } from 'react';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { useReading } from '../engine/reading.ts';
import { FigureView } from '../figures/figure-view.tsx';
import { dayText } from '../figures/time-text.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { PrintHead } from '../frame/print-head.tsx';
import { namePanel } from '../window/places.ts';
import { useAmounts } from './amounts.ts';
import { fullClockText } from './cut-off-text.ts';
import { type Doing, LOOKING, wayOf } from './doing.ts';
import { LegsSection } from './legs-section.tsx';
import { MissingSettlement } from './missing-settlement.tsx';
import { NetTable } from './net-table.tsx';
import { type BatchDetail, batchReading, useOwnZone } from './readings.ts';
import { focusBack } from './row-focus.ts';
import { StepsSection } from './steps-section.tsx';
import { TimelineSection } from './timeline-section.tsx';
import { TradeMark } from './trade-mark.tsx';
import { openTrade } from './ways.ts';
import { ORDER_WORDS, sentence } from './words.ts';

/** Trades that are settled by one delivery an asset: the sheet, its members, the steps and the legs. */
export function BatchView({ panel, batch }: { readonly panel: string; readonly batch: string }) {
  const { data, error, isPending } = useReading(batchReading(batch));
  const [doing, setDoing] = useState<Doing>(LOOKING);
  const reference = data?.terms.reference;
  useEffect(() => {
    if (reference !== undefined) namePanel(panel, reference);
  }, [panel, reference]);
  function leave(): void {
    focusBack(panel, wayOf(doing), 'steps');
    setDoing(LOOKING);
  }
  if (error) return <MissingSettlement message={error.message} />;
  if (isPending) return null;
  if (!data) return <MissingSettlement message="It may have been taken back, or it belongs to another workspace." />;
  const { terms, legs, steps } = data;
  const settled = steps.length > 0 && steps.every(({ state }) => state === 'done');
  return (
    <div className="panel-body">
      <PrintHead title={`${terms.reference} with ${data.deskName}`} />
      <BatchHead detail={data} />
      <div className="detail">
        <section aria-label="Net sheet">
          <h2>
            Net sheet<span>number {terms.sheet}: whoever names the same number holds the same sheet</span>
          </h2>
          <NetTable nets={terms.nets} />
        </section>
        <StepsSection
          owner={batch}
          zone={terms.cutOff.zone}
          title={terms.reference}
          steps={steps}
          legs={legs}
          settled={settled}
          doing={doing}
          begin={setDoing}
          done={leave}
        />
        <Members detail={data} />
        <LegsSection legs={legs} zone={terms.cutOff.zone} netted={false} />
        <TimelineSection
          subjects={[batch, ...legs.map(({ leg }) => leg)]}
          abouts={[{ kind: 'batch', id: batch }, ...legs.map(({ leg }) => ({ kind: 'leg' as const, id: leg }))]}
        />
      </div>
    </div>
  );
}

function BatchHead({ detail }: { readonly detail: BatchDetail }) {
  const { terms, deskName, legs, dissolved, firm, exposure, currency } = detail;
  const zone = useOwnZone();
  const amounts = useAmounts();
  const { carry, busy, refusal } = useCarrying(api.otc.dissolveBatch.mutate);
  async function dissolve(): Promise<void> {
    if ((await carry({ batch: detail.batch })) !== null) sayChanged(`${terms.reference} is dissolved; its trades are settled gross.`);
  }
  const direction = legs.length === 0 ? 'nothing moves' : legs.map(({ words }) => words).join(', ');
  return (
    <>
      <header className="panel-head">
        <h1>{terms.reference}</h1>
        <span className="says">
          netting with {deskName} · value {dayText(terms.valueDate)}
        </span>
        {dissolved && <span className="right otc-mark faint">dissolved</span>}
      </header>
      <div className="trade-head">
        <p className="direction">{amounts(sentence(direction))}.</p>
        <p className="muted">
          To be agreed by {[...new Set([terms.cutOff.zone, zone])].map((each) => fullClockText(terms.cutOffAt, each)).join(' · ')};{' '}
          {ORDER_WORDS[terms.deliveryOrder]}
          {terms.deliveryTerms !== null && `: ${terms.deliveryTerms}`}. {terms.agreement ?? 'No agreement is recorded.'}
        </p>
        <p>
          Paid for and not received: <FigureView name="Paid for and not received" figure={exposure} kind={{ as: 'money', currency }} />{' '}
          <span className="muted">{currency}</span>
        </p>
        {!dissolved && (
          <div className="actions not-printed">
            <button type="button" disabled={busy || firm !== null} onClick={() => void dissolve()}>
              Dissolve: settle gross
            </button>
            {firm !== null && <span className="muted">{firm}</span>}
          </div>
        )}
        {refusal && <RefusalLine refusal={refusal} />}
      </div>
    </>
  );
}

function Members({ detail }: { readonly detail: BatchDetail }) {
  const amounts = useAmounts();
  return (
    <section aria-label="Trades of the netting">
      <h2>
        Trades<span>{detail.trades.length.toLocaleString()}</span>
      </h2>
      <table className="table">
        <tbody>
          {detail.trades.map((line) => (
            <tr key={line.trade}>
              <td>
                <button type="button" className="way" onClick={() => openTrade(line.trade, line.reference)}>
                  {line.reference}
                </button>
              </td>
              <td>{amounts(line.direction)}</td>
              <td>
                <TradeMark line={line} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
