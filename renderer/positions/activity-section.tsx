import { useState } from 'react';
import type { Activity, Amount } from '../../shared/positions/index.ts';
import { known } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { useReading } from '../engine/reading.ts';
import { shownText } from '../figures/figure-view.tsx';
import { useNow } from '../window/clock.ts';
import { useEscape } from '../window/escape.ts';
import { goTo } from '../window/places.ts';
import { usePreferences } from '../window/preferences.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { ActivityForm } from './activity-form.tsx';
import { activitiesReading, type PositionDetail, type RecordedActivity } from './readings.ts';
import { activityKindWords } from './words.ts';

const PAGE = 100;

interface ActivitySectionProps {
  readonly detail: PositionDetail;
  readonly recording: boolean;
  readonly setRecording: (open: boolean) => void;
}

/** What happened to a position, newest first; what was recorded by hand can be changed and removed. */
export function ActivitySection({ detail, recording, setRecording }: ActivitySectionProps) {
  const { position, kind, activities: count } = detail.summary;
  const [shown, setShown] = useState(PAGE);
  const { data: activities = [] } = useReading(activitiesReading(position, shown));
  const [editing, setEditing] = useState<RecordedActivity | null>(null);
  const record = useCarrying(api.positions.recordActivity.mutate);
  const edit = useCarrying(api.positions.editActivity.mutate);
  const remove = useCarrying(api.positions.removeActivity.mutate);
  const now = useNow();
  const formOpen = recording || editing !== null;
  function close(): void {
    setEditing(null);
    setRecording(false);
    record.forget();
    edit.forget();
  }
  useEscape(formOpen, close);

  async function save({ stream: _own, ...activity }: Activity): Promise<void> {
    const done = editing
      ? await edit.carry({ position, activity: editing.activity, detail: activity })
      : await record.carry({ position, activity });
    if (done === null) return;
    close();
    sayChanged(editing ? `Changed what happened to ${detail.summary.title}.` : `Recorded for ${detail.summary.title}.`);
  }
  async function take(activity: RecordedActivity): Promise<void> {
    if ((await remove.carry({ position, activity: activity.activity })) !== null)
      sayChanged(`Removed ${activity.words} of ${detail.summary.title}.`);
  }

  return (
    <section aria-label="Activity">
      <h2>
        Activity<span>{count.toLocaleString()}</span>
        {!formOpen && (
          <button type="button" className="way not-printed" onClick={() => setRecording(true)}>
            Record what happened <kbd>n</kbd>
          </button>
        )}
      </h2>
      {formOpen && (
        <ActivityForm
          key={editing?.activity ?? 'new'}
          positionKind={kind}
          stream={editing?.detail.stream ?? `position:${position}`}
          position={editing ? null : position}
          activity={editing?.detail}
          now={new Date(now).toISOString()}
          busy={record.busy || edit.busy}
          refusal={record.refusal ?? edit.refusal}
          onSave={(activity) => void save(activity)}
          onCancel={close}
        />
      )}
      {remove.refusal && <RefusalLine refusal={remove.refusal} />}
      {activities.length === 0 ? (
        <p className="muted">Nothing has happened yet. Record what was put in, or import it: figures begin with the first activity.</p>
      ) : (
        <ActivityTable activities={activities} onEdit={setEditing} onRemove={(activity) => void take(activity)} />
      )}
      {count > activities.length && activities.length > 0 && (
        <button type="button" className="way" onClick={() => setShown(shown + PAGE)}>
          Show {Math.min(PAGE, count - activities.length)} older of {count.toLocaleString()}
        </button>
      )}
    </section>
  );
}

interface ActivityTableProps {
  readonly activities: readonly RecordedActivity[];
  readonly onEdit: (activity: RecordedActivity) => void;
  readonly onRemove: (activity: RecordedActivity) => void;
}

function ActivityTable({ activities, onEdit, onRemove }: ActivityTableProps) {
  const discreet = usePreferences((state) => state.discreet);
  const [anyIn, anyOut, anyFees] = (['into', 'outOf', 'fees'] as const).map((side) =>
    activities.some(({ detail }) => (detail[side]?.length ?? 0) > 0),
  );
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">Day, UTC</th>
          <th scope="col">What</th>
          {anyIn && (
            <th scope="col" className="number">
              In
            </th>
          )}
          {anyOut && (
            <th scope="col" className="number">
              Out
            </th>
          )}
          {anyFees && (
            <th scope="col" className="number">
              Fees
            </th>
          )}
          <th scope="col">Source</th>
          <th scope="col" className="not-printed">
            <span className="unseen">Change</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {activities.map((each) => (
          <tr key={each.activity}>
            <td className="day" data-tip={each.detail.at}>
              {each.detail.at.slice(0, 10)}
            </td>
            <td data-tip={each.detail.note}>{activityKindWords(each.detail.kind)}</td>
            {anyIn && <Amounts amounts={each.detail.into} discreet={discreet} />}
            {anyOut && <Amounts amounts={each.detail.outOf} discreet={discreet} />}
            {anyFees && <Amounts amounts={each.detail.fees} discreet={discreet} />}
            <td className="day">
              <Source activity={each} />
            </td>
            <td className="row-ways not-printed">
              {each.imported === null && (
                <>
                  <button type="button" className="quiet" aria-label={`Edit ${each.words}`} onClick={() => onEdit(each)}>
                    Edit
                  </button>
                  <button type="button" className="quiet" aria-label={`Remove ${each.words}`} onClick={() => onRemove(each)}>
                    Remove
                  </button>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const NO_AMOUNTS: readonly Amount[] = [];

function Amounts({ amounts = NO_AMOUNTS, discreet }: { readonly amounts?: readonly Amount[] | undefined; readonly discreet: boolean }) {
  return (
    <td className="number">
      {amounts.map(({ asset, quantity }) => (
        <div key={asset} data-tip={discreet ? undefined : `${quantity} ${asset}`}>
          {shownText(known(quantity), { as: 'quantity', asset }, { discreet })} <span className="muted">{asset}</span>
        </div>
      ))}
    </td>
  );
}

function Source({ activity }: { readonly activity: RecordedActivity }) {
  const { imported } = activity;
  if (imported === null) return <span className="muted">by hand</span>;
  return (
    <button type="button" className="way" onClick={() => goTo('imports', imported.batch)}>
      row {imported.row.toLocaleString()}
    </button>
  );
}
