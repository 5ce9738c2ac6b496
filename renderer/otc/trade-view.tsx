import { useEffect, useMemo, useState } from 'react';
import { useReading } from '../engine/reading.ts';
import { FigureView } from '../figures/figure-view.tsx';
import { dayText } from '../figures/time-text.ts';
import { PrintHead } from '../frame/print-head.tsx';
import { type Command, useCommands } from '../window/commands.ts';
import { hasDraft } from '../window/kept-draft.ts';
import { namePanel } from '../window/places.ts';
import { useAmounts } from './amounts.ts';
import { CancelForm } from './cancel-form.tsx';
import { CasesSection } from './cases-section.tsx';
import { type Doing, LOOKING, wayOf } from './doing.ts';
import { editForm, EditTrade } from './edit-trade.tsx';
import { FailForm } from './fail-form.tsx';
import { LegsSection } from './legs-section.tsx';
import { MissingSettlement } from './missing-settlement.tsx';
import { type TradeDetail, tradeReading } from './readings.ts';
import { focusBack } from './row-focus.ts';
import { saveReport } from './save-report.ts';
import { StepsSection } from './steps-section.tsx';
import { TermsSection } from './terms-section.tsx';
import { TimelineSection } from './timeline-section.tsx';
import { TradeMark } from './trade-mark.tsx';
import { openBatch } from './ways.ts';
import { sentence } from './words.ts';

/** One trade: which way money goes, the steps of its settlement in their order, both legs to the letter, and what happened. */
export function TradeView({ panel, trade }: { readonly panel: string; readonly trade: string }) {
  const { data, error, isPending } = useReading(tradeReading(trade));
  const [doing, setDoing] = useState<Doing>(() => (hasDraft(editForm(trade)) ? { now: 'editing' } : LOOKING));
  const reference = data?.reference;
  useEffect(() => {
    if (reference !== undefined) namePanel(panel, reference);
  }, [panel, reference]);
  const editing = data ? whyNotEdited(data) : null;
  const failing = data ? whyNotFailed(data) : null;
  useCommands(
    panel,
    useMemo(() => tradeCommands(trade, setDoing, { editing, failing }), [trade, editing, failing]),
  );
  function leave(): void {
    focusBack(panel, wayOf(doing), 'steps');
    setDoing(LOOKING);
  }
  if (error) return <MissingSettlement message={error.message} />;
  if (isPending) return null;
  if (!data) return <MissingSettlement message="It may have been taken back, or it belongs to another workspace." />;
  if (doing.now === 'editing') return <EditTrade detail={data} done={leave} />;
  return (
    <div className="panel-body">
      <PrintHead title={`${data.reference} with ${data.deskName}`} />
      <TradeHead detail={data} begin={setDoing} />
      {doing.now === 'cancelling' && <CancelForm detail={data} done={leave} />}
      {doing.now === 'failing' && <FailForm detail={data} done={leave} />}
      <div className="detail">
        <CasesSection cases={data.cases} doing={doing} begin={setDoing} done={leave} />
        {data.batch === null ? (
          <StepsSection
            owner={data.trade}
            zone={data.terms.cutOff.zone}
            title={data.reference}
            steps={data.steps}
            legs={data.legs}
            settled={data.state === 'settled'}
            doing={doing}
            begin={setDoing}
            done={leave}
          />
        ) : (
          data.cancelled === null && <InNetting batch={data.batch} />
        )}
        <LegsSection legs={data.legs} zone={data.terms.cutOff.zone} netted={data.batch !== null} />
        <TermsSection detail={data} />
        <TimelineSection subjects={[data.trade, ...data.legs.map(({ leg }) => leg)]} abouts={aboutsOf(data)} />
      </div>
    </div>
  );
}

interface TradeHeadProps {
  readonly detail: TradeDetail;
  readonly begin: (doing: Doing) => void;
}

