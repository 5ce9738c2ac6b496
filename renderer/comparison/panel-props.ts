import type { ReactNode } from 'react';
import type { DashboardPanel } from '../../shared/comparison/index.ts';
import type { ShownSubject } from './shown-subjects.ts';

/** What every kind of panel is given. */
export interface PanelBodyProps {
  readonly panel: DashboardPanel;
  readonly title: string;
  readonly subjects: readonly ShownSubject[];
  /** Pixels below the head. */
  readonly height: number;
  /** Ways that belong to the panel's place. */
  readonly tools: ReactNode;
}
