import type { Command } from '../window/commands.ts';
import type { FiringLine } from './readings.ts';

interface CentreHands {
  /** Where the keyboard is. */
  readonly current: FiringLine | undefined;
  readonly acknowledge: (line: FiringLine) => void;
  readonly snooze: (line: FiringLine) => void;
  readonly showNew: () => void;
}

/** The keys of the alert centre; undoing keeps its own. */
export function centreCommands({ current, acknowledge, snooze, showNew }: CentreHands): readonly Command[] {
  const group = 'Alerts';
  const none = () => (current === undefined ? 'No alert is chosen.' : null);
  return [
    {
      id: 'alerts.acknowledge',
      title: 'Acknowledge',
      group,
      keys: ['a'],
      refusal: () => none() ?? (current?.acknowledged != null ? 'It is acknowledged already.' : null),
      run: () => current && acknowledge(current),
    },
    {
      id: 'alerts.snooze',
      title: 'Snooze',
      group,
      keys: ['z'],
      refusal: none,
      run: () => current && snooze(current),
    },
    { id: 'alerts.show-new', title: 'Show what is new', group, keys: ['.'], run: showNew },
  ];
}
