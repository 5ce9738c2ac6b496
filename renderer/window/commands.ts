import { useEffect } from 'react';
import { create } from 'zustand';

/**
 * Something a person can make happen, defined once and offered everywhere: in the menu, in the search field, on a button, by keys.
 */
export interface Command {
  /** `column.what-it-does`. */
  readonly id: string;
  readonly title: string;
  /** Heading in the menu and in the list of keys. */
  readonly group: string;
  /** Each is one way to press it: `n`, `g p`, `mod+k`, `F6`, `Escape`. */
  readonly keys?: readonly string[];
  /** Works also while somebody types in a field. Keys with `mod` and F-keys always do. */
  readonly whileTyping?: boolean;
  /** Why it cannot run now, in a sentence; `null` where it can. It stays listed, so that nobody searches for it in vain. */
  readonly refusal?: () => string | null;
  /** `files` come where the desktop opened or dropped some for this command. */
  readonly run: (files?: readonly string[]) => void;
}

interface Owner {
  /** The panel whose commands these are; `null` where they work everywhere. */
  readonly panel: string | null;
  readonly commands: readonly Command[];
}

interface Registry {
  readonly owners: ReadonlyMap<symbol, Owner>;
  /** The panel that last had the focus. */
  readonly activePanel: string | null;
  /** The panel that somebody has gone to and that is not drawn yet: its commands are still to come. */
  readonly awaited: string | null;
  /** When the panel that was awaited last was drawn, as `performance.now` tells it. */
  readonly arrived: number;
}

export const useRegistry = create<Registry>(() => ({
  owners: new Map(),
  activePanel: null,
  awaited: null,
  arrived: Number.NEGATIVE_INFINITY,
}));

/** Somebody goes to a panel: what they press is meant for it, as soon as it is drawn. */
export function awaitPanel(panel: string): void {
  useRegistry.setState({ awaited: panel });
}

/** A panel is drawn with its commands, or has failed to be. */
export function panelArrived(panel: string): void {
  if (useRegistry.getState().awaited === panel) useRegistry.setState({ awaited: null, arrived: performance.now() });
}

export function setActivePanel(panel: string | null): void {
  if (useRegistry.getState().activePanel !== panel) useRegistry.setState({ activePanel: panel });
}

/** Offers commands until the answered function is called. */
export function offer(panel: string | null, commands: readonly Command[]): () => void {
  const key = Symbol(panel ?? 'everywhere');
  useRegistry.setState(({ owners }) => ({ owners: new Map(owners).set(key, { panel, commands }) }));
  return () =>
    useRegistry.setState(({ owners }) => {
      const rest = new Map(owners);
      rest.delete(key);
      return { owners: rest };
    });
}

/** Offers commands while the component is there. `commands` must be stable (`useMemo`). */
export function useCommands(panel: string | null, commands: readonly Command[]): void {
  useEffect(() => offer(panel, commands), [panel, commands]);
}

/**
 * The commands of where the person is: those of the active panel first, then those of everywhere. Of two with one id the nearer
 * one counts, so that a panel can mean its own thing by `add`.
 */
export function commandsHere({ owners, activePanel }: Registry = useRegistry.getState()): readonly Command[] {
  const here = [...owners.values()].filter((owner) => owner.panel === activePanel && activePanel !== null);
  const everywhere = [...owners.values()].filter((owner) => owner.panel === null);
  const byId = new Map<string, Command>();
  for (const owner of [...here, ...everywhere]) {
    for (const command of owner.commands) if (!byId.has(command.id)) byId.set(command.id, command);
  }
  return [...byId.values()];
}

/** Runs a command unless it says why it cannot; the reason is answered, `null` where it ran. */
export function runCommand(command: Command, files?: readonly string[]): string | null {
  const reason = command.refusal?.() ?? null;
  if (reason === null) command.run(files);
  return reason;
}

/** The command of an id wherever it is offered, the active panel's first; the native menu and buttons ask so. */
export function commandOf(id: string): Command | undefined {
  const registry = useRegistry.getState();
  return (
    commandsHere(registry).find((command) => command.id === id) ??
    [...registry.owners.values()].flatMap((owner) => owner.commands).find((command) => command.id === id)
  );
}
