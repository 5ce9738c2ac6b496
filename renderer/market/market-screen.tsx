import { useMemo } from 'react';
import { create } from 'zustand';
import { dayText } from '../figures/time-text.ts';
import { Tabs } from '../lists/index.ts';
import { type Command, useCommands } from '../window/commands.ts';
import { useBeside } from '../window/beside.ts';
import type { PanelProps } from '../window/screen.ts';
import { AssetsView } from './assets-view.tsx';
import { CoverageView } from './coverage-view.tsx';
import { DatasetsView } from './datasets-view.tsx';
import { EnteredView, enterPrice } from './entered-view.tsx';
import { PoolsView } from './pools-view.tsx';
import { QuarantineView } from './quarantine-view.tsx';
import { useCoverage, useQuarantinedCount } from './readings.ts';
import { SourcesView } from './sources-view.tsx';
import './market.css';

type View = 'coverage' | 'quarantine' | 'datasets' | 'pools' | 'entered' | 'sources' | 'assets';

/** Which view of the market data is shown; kept while the window is open, so that going elsewhere and back moves nothing. */
const useView = create<{ readonly view: View }>(() => ({ view: 'coverage' }));

/** What is known of prices, rates, supplies and pools: how far it reaches, how old it is, what is wrong with it. */
export default function MarketScreen({ panel }: PanelProps) {
  const view = useView((state) => state.view);
  const apart = useQuarantinedCount();
  const { data: coverage } = useCoverage();
  useCommands(panel, COMMANDS);
  const open = useBeside('market', 'market-detail');
  const tabs = useMemo(
    () =>
      [
        { name: 'coverage', title: 'Coverage' },
        { name: 'quarantine', title: 'Put aside', count: apart },
        { name: 'datasets', title: 'Datasets' },
        { name: 'pools', title: 'Pools' },
        { name: 'entered', title: 'By hand' },
        { name: 'sources', title: 'Sources' },
        { name: 'assets', title: 'Assets' },
      ] as const,
    [apart],
  );
  const props = { panel, open };
  return (
    <>
      <header className="panel-head">
        <h1>Market data</h1>
        {coverage && (
          <span className="says">
            {coverage.length.toLocaleString()} series
            {coverage.length > 0 &&
              ` · newest ${dayText(coverage.map(({ to }) => to).reduce((one, other) => (one > other ? one : other)))}`}
          </span>
        )}
        <span className="right actions">
          <button type="button" className="quiet" onClick={() => enterPrice()}>
            Enter a price <kbd>n</kbd>
          </button>
        </span>
      </header>
      <Tabs label="Views of the market data" tabs={tabs} chosen={view} onChoose={(name) => useView.setState({ view: name })}>
        {view === 'coverage' && <CoverageView {...props} />}
        {view === 'quarantine' && <QuarantineView {...props} />}
        {view === 'datasets' && <DatasetsView {...props} />}
        {view === 'pools' && <PoolsView {...props} />}
        {view === 'entered' && <EnteredView {...props} />}
        {view === 'sources' && <SourcesView />}
        {view === 'assets' && <AssetsView {...props} />}
      </Tabs>
    </>
  );
}

const COMMANDS: readonly Command[] = [{ id: 'add', title: 'Enter a price', group: 'Market data', keys: ['n'], run: () => enterPrice() }];
