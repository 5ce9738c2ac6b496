import { useMemo } from 'react';
import { useReading } from '../engine/reading.ts';
import { Tabs } from '../lists/index.ts';
import { type Command, useCommands } from '../window/commands.ts';
import type { PanelProps } from '../window/screen.ts';
import { counted } from '../figures/number-text.ts';
import { BoardView } from './board-view.tsx';
import { boardReading } from './readings.ts';
import { TradesView } from './trades-view.tsx';
import { type OtcTab, setOtcView, useOtcView } from './view.ts';
import { recordTrade } from './ways.ts';
import './otc.css';

/** Settlements: what is due, what comes next and what stands in its way; and every trade that was recorded. */
export default function OtcScreen({ panel }: PanelProps) {
  const tab = useOtcView((state) => state.tab);
  const { data } = useReading(boardReading({}));
  useCommands(panel, COMMANDS);
  const late = data?.totals.overdue ?? 0;
  const tabs = useMemo(
    () =>
      [
        { name: 'board', title: 'Board' },
        { name: 'trades', title: 'Trades' },
      ] as const satisfies ReadonlyArray<{ name: OtcTab; title: string }>,
    [],
  );
  return (
    <>
      <header className="panel-head">
        <h1>Settlements</h1>
        <span className="right">
          {tab === 'trades' && data && data.totals.open > 0 && (
            <>
              {counted(data.totals.open, 'leg')} open
              {late > 0 && <b className="late"> · {late.toLocaleString()} overdue</b>}
              {data.totals.unconfirmed > 0 && ` · ${counted(data.totals.unconfirmed, 'trade')} unconfirmed`}
            </>
          )}
        </span>
        <button type="button" className="quiet not-printed" onClick={recordTrade}>
          Record a trade <kbd>n</kbd>
        </button>
      </header>
      <Tabs label="Views of the settlements" tabs={tabs} chosen={tab} onChoose={(name) => setOtcView({ tab: name })}>
        {tab === 'board' ? <BoardView panel={panel} /> : <TradesView panel={panel} />}
      </Tabs>
    </>
  );
}

const COMMANDS: readonly Command[] = [
  { id: 'add', title: 'Record a trade', group: 'Settlements', keys: ['n'], run: recordTrade },
  { id: 'otc.board', title: 'The board', group: 'Settlements', keys: ['b'], run: () => setOtcView({ tab: 'board' }) },
  { id: 'otc.trades', title: 'Every trade', group: 'Settlements', keys: ['t'], run: () => setOtcView({ tab: 'trades' }) },
];
