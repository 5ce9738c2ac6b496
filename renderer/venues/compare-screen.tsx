import { useEffect, useMemo, useState } from 'react';
import type { Family } from '../../shared/venues/index.ts';
import { useReading } from '../engine/reading.ts';
import { PrintHead } from '../frame/print-head.tsx';
import { type Command, useCommands } from '../window/commands.ts';
import { namePanel } from '../window/places.ts';
import type { PanelProps } from '../window/screen.ts';
import { counted } from '../figures/number-text.ts';
import { ChipSelect } from './chip-select.tsx';
import { ChooseVenues } from './choose-venues.tsx';
import { CompareTables } from './compare-tables.tsx';
import { CostSection } from './cost-section.tsx';
import { DecisionForm } from './decision-form.tsx';
import { Firmness } from './firmness.tsx';
import { comparisonReading, profilesReading, type Profile, sensitivityReading } from './readings.ts';
import { type Weighing, useWeighing } from './weighing.ts';
import { WeightsPanel } from './weights-panel.tsx';
import { comparedIn } from './ways.ts';
import './venues.css';

/** Up to six venues side by side, weighed as the person wants, down to the decision. */
export default function CompareScreen({ panel, subject }: PanelProps) {
  const venues = useMemo(() => comparedIn(subject ?? ''), [subject]);
  const { data: profiles } = useReading(profilesReading);
  const first = profiles?.[0];
  if (venues.length === 0) return <NothingToCompare />;
  return first ? <Compared panel={panel} venues={venues} first={first} /> : null;
}

interface ComparedProps {
  readonly panel: string;
  readonly venues: readonly string[];
  readonly first: Profile;
}

function Compared({ panel, venues, first }: ComparedProps) {
  const [chosenFamily, setFamily] = useState<Family | null>(null);
  const guess = useFamilyOf(venues);
  const family = chosenFamily ?? guess;
  const weighing = useWeighing(first);
  const [deciding, setDeciding] = useState(false);
  const { data, error } = useReading(comparisonReading(family, venues, weighing.profile.profile));
  const names = data?.venues.map(({ name }) => name).join(', ');
  useEffect(() => {
    if (names !== undefined && names !== '') namePanel(panel, `Compare ${names}`);
  }, [panel, names]);
  useCommands(
    panel,
    useMemo<readonly Command[]>(
      () => [{ id: 'venues.decide', title: 'Record a decision', group: 'Compare', keys: ['d'], run: () => setDeciding(true) }],
      [],
    ),
  );
  const missing = data === undefined ? 0 : venues.length - data.venues.length;
  if (error) return <p className="panel-opening">The venues could not be compared: {error.message}</p>;
  if (!data) return null;
  return (
    <div className="panel-body">
      <PrintHead title={`Compare ${names}`} />
      <header className="panel-head compare-head">
        <h1>Compare</h1>
        <span className="says">{names}</span>
        <span className="right actions not-printed">
          {(missing > 0 || data.venues.some(({ kind }) => kind === 'both')) && (
            <ChipSelect
              label="Score them as"
              value={family}
              options={[
                ['derivatives', 'as derivatives venues'],
                ['otc', 'as OTC desks'],
              ]}
              onChange={setFamily}
            />
          )}
          <button type="button" className="quiet" onClick={() => setDeciding(true)}>
            Record a decision <kbd>d</kbd>
          </button>
        </span>
      </header>
      <ChooseVenues chosen={venues} />
      {missing > 0 && (
        <p className="file-notice">
          {`${counted(missing, 'venue is', 'venues are')} left out here: derivatives venues and OTC desks are scored by other measures, so they never stand in one ranking.`}
        </p>
      )}
      {deciding && <DecisionForm family={family} venues={data.venues} weighing={weighing} done={() => setDeciding(false)} />}
      <div className="detail compare">
        <WeightsPanel draft={weighing.draft} profile={weighing.profile} onDraft={weighing.setDraft} onProfile={weighing.setProfile} />
        <CompareTables answer={data} family={family} weighing={weighing} />
        <ChanceAndFirmness family={family} venues={venues} weighing={weighing} />
        <CostSection venues={data.venues} />
      </div>
    </div>
  );
}

const FIRST_SEED = 42;

/** Drawn anew with the next seed; the same seed gives the same picture. */
function ChanceAndFirmness({
  family,
  venues,
  weighing,
}: {
  readonly family: Family;
  readonly venues: readonly string[];
  readonly weighing: Weighing;
}) {
  const [seed, setSeed] = useState(FIRST_SEED);
  const { weights } = weighing;
  const question = useMemo(
    () => ({ family, among: [...venues], seed, ...(weights === null ? {} : { weights }) }),
    [family, venues, seed, weights],
  );
  const { data, isFetching } = useReading(sensitivityReading(question), { enabled: weights !== null });
  if (!data) return null;
  return (
    <div aria-busy={isFetching}>
      <Firmness answer={data} />
      {data.acceptability.venues.length > 1 && (
        <p className="not-printed">
          <button type="button" className="quiet" onClick={() => setSeed(seed + 1)}>
            Draw again, with seed {seed + 1}
          </button>
        </p>
      )}
    </div>
  );
}

/** Venues and desks are scored by other measures: who is no derivatives venue is compared among desks. */
function useFamilyOf(venues: readonly string[]): Family {
  const { data, isPlaceholderData } = useReading(comparisonReading('derivatives', venues, null));
  return data !== undefined && !isPlaceholderData && data.venues.length === 0 ? 'otc' : 'derivatives';
}

function NothingToCompare() {
  return (
    <div className="teaching">
      <h2>Nothing is chosen to compare</h2>
      <p>
        Mark up to six venues in the list with <kbd>x</kbd>, then press <kbd>c</kbd>: facts, gates, scores with the ages of their evidence
        and costs at your size stand side by side.
      </p>
    </div>
  );
}
