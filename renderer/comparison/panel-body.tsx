import type { ReactNode } from 'react';
import type { UnlikeChoice } from '../../shared/comparison/index.ts';
import type { Crosshair } from '../charts/crosshair.ts';
import { CorrelationPanel } from './correlation-panel.tsx';
import { DistributionPanel } from './distribution-panel.tsx';
import { HistoryPanel } from './history-panel.tsx';
import type { PanelBodyProps } from './panel-props.ts';
import { TablesPanel } from './tables-panel.tsx';

/** What a panel shows, by its kind. */
export function PanelBody(props: PanelBodyProps & { readonly crosshair: Crosshair; readonly onUnlike: (unlike: UnlikeChoice) => void }) {
  const { panel, title, subjects, tools } = props;
  if (panel.kind === 'note') {
    return (
      <Words title={title} tools={tools}>
        <p className="note-text">
          {panel.options.text === '' ? <span className="muted">Nothing is written here yet.</span> : panel.options.text}
        </p>
      </Words>
    );
  }
  if (subjects.length === 0) {
    return (
      <Words title={title} tools={tools}>
        <p className="muted">No subject stands here yet.</p>
      </Words>
    );
  }
  switch (panel.kind) {
    case 'facts':
    case 'rates':
      return <TablesPanel {...props} />;
    case 'correlation':
      return <CorrelationPanel {...props} />;
    case 'distribution':
      return <DistributionPanel {...props} />;
    default:
      return <HistoryPanel {...props} />;
  }
}

function Words({ title, tools, children }: { readonly title: string; readonly tools: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="panel-words">
      <header className="panel-words-head">
        <h2>{title}</h2>
        {tools}
      </header>
      {children}
    </div>
  );
}
