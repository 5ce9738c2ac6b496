import { useEffect, useMemo, useState } from 'react';
import { isKnown, type Figure } from '../../shared/figures/index.ts';
import type { Component, ComponentWords } from '../../shared/positions/index.ts';
import { LineChart } from '../charts/line-chart.tsx';
import { WaterfallChart, type WaterfallStep } from '../charts/waterfall-chart.tsx';
import { useReading } from '../engine/reading.ts';
import { explain, explanationOf } from '../figures/explain.ts';
import { shownText } from '../figures/figure-view.tsx';
import { dayText } from '../figures/time-text.ts';
import { PrintHead } from '../frame/print-head.tsx';
import { useCommands, type Command } from '../window/commands.ts';
import { hasDraft } from '../window/kept-draft.ts';
import { namePanel } from '../window/places.ts';
import { ActivitySection } from './activity-section.tsx';
import { DocumentsSection } from './documents-section.tsx';
import { editForm, EditPosition } from './edit-position.tsx';
import { HeadlineFigures } from './headline-figures.tsx';
import { HeldSection } from './held-section.tsx';
import { NoteSection } from './note-section.tsx';
import { detailReading, seriesReading, trailOf, type Measure, type PositionDetail } from './readings.ts';
import { ReturnsSection } from './returns-section.tsx';
import { measureSince, today, usePositionsView } from './view.ts';

type Doing = 'looking' | 'editing' | 'recording';

/** One position: what it really earned and why, against holding, what happened to it, what was noted. */
export function PositionView({ panel, position }: { readonly panel: string; readonly position: string }) {
  const since = usePositionsView((state) => state.since);
  const measure = useMemo(() => measureSince(since, today()), [since]);
  const { data, error, isPending } = useReading(detailReading(position, measure));
  const [doing, setDoing] = useState<Doing>(() => (hasDraft(editForm(position)) ? 'editing' : 'looking'));
  const title = data?.summary.title;
  useEffect(() => {
    if (title !== undefined) namePanel(panel, title);
  }, [panel, title]);
  useCommands(
    panel,
    useMemo(() => detailCommands(setDoing), []),
  );
  if (error) return <Missing message={error.message} />;
  if (isPending) return null;
  if (!data) return <Missing message="It may have been removed, or it belongs to another workspace." />;
  if (doing === 'editing') return <EditPosition detail={data} done={() => setDoing('looking')} />;
  return <Detail panel={panel} detail={data} measure={measure} recording={doing === 'recording'} setDoing={setDoing} />;
}

interface DetailProps {
  readonly panel: string;
  readonly detail: PositionDetail;
  readonly measure: Measure;
  readonly recording: boolean;
  readonly setDoing: (doing: Doing) => void;
}

function Detail({ panel, detail, measure, recording, setDoing }: DetailProps) {
  const { summary, currency, window } = detail;
  const { data: series } = useReading(seriesReading(summary.position, measure));
  const last = summary.closed ?? window.through;
  return (
    <div className="panel-body">
      <PrintHead title={summary.title} />
      <header className="panel-head">
        <h1>{summary.title}</h1>
        <span className="says">{summary.detail}</span>
        <span className="right">
          {dayText(window.base)} – {dayText(last)}
        </span>
        <button type="button" className="quiet not-printed" onClick={() => setDoing('editing')}>
          Edit
        </button>
      </header>
      <div className="detail">
        <HeadlineFigures detail={detail} measure={measure} />
        <WaterfallChart
          title="From price to real return"
          unit={currency}
          steps={detail.components.map(stepOf)}
          total={{
            key: 'real',
            label: 'Real return',
            says: `after tax and inflation, in money of ${dayText(window.base)}`,
            figure: detail.real,
          }}
          open={(step) => explainStep(panel, step, detail, measure)}
        />
        {series && series.points.length > 1 && (
          <LineChart
            title="Value against holding"
            unit={series.currency}
            says={`${series.currency}, ${summary.group === 'liquidity' ? 'fees included' : 'rewards included'}`}
            days={series.points.map(({ day }) => day)}
            series={[
              { key: 'value', label: 'position', tone: 'main', values: series.points.map(({ value }) => value) },
              { key: 'holding', label: 'holding', tone: 'beside', values: series.points.map(({ holding }) => holding) },
            ]}
          />
        )}
        <ReturnsSection detail={detail} measure={measure} />
        <HeldSection detail={detail} />
        <ActivitySection detail={detail} recording={recording} setRecording={(open) => setDoing(open ? 'recording' : 'looking')} />
        <NoteSection key={`note ${summary.position}`} position={summary.position} note={detail.note} />
        <DocumentsSection position={summary.position} documents={detail.documents} />
      </div>
    </div>
  );
}

function detailCommands(setDoing: (doing: Doing) => void): readonly Command[] {
  const group = 'Position';
  return [
    { id: 'add', title: 'Record what happened', group, keys: ['n'], run: () => setDoing('recording') },
    { id: 'position.edit', title: 'Edit the terms', group, keys: ['m'], run: () => setDoing('editing') },
  ];
}

function stepOf({
  component,
  name,
  says,
  figure,
}: ComponentWords & { readonly component: Component; readonly figure: Figure<string> }): WaterfallStep {
  return { key: component, label: name, says, figure };
}

/** The trail of a component down to its rows is long, so it is asked for only when somebody looks. */
function explainStep(panel: string, step: WaterfallStep, detail: PositionDetail, measure: Measure): void {
  const { position } = detail.summary;
  const component = detail.components.find((each) => each.component === step.key)?.component;
  explain({
    panel,
    title: step.label,
    shown: shownText(step.figure, { as: 'money', currency: detail.currency }, { change: true }),
    says: step.says,
    ...explanationOf(step.figure),
    ...(isKnown(step.figure) ? { reach: trailOf(position, component ?? 'real', measure) } : {}),
  });
}

function Missing({ message }: { readonly message: string }) {
  return (
    <div className="teaching" role="alert">
      <h2>This position cannot be shown</h2>
      <p>{message}</p>
    </div>
  );
}
