import { MENU_COMMANDS, type MenuCommandId } from '../../shared/wire/menu-command.ts';
import { commandOf, runCommand, setActivePanel, useRegistry, type Command } from '../window/commands.ts';
import { escape } from '../window/escape.ts';
import { say } from '../window/notices.ts';
import { forgetLayout, goTo, resetLayout, restoreLayout, setArranging, usePlaces } from '../window/places.ts';
import { setPreferences, usePreferences } from '../window/preferences.ts';
import type { Screen } from '../window/screen.ts';
import { undoEvent } from '../journal/index.ts';
import { cancelJob, useJobList } from './job-list.ts';

/** What the window itself can do, wherever the person is. `ask` opens the frame's own small dialogs. */
export function frameCommands(screens: readonly Screen[], ask: { keys(): void; layoutName(): void }): readonly Command[] {
  return [
    ...screens.flatMap((screen) => (screen.place ? [goCommand(screen, screen.place.letter)] : [])),
    { ...fromMenu('palette.open'), id: 'search', group: 'Window', keys: ['mod+k'], run: focusSearch },
    { id: 'filter', title: 'Filter the list', group: 'Window', keys: ['/'], run: focusSearch },
    { ...fromMenu('help.keys'), group: 'Window', keys: ['?', 'F1'], run: () => ask.keys() },
    { id: 'window.next-pane', title: 'Next pane', group: 'Window', keys: ['F6'], run: () => cyclePanes(1) },
    { id: 'window.previous-pane', title: 'Previous pane', group: 'Window', keys: ['shift+F6'], run: () => cyclePanes(-1) },
    { id: 'window.back-out', title: 'Back out', group: 'Window', keys: ['Escape'], whileTyping: true, run: backOut },
    { id: 'explain', title: 'Explain this figure', group: 'Figures', keys: ['e'], refusal: noFigureFocused, run: explainFocused },
    { ...fromMenu('journal.undo'), group: 'Window', keys: ['u', ...(fromMenu('journal.undo').keys ?? [])], run: () => void undoEvent() },
    { ...fromMenu('page.print'), group: 'Window', run: print },
    { ...fromMenu('view.theme'), group: 'View', run: toggleTheme },
    { ...fromMenu('view.discreet'), group: 'View', run: toggleDiscreet },
    { id: 'view.system-theme', title: 'Theme of the system', group: 'View', run: () => setPreferences({ theme: 'system' }) },
    { id: 'view.density', title: 'Compact or comfortable', group: 'View', run: toggleDensity },
    { id: 'layout.arrange', title: 'Arrange panels', group: 'Layout', run: () => setArranging(!usePlaces.getState().arranging) },
    { id: 'layout.save', title: 'Save this layout by name', group: 'Layout', run: () => ask.layoutName() },
    { id: 'layout.reset', title: 'Put this layout back as it began', group: 'Layout', run: resetLayout },
  ];
}

/** One command for each saved layout, to restore it and to forget it. */
export function layoutCommands(names: readonly string[]): readonly Command[] {
  return names.flatMap((name) => [
    { id: `layout.restore ${name}`, title: `Layout “${name}”`, group: 'Layout', run: () => restoreLayout(name) },
    { id: `layout.forget ${name}`, title: `Forget layout “${name}”`, group: 'Layout', run: () => forgetLayout(name) },
  ]);
}

/** Title and keys of a command of the native menu, so that menu and palette say the same. */
export function fromMenu(id: MenuCommandId): Pick<Command, 'id' | 'title' | 'keys'> {
  const entry = MENU_COMMANDS.find((each) => each.id === id);
  const keys = entry && 'keys' in entry ? [keysOf(entry.keys)] : [];
  return { id, title: entry?.label ?? id, keys };
}