function TradeHead({ detail, begin }: TradeHeadProps) {
  const amounts = useAmounts();
  const { trade, state, firm, batch, cancelled } = detail;
  const moving = cancelled === null && state !== 'settled';
  const hasOwed = 'ok' in detail.exposure && detail.owed.length > 0;
  return (
    <>
      <header className="panel-head">
        <h1>{detail.reference}</h1>
        <span className="says">
          {detail.deskName} · value {dayText(detail.valueDate)}
        </span>
        <span className="right">
          <TradeMark line={detail} />
        </span>
      </header>
      <div className="trade-head">
        <p className="direction">{amounts(sentence(detail.direction))}.</p>
        {cancelled !== null && <p className="file-notice">Cancelled: {cancelled}</p>}
        {(hasOwed || 'unavailable' in detail.exposure) && (
          <p>
            <b className="late">Paid for and not received: </b>
            {detail.owed.map(({ asset, amount }) => amounts(`${amount} ${asset}`)).join(', ')}, worth{' '}
            <FigureView name="Paid for and not received" figure={detail.exposure} kind={{ as: 'money', currency: detail.currency }} />{' '}
            {detail.currency}
          </p>
        )}
        <div className="actions not-printed">
          {moving && firm === null && batch === null && (
            <button type="button" data-way="editing" onClick={() => begin({ now: 'editing' })}>
              Edit <kbd>m</kbd>
            </button>
          )}
          {moving && firm === null && batch === null && (
            <button type="button" data-way="cancelling" onClick={() => begin({ now: 'cancelling' })}>
              Cancel the trade
            </button>
          )}
          {whyNotFailed(detail) === null && (
            <button type="button" data-way="failing" onClick={() => begin({ now: 'failing' })}>
              It has failed <kbd>x</kbd>
            </button>
          )}
          <button type="button" onClick={() => void saveReport(trade, 'pdf')}>
            Report, PDF <kbd>r</kbd>
          </button>
          <button type="button" onClick={() => void saveReport(trade, 'json')}>
            JSON
          </button>
        </div>
        {moving && firm !== null && <p className="muted">{firm}</p>}
      </div>
    </>
  );
}

function InNetting({ batch }: { readonly batch: string }) {
  return (
    <section aria-label="Settlement">
      <h2>Settlement</h2>
      <p>
        Both legs went into a netting and are settled there.{' '}
        <button type="button" className="way" data-way="steps" onClick={() => openBatch(batch, 'Netting')}>
          Open the netting
        </button>
      </p>
    </section>
  );
}

/** What checklists were run about, for the timeline. */
function aboutsOf({ trade, legs }: TradeDetail) {
  return [{ kind: 'trade' as const, id: trade }, ...legs.map(({ leg }) => ({ kind: 'leg' as const, id: leg }))];
}

/** Why the terms cannot be changed any more; null where they can. */
function whyNotEdited({ cancelled, batch, firm }: TradeDetail): string | null {
  if (cancelled !== null) return 'The trade was cancelled; its terms stand as they were.';
  return batch === null ? firm : 'The trade went into a netting. Dissolve that first.';
}

/** Why no case can be opened; null where one can. */
function whyNotFailed({ cancelled, state, cases }: TradeDetail): string | null {
  if (cancelled !== null || state === 'settled') return 'Nothing of this trade is to be settled any more.';
  return cases.some(({ resolution }) => resolution === null) ? 'A case is open on this trade already.' : null;
}

function tradeCommands(
  trade: string,
  begin: (doing: Doing) => void,
  refusals: { readonly editing: string | null; readonly failing: string | null },
): readonly Command[] {
  const group = 'Trade';
  return [
    { id: 'otc.edit', title: 'Edit the trade', group, keys: ['m'], refusal: () => refusals.editing, run: () => begin({ now: 'editing' }) },
    {
      id: 'otc.fail',
      title: 'The settlement has failed',
      group,
      keys: ['x'],
      refusal: () => refusals.failing,
      run: () => begin({ now: 'failing' }),
    },
    { id: 'otc.report', title: 'Save the report as PDF', group, keys: ['r'], run: () => void saveReport(trade, 'pdf') },
  ];
}
