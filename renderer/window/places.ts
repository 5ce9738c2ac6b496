import { Actions, DockLocation, Model, TabNode, TabSetNode, type IJsonModel } from 'flexlayout-react';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { awaitPanel } from './commands.ts';
import type { Screen } from './screen.ts';

/** A layout that somebody saved by name, restored exactly. */
export interface NamedLayout {
  readonly name: string;
  readonly place: string;
  readonly model: IJsonModel;
}

interface Places {
  readonly place: string;
  readonly layouts: Readonly<Record<string, IJsonModel>>;
  readonly named: readonly NamedLayout[];
  /** Tab strips are shown on every group of panels, so that panels can be dragged. */
  readonly arranging: boolean;
  /** Counts up when a model was replaced as a whole. */
  readonly generation: number;
}

export const usePlaces = create<Places>()(
  persist((): Places => ({ place: 'today', layouts: {}, named: [], arranging: false, generation: 0 }), {
    name: 'countinghouse.places',
    partialize: ({ place, layouts, named }) => ({ place, layouts, named }),
  }),
);

let screens: readonly Screen[] = [];
const models = new Map<string, Model>();

/** Told once, before the frame is drawn. */
export function setScreens(all: readonly Screen[]): void {
  screens = all;
  readAddress();
}

export function screenOf(id: string): Screen | undefined {
  return screens.find((screen) => screen.id === id);
}

/** The docking model of a place: the one in use, else the kept one, else the one it begins with. */
export function modelOf(place: string): Model {
  const inUse = models.get(place);
  if (inUse) return inUse;
  const kept = usePlaces.getState().layouts[place];
  const model = (kept && readModel(kept)) ?? Model.fromJson(beginning(place));
  showStrips(model);
  models.set(place, model);
  return model;
}

/** Keeps a place's layout as it now is. */
export function keepLayout(place: string, model: Model): void {
  showStrips(model);
  usePlaces.setState(({ layouts }) => ({ layouts: { ...layouts, [place]: model.toJson() } }));
}

/** Goes to a place; with a subject, its detail opens beside the list. */
export function goTo(place: string, subject?: string): void {
  if (!screenOf(place)?.place) return;
  if (usePlaces.getState().place !== place) awaitPanel(place);
  usePlaces.setState({ place });
  const beside = screenOf(place)?.place?.beside;
  if (subject !== undefined && beside) openBeside(beside, subject);
  writeAddress(place, subject);
}

/**
 * Opens a detail beside the list of the present place: in the panel that is there for it, else in one that shows nothing, else in a
 * new one among the other details.
 */
export function openBeside(screen: string, subject: string, options: { readonly name?: string; readonly anew?: boolean } = {}): void {
  const { place } = usePlaces.getState();
  const model = modelOf(place);
  const name = options.name ?? screenOf(screen)?.title ?? screen;
  const details = tabs(model).filter((each) => each.getComponent() !== place);
  const own = options.anew ? undefined : details.find((each) => each.getComponent() === screen && !each.isPinned());
  const tab = own ?? details.find((each) => subjectOf(each) === null && !each.isPinned());
  if (tab) {
    model.doAction(Actions.updateNodeAttributes(tab.getId(), { name, component: screen, config: { subject } }));
    model.doAction(Actions.selectTab(tab.getId()));
  } else {
    const neighbour = (details.find((each) => each.getComponent() === screen) ?? details[0])?.getParent();
    const target = neighbour ?? model.getActiveTabset() ?? model.getFirstTabSet();
    const where = neighbour ? DockLocation.CENTER : DockLocation.RIGHT;
    if (target)
      model.doAction(Actions.addTab({ type: 'tab', name, component: screen, config: { subject } }, target.getId(), where, -1, true));
  }
  keepLayout(place, model);
}

/** Empties the detail beside the present list; its panel stays. */
export function closeBeside(screen: string): void {
  const { place } = usePlaces.getState();
  const model = modelOf(place);
  const tab = tabs(model).find((each) => each.getComponent() === screen && !each.isPinned());
  if (!tab) return;
  model.doAction(Actions.updateNodeAttributes(tab.getId(), { name: screenOf(screen)?.title ?? screen, config: null }));
  keepLayout(place, model);
}

/** What the detail beside the present list shows; `null` where nothing is open. */
export function subjectBeside(model: Model, screen: string): string | null {
  const tab = tabs(model).find((each) => each.getComponent() === screen && !each.isPinned());
  return tab ? subjectOf(tab) : null;
}

