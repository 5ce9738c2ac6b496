import type { ComponentType, LazyExoticComponent } from 'react';

/** What every panel is given: its own id (for its commands and its kept view) and the thing it shows, where it shows one. */
export interface PanelProps {
  readonly panel: string;
  readonly subject: string | null;
}

/** A screen: a place in the rail, or a detail that a place opens beside itself. */
export interface Screen {
  /** Name of the room: `positions`. */
  readonly id: string;
  readonly title: string;
  readonly component: ComponentType<PanelProps> | LazyExoticComponent<ComponentType<PanelProps>>;
  /** Present where the rail leads to it. */
  readonly place?: {
    /** The key after `g`. */
    readonly letter: string;
    readonly icon: string;
    /** The screen that stands open beside it at first, empty until something is opened. */
    readonly beside?: string;
    /** Share of the width that the list has when a detail stands beside it, in percent. */
    readonly share?: number;
    /** Draws how many things are due there; nothing where none are. */
    readonly due?: LazyExoticComponent<ComponentType>;
    /** Draws what stands in the top bar wherever the person is; nothing where there is nothing to tell. */
    readonly badge?: LazyExoticComponent<ComponentType>;
  };
}