/** Carries out what the native menu or the desktop chose. */
export function followMenu(): () => void {
  return (
    window.countinghouse?.onCommand(({ id, files, subject }) => {
      if (id === 'alerts.open') return goTo('alerts', subject);
      const command = commandOf(id === 'palette.open' ? 'search' : id);
      const reason = command ? runCommand(command, files) : 'That is not possible here yet.';
      if (reason) say({ tone: 'plain', text: reason });
    }) ?? (() => undefined)
  );
}

function goCommand(screen: Screen, letter: string): Command {
  const run = () => {
    const isThere = usePlaces.getState().place === screen.id;
    goTo(screen.id);
    if (isThere) focusList(screen.id);
  };
  return { id: `go.${screen.id}`, title: screen.title, group: 'Go to', keys: [`g ${letter}`], run };
}

/** Whoever goes where they are already comes back from a detail to the list of that place. */
function focusList(place: string): void {
  document.querySelector<HTMLElement>(`[data-panel="${place}"] [data-list]`)?.focus({ preventScroll: true });
}

/** An accelerator as Electron writes it, as this page writes it. */
function keysOf(accelerator: string): string {
  const parts = accelerator.replace('CmdOrCtrl', 'mod').split('+');
  const last = parts.pop() ?? '';
  const order = ['mod', 'Alt', 'Shift'].filter((part) => parts.includes(part)).map((part) => part.toLowerCase());
  return [...order, last.length === 1 ? last.toLowerCase() : last].join('+');
}

/** Prints the panel that has the focus; where none has had it yet, the first one that can be seen. */
function print(): void {
  const panels = [...document.querySelectorAll<HTMLElement>('[data-panel]')].filter((panel) => panel.checkVisibility());
  const { activePanel } = useRegistry.getState();
  if (!panels.some((panel) => panel.dataset['panel'] === activePanel)) setActivePanel(panels[0]?.dataset['panel'] ?? null);
  // After React has drawn which panel is printed.
  setTimeout(() => window.print());
}

function focusSearch(): void {
  document.getElementById('search-field')?.focus();
}

/** Escape closes what was opened last; with nothing open it asks about the running job, and cancels it the second time. */
function backOut(): void {
  if (escape()) return;
  const job = useJobList.getState().running.at(-1)?.job;
  if (!job) return;
  if (asked === job.id) {
    cancelJob(job.id);
    asked = null;
    return;
  }
  asked = job.id;
  setTimeout(() => {
    asked = null;
  }, 4_000);
  say({ tone: 'plain', text: `Esc once more cancels: ${job.title}.` });
}
let asked: string | null = null;

function focusedFigure(): HTMLElement | null {
  const focused = document.activeElement;
  return focused instanceof HTMLElement ? focused.closest<HTMLElement>('[data-figure]') : null;
}

function noFigureFocused(): string | null {
  return focusedFigure() ? null : 'Put the focus on a figure first: Tab goes from one to the next.';
}

function explainFocused(): void {
  focusedFigure()?.click();
}

function toggleTheme(): void {
  const { theme } = document.documentElement.dataset;
  setPreferences({ theme: theme === 'dark' ? 'light' : 'dark' });
}

function toggleDiscreet(): void {
  setPreferences({ discreet: !usePreferences.getState().discreet });
}

function toggleDensity(): void {
  setPreferences({ density: usePreferences.getState().density === 'compact' ? 'comfortable' : 'compact' });
}

/** Moves the focus to the next pane of the window that can be seen: rail, search, each panel, status line. */
function cyclePanes(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter((pane) => pane.checkVisibility() && pane.offsetWidth > 0);
  if (panes.length === 0) return;
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(here + step + panes.length) % panes.length];
  if (!next) return;
  const first = next.querySelector<HTMLElement>(
    '[data-first-focus], [aria-current="page"], input, [tabindex="0"], a[href], button:not([disabled])',
  );
  (first ?? next).focus();
  const panel = next.dataset['panel'];
  if (panel !== undefined && useRegistry.getState().activePanel !== panel) setActivePanel(panel);
}
