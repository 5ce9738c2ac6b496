import { useAmounts } from './amounts.ts';
import { BlockerWays } from './blocker-ways.tsx';
import { blockerName } from './blocker-words.ts';
import { fullClockText } from './cut-off-text.ts';
import type { Doing } from './doing.ts';
import { LegDue } from './leg-due.tsx';
import { ReceiptForm } from './receipt-form.tsx';
import { type Leg, type Step, useOwnZone } from './readings.ts';
import { ReleaseForm } from './release-form.tsx';
import { StepChecklist } from './step-checklist.tsx';
import { TestChoice } from './test-choice.tsx';
import { openTrade } from './ways.ts';
import { STEP_WORDS } from './words.ts';

interface StepRowProps {
  /** The trade or netting that the steps belong to. */
  readonly owner: string;
  /** Of the cut-off that was agreed. */
  readonly zone: string;
  readonly place: number;
  readonly step: Step;
  readonly leg: Leg | undefined;
  readonly doing: Doing;
  readonly begin: (doing: Doing) => void;
  readonly done: () => void;
}

/** One step of a settlement: how it stands, who did it and when, what stands in its way, and what can be done now. */
export function StepRow({ owner, zone, place, step, leg, doing, begin, done }: StepRowProps) {
  const amounts = useAmounts();
  const { kind, state, says, template, blockers, about } = step;
  return (
    <li className={`step ${state}`} aria-current={state === 'next' ? 'step' : undefined}>
      <span className="step-sign" aria-hidden="true">
        {state === 'done' ? '✓' : place}
      </span>
      <div className="step-body">
        <p className="step-says">
          {amounts(says)} <span className={`otc-mark step-${state}`}>{STEP_WORDS[state]}</span>
        </p>
        {leg?.open && (kind === 'release' || kind === 'receive') && <LegDue leg={leg} zone={leg.instruction.cutOff?.zone ?? zone} />}
        {leg && <Done step={step} leg={leg} />}
        {template !== null && <StepChecklist step={step} template={template} />}
        {kind === 'release' || state === 'blocked' ? <BlockerWays blockers={blockers} own={step} /> : <WaitsFor blockers={blockers} />}
        {kind === 'test' && leg?.open && <TestChoice leg={leg} doing={doing} begin={begin} done={done} />}
        {kind === 'release-checklist' && leg?.open && !leg.testDue && <TestChoice leg={leg} doing={doing} begin={begin} done={done} />}
        {kind === 'close-case' && about.id !== owner && (
          <p>
            <button type="button" className="way not-printed" onClick={() => openTrade(about.id, 'Case')}>
              Open that trade
            </button>
          </p>
        )}
        {kind === 'release' && leg && state !== 'done' && <Release step={step} leg={leg} doing={doing} begin={begin} done={done} />}
        {kind === 'receive' && leg && <Receive leg={leg} state={state} doing={doing} begin={begin} done={done} />}
      </div>
    </li>
  );
}

/** The steps that come before this one, in a line. */
function WaitsFor({ blockers }: { readonly blockers: Step['blockers'] }) {
  const amounts = useAmounts();
  if (blockers.length === 0) return null;
  return (
    <p className="muted" data-tip={blockers.map(({ says }) => amounts(says)).join(' ')}>
      waits for {[...new Set(blockers.map(blockerName))].join(', ')}
    </p>
  );
}

/** Who and when, of what has moved. */
function Done({ step, leg }: { readonly step: Step; readonly leg: Leg }) {
  const zone = useOwnZone();
  if (step.kind === 'release' && leg.release !== null) {
    return (
      <p className="muted">
        {fullClockText(leg.release.releasedAt, zone)} · <code>{leg.release.reference}</code>
      </p>
    );
  }
  if (step.kind !== 'receive' || leg.receipts.length === 0) return null;
  return <p className={leg.match.status === 'short' || leg.match.status === 'over' ? 'late' : 'muted'}>{leg.match.says}</p>;
}

interface ActProps {
  readonly leg: Leg;
  readonly doing: Doing;
  readonly begin: (doing: Doing) => void;
  readonly done: () => void;
}

function Release({ step, leg, doing, begin, done }: ActProps & { readonly step: Step }) {
  const open = doing.now === 'releasing' && doing.leg === leg.leg;
  const may = step.blockers.length === 0 && leg.blockers.length === 0;
  if (open && may) return <ReleaseForm leg={leg} done={done} />;
  return (
    <div className="actions not-printed">
      <button
        type="button"
        className="main"
        data-way={`releasing ${leg.leg}`}
        disabled={!may}
        aria-describedby={may ? undefined : `why ${leg.leg}`}
        onClick={() => begin({ now: 'releasing', leg: leg.leg })}
      >
        Record the release
      </button>
      {!may && (
        <span id={`why ${leg.leg}`} className="muted">
          cannot be recorded before what stands above is done
        </span>
      )}
    </div>
  );
}

function Receive({ leg, state, doing, begin, done }: ActProps & { readonly state: Step['state'] }) {
  if (doing.now === 'receiving' && doing.leg === leg.leg) return <ReceiptForm leg={leg} done={done} />;
  const button = state === 'done' ? 'way' : 'main';
  return (
    <div className="not-printed">
      <button type="button" className={button} data-way={`receiving ${leg.leg}`} onClick={() => begin({ now: 'receiving', leg: leg.leg })}>
        {leg.receipts.length === 0 ? 'Record what came in' : 'Record another payment'}
      </button>
    </div>
  );
}
