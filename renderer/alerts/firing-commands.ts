import type { Command } from '../window/commands.ts';
import { acknowledge } from './answers.ts';
import type { FiringLine } from './readings.ts';

interface FiringHands {
  readonly firing: FiringLine;
  readonly snooze: () => void;
  /** Null where its rule says nothing is to be done. */
  readonly todo: (() => void) | null;
}

/** The keys of one alert. */
export function firingCommands({ firing, snooze, todo }: FiringHands): readonly Command[] {
  const group = 'Alert';
  return [
    {
      id: 'alerts.acknowledge',
      title: 'Acknowledge',
      group,
      keys: ['a'],
      refusal: () => (firing.acknowledged === null ? null : 'It is acknowledged already.'),
      run: () => void acknowledge([firing]),
    },
    { id: 'alerts.snooze', title: 'Snooze', group, keys: ['z'], run: snooze },
    {
      id: 'alerts.todo',
      title: 'Do what its rule says',
      group,
      keys: ['t'],
      refusal: () => (todo === null ? 'Its rule says nothing of what is to be done.' : null),
      run: () => todo?.(),
    },
  ];
}
