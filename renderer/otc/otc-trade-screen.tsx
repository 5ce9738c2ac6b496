import type { PanelProps } from '../window/screen.ts';
import { BatchView } from './batch-view.tsx';
import { NettingForm } from './netting-form.tsx';
import { NewTrade } from './new-trade.tsx';
import { TradeView } from './trade-view.tsx';
import { batchIn, NEW_TRADE, nettingIn } from './ways.ts';
import './otc.css';

/** What stands beside the board: one trade, one netting, or the form of a new one of either. */
export default function OtcTradeScreen({ panel, subject }: PanelProps) {
  if (subject === null) return <NothingOpen />;
  if (subject === NEW_TRADE) return <NewTrade />;
  const trades = nettingIn(subject);
  if (trades !== null) return <NettingForm key={subject} trades={trades} />;
  const batch = batchIn(subject);
  if (batch !== null) return <BatchView key={subject} panel={panel} batch={batch} />;
  return <TradeView key={subject} panel={panel} trade={subject} />;
}

function NothingOpen() {
  return (
    <div className="teaching">
      <h2>Step by step, and not before</h2>
      <p>
        Enter or a click on a leg opens its settlement here: the steps in their order, who signed what and when, what stands in the way, and
        both instructions in full. <kbd>j</kbd> <kbd>k</kbd> go through the legs, <kbd>n</kbd> records a trade, <kbd>?</kbd> shows all keys.
      </p>
    </div>
  );
}
