import { useState } from 'react';
import type { TradeDraft } from '../../shared/otc/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { sayChanged } from '../forms/say-changed.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft } from '../window/kept-draft.ts';
import { closeBeside } from '../window/places.ts';
import { useOwnZone } from './readings.ts';
import { emptyTrade } from './trade-draft.ts';
import { TradeForm } from './trade-form.tsx';
import { openTrade } from './ways.ts';

const FORM = 'otc.new';

/** The form of a new trade; recorded, it opens in the form’s place. */
export function NewTrade() {
  const zone = useOwnZone();
  const [now] = useState(() => new Date().toISOString());
  const { carry, busy, refusal } = useCarrying(api.otc.record.mutate);
  const cancel = () => {
    forgetDraft(FORM);
    closeBeside('otc-trade');
    document.querySelector<HTMLElement>('[data-panel="otc"] [data-list]')?.focus({ preventScroll: true });
  };
  useEscape(true, cancel);
  async function record(terms: TradeDraft): Promise<void> {
    const recorded = await carry({ terms });
    if (recorded === null) return;
    forgetDraft(FORM);
    openTrade(recorded.trade, terms.reference);
    sayChanged(`${terms.reference} is recorded.`);
  }
  return (
    <div className="panel-body">
      <header className="panel-head">
        <h1>Record a trade</h1>
      </header>
      <TradeForm
        form={FORM}
        does="Record it"
        label="Record a trade"
        first={() => emptyTrade(now, zone)}
        busy={busy}
        refusal={refusal}
        onSave={(terms) => void record(terms)}
        onCancel={cancel}
      />
    </div>
  );
}