export function subjectOf(tab: TabNode): string | null {
  const config: unknown = tab.getConfig();
  if (typeof config !== 'object' || config === null || !('subject' in config)) return null;
  return typeof config.subject === 'string' ? config.subject : null;
}

/** Gives a panel's tab the name of what it shows. */
export function namePanel(panel: string, name: string): void {
  const model = modelOf(usePlaces.getState().place);
  const tab = tabs(model).find((each) => each.getId() === panel);
  if (tab && tab.getName() !== name) model.doAction(Actions.updateNodeAttributes(panel, { name }));
}

export function saveLayout(name: string): void {
  const { place, named } = usePlaces.getState();
  const saved = { name, place, model: modelOf(place).toJson() };
  usePlaces.setState({ named: [...named.filter((each) => each.name !== name), saved] });
}

export function restoreLayout(name: string): void {
  const layout = usePlaces.getState().named.find((each) => each.name === name);
  if (layout) replaceModel(layout.place, layout.model);
}

export function forgetLayout(name: string): void {
  usePlaces.setState(({ named }) => ({ named: named.filter((each) => each.name !== name) }));
}

/** Puts the present place back to the layout it began with. */
export function resetLayout(): void {
  const { place } = usePlaces.getState();
  replaceModel(place, beginning(place));
}

export function setArranging(arranging: boolean): void {
  usePlaces.setState({ arranging });
  for (const model of models.values()) showStrips(model);
}

/** Follows the browser's back and forward; answers the function that stops it. */
export function followAddress(): () => void {
  window.addEventListener('popstate', readAddress);
  return () => window.removeEventListener('popstate', readAddress);
}

function replaceModel(place: string, json: IJsonModel): void {
  const model = readModel(json) ?? Model.fromJson(beginning(place));
  showStrips(model);
  models.set(place, model);
  usePlaces.setState(({ layouts, generation }) => ({
    place,
    layouts: { ...layouts, [place]: model.toJson() },
    generation: generation + 1,
  }));
}

/** A kept layout may come from a version with other screens: then it is left aside. */
function readModel(json: IJsonModel): Model | null {
  try {
    const model = Model.fromJson(json);
    return tabs(model).every((tab) => screenOf(tab.getComponent() ?? '')) && tabs(model).length > 0 ? model : null;
  } catch {
    return null;
  }
}

function beginning(place: string): IJsonModel {
  const screen = screenOf(place);
  const share = screen?.place?.share ?? 42;
  const beside = screen?.place?.beside ? screenOf(screen.place.beside) : undefined;
  const list = { type: 'tab' as const, id: place, name: screen?.title ?? place, component: place, enableClose: false };
  const detail = beside && { type: 'tab' as const, id: beside.id, name: beside.title, component: beside.id };
  return {
    global: {
      tabEnablePin: true,
      tabEnableRename: false,
      tabEnablePopout: false,
      tabSetEnableMaximize: true,
      tabSetMinWidth: 280,
      tabSetMinHeight: 120,
    },
    layout: {
      type: 'row',
      children: [
        { type: 'tabset', weight: detail ? share : 100, children: [list] },
        ...(detail ? [{ type: 'tabset' as const, weight: 100 - share, children: [detail] }] : []),
      ],
    },
  };
}

/** A group of one panel needs no strip of tabs, unless somebody is arranging. */
function showStrips(model: Model): void {
  const { arranging } = usePlaces.getState();
  const sets: TabSetNode[] = [];
  model.visitNodes((node) => {
    if (node instanceof TabSetNode) sets.push(node);
  });
  for (const set of sets) {
    const enableTabStrip = arranging || set.getChildren().length > 1;
    if (set.isEnableTabStrip() !== enableTabStrip) model.doAction(Actions.updateNodeAttributes(set.getId(), { enableTabStrip }));
  }
}

function tabs(model: Model): TabNode[] {
  const found: TabNode[] = [];
  model.visitNodes((node) => {
    if (node instanceof TabNode) found.push(node);
  });
  return found;
}

function writeAddress(place: string, subject?: string): void {
  const address = `#/${place}${subject === undefined ? '' : `/${encodeURIComponent(subject)}`}`;
  if (location.hash !== address) history.pushState(null, '', address);
}

function readAddress(): void {
  const [place, subject] = location.hash.replace(/^#\//, '').split('/');
  if (!place || !screenOf(place)?.place) return;
  usePlaces.setState({ place });
  const beside = screenOf(place)?.place?.beside;
  if (subject && beside) openBeside(beside, decodeURIComponent(subject));
}
