import { type Command, useRegistry } from '../window/commands.ts';
import { printedKeys } from '../window/keys.ts';

/** How lists and panels answer the keyboard; no command of the registry, for the element that has the focus hears them itself. */
const IN_LISTS: ReadonlyArray<{ readonly keys: readonly string[]; readonly title: string }> = [
  { keys: ['j', 'ArrowDown'], title: 'Next row' },
  { keys: ['k', 'ArrowUp'], title: 'Row before' },
  { keys: ['PageDown', 'PageUp'], title: 'A page on, a page back' },
  { keys: ['Home', 'End'], title: 'First row, last row' },
  { keys: ['Enter'], title: 'Open the row beside the list' },
];

/** Every key of the window, from the same registry that carries them out. `?` shows those of where you are. */
export function KeysSection() {
  const owners = useRegistry((state) => state.owners);
  const commands = new Map<string, Command>();
  for (const owner of owners.values()) {
    for (const command of owner.commands) if (command.keys?.length && !commands.has(command.id)) commands.set(command.id, command);
  }
  const groups = Map.groupBy(commands.values(), (command) => command.group);
  return (
    <section className="settings-section" aria-labelledby="settings-keys">
      <h2 id="settings-keys">Keys</h2>
      <p className="settings-says">
        Everything is reached by keyboard. <kbd>?</kbd> shows the keys of where you are.
      </p>
      <div className="keys-groups">
        <KeyGroup title="Lists" rows={IN_LISTS.map(({ keys, title }) => ({ id: title, keys, title }))} />
        {[...groups].map(([group, members]) => (
          <KeyGroup key={group} title={group} rows={members.map(({ id, keys, title }) => ({ id, keys: keys ?? [], title }))} />
        ))}
      </div>
    </section>
  );
}

interface KeyGroupProps {
  readonly title: string;
  readonly rows: ReadonlyArray<{ readonly id: string; readonly keys: readonly string[]; readonly title: string }>;
}

function KeyGroup({ title, rows }: KeyGroupProps) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {rows.map((row) => (
          <div key={row.id}>
            <dt>
              {row.keys.map((keys) => (
                <kbd key={keys}>{printedKeys(keys)}</kbd>
              ))}
            </dt>
            <dd>{row.title}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
