import { momentText } from '../figures/time-text.ts';
import { useNow } from '../window/clock.ts';
import { type SourceRecord, useSources } from './readings.ts';

/** What happened here to the values of each source: counts, from which everybody may judge, not a score. */
export function SourcesView() {
  const { data = [], isPending } = useSources();
  const now = useNow();
  if (data.length === 0)
    return isPending ? null : (
      <p className="panel-opening">No source has given a value yet. What you import is counted here by its source.</p>
    );
  return (
    <div className="panel-body sources">
      {data.map((source) => (
        <Source key={source.source} source={source} now={now} />
      ))}
    </div>
  );
}

function Source({ source, now }: { readonly source: SourceRecord; readonly now: number }) {
  const { used, values, flagged, quarantined, released, kept, rejected, overridden, revised, missing, datasets } = source;
  return (
    <section aria-label={source.source}>
      <h2>
        {source.source}{' '}
        <small>
          {datasets.toLocaleString()} {datasets === 1 ? 'dataset' : 'datasets'}, the last {momentText(source.lastAt, now)}
        </small>
      </h2>
      <dl>
        <Count name="in use" count={used} of={values} says="values that figures may use" />
        <Count name="flagged" count={flagged} of={values} says="in use, with a remark worth reading" />
        <Count
          name="put aside"
          count={quarantined}
          of={values}
          says={`${released.toLocaleString()} let in after all, ${kept.toLocaleString()} kept out`}
        />
        <Count name="rejected" count={rejected} of={values} says="could not be read" />
        <Count name="revised" count={revised} of={values} says="a later file said otherwise" />
        <Count name="overridden" count={overridden} of={used} says="days on which a price entered by hand stands against it" />
        <Count name="days missing" count={missing} of={null} says="between the first and the last day" />
      </dl>
    </section>
  );
}

interface CountProps {
  readonly name: string;
  readonly count: number;
  readonly of: number | null;
  readonly says: string;
}

function Count({ name, count, of, says }: CountProps) {
  const share = of === null || of === 0 ? null : (100 * count) / of;
  return (
    <div data-tip={says}>
      <dt>{name}</dt>
      <dd>
        {count.toLocaleString()}
        {share !== null && count > 0 && (
          <small> {share < 0.1 ? '< 0.1' : share.toLocaleString(undefined, { maximumFractionDigits: 1 })} %</small>
        )}
      </dd>
    </div>
  );
}
