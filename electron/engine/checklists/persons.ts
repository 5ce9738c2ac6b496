import type { Signer } from '../../../shared/checklists/index.ts';
import { done, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { Person } from '../../../shared/workspace/index.ts';
import type { Engine } from '../engine.ts';
import { readPersons } from '../workspace/index.ts';

/** Those who may sign today. */
export function activePersons(engine: Pick<Engine, 'store'>): readonly Person[] {
  return readPersons(engine.store).filter(({ retired }) => !retired);
}

/** Whether a second person must give leave, or the same one may after the cool-off because there is nobody else. */
export function leaveNeeded(engine: Pick<Engine, 'store'>): 'second-person' | 'cool-off' {
  return activePersons(engine).length > 1 ? 'second-person' : 'cool-off';
}

/** Who acts: the person that is named, else the one that there is. With several, somebody must be named. */
export function actingPerson(engine: Pick<Engine, 'store'>, person: string | undefined, fallback?: Signer): Outcome<Signer> {
  const active = activePersons(engine);
  const named = person ?? fallback?.person;
  const found = named === undefined ? (active.length === 1 ? active[0] : undefined) : active.find((each) => each.person === named);
  if (found) return done({ person: found.person, name: found.name });
  if (named === undefined) {
    return refuse('say-who', `Several people work here: ${active.map(({ name }) => name).join(', ')}. Say who runs the checklist.`, {
      field: 'by',
    });
  }
  return refuse('no-such-person', `Nobody who is active here has the id ${named}. Settings lists the people.`, { person: named });
}
