import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { NewEvent } from '../../../shared/journal/index.ts';
import { FIRST_OWNER, OWNER, type Person, type PersonChanged, type PersonTold, type PersonWords } from '../../../shared/workspace/index.ts';
import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';

interface PersonRow {
  readonly person: string;
  readonly name: string;
  readonly role: string;
  readonly retired: number;
  readonly pin: string | null;
}

/** Everybody who may or might sign here: the owner first, then in the order in which they were added, those who left among them. */
export function readPersons(store: Reader): readonly Person[] {
  const rows = store.all<PersonRow>('SELECT person, name, role, retired, pin FROM workspace_person ORDER BY seq');
  const owner = rows.find(({ person }) => person === OWNER) ?? { person: OWNER, ...FIRST_OWNER, retired: 0, pin: null };
  return [owner, ...rows.filter(({ person }) => person !== OWNER)].map(({ person, name, role, retired, pin }) => ({
    person,
    name,
    role,
    retired: retired === 1,
    hasPin: pin !== null,
  }));
}

/** One person; refused where there is none of that id. */
export function findPerson(store: Reader, person: string): Outcome<Person> {
  const found = readPersons(store).find((each) => each.person === person);
  return found
    ? done(found)
    : refuse('no-such-person', `There is nobody with the id ${person} here. Settings lists the people.`, { person });
}

type Writing = Pick<Engine, 'store' | 'journal'>;

/** Adds somebody who may sign. Two people of one name could not be told apart on paper. */
export function addPerson(engine: Writing & Pick<Engine, 'newId'>, words: PersonWords): Outcome<Person> {
  const namesake = refuseNamesake(engine.store, words.name);
  if (namesake) return namesake;
  const person = engine.newId();
  return settled(engine, person, { type: 'workspace.person-added', subject: person, payload: words });
}

/** Changes how a person is called, the owner among them; signatures given before keep the name they were given under. */
export function changePerson(engine: Writing, person: string, words: PersonWords): Outcome<Person> {
  const found = findPerson(engine.store, person);
  if (isRefused(found)) return found;
  const before = told(found.ok);
  if (before.name === words.name && before.role === words.role) return found;
  const namesake = refuseNamesake(engine.store, words.name, person);
  if (namesake) return namesake;
  const payload: PersonChanged = { before, after: words };
  return settled(engine, person, { type: 'workspace.person-changed', subject: person, payload });
}

/** From then on the person cannot sign; what was signed stands. The owner stays. */
export function retirePerson(engine: Writing, person: string): Outcome<Person> {
  const found = findPerson(engine.store, person);
  if (isRefused(found)) return found;
  if (person === OWNER) return refuse('owner-stays', 'The owner of a workspace cannot leave it. Change the name instead.', { person });
  if (found.ok.retired) return refuse('retired-already', `${found.ok.name} has left already.`, { person });
  return settled(engine, person, { type: 'workspace.person-retired', subject: person, payload: told(found.ok) });
}

export function told({ name, role }: PersonWords): PersonTold {
  return { name, role };
}

function settled(engine: Writing, person: string, event: NewEvent): Outcome<Person> {
  const committed = engine.journal.commit([event]);
  return isRefused(committed) ? committed : findPerson(engine.store, person);
}

function refuseNamesake(store: Reader, name: string, except?: string): Outcome<never> | null {
  const same = (other: string) => other.toLocaleLowerCase('en') === name.toLocaleLowerCase('en');
  const namesake = readPersons(store).find(({ person, name: other, retired }) => person !== except && !retired && same(other));
  if (!namesake) return null;
  return refuse('name-taken', `There is a ${namesake.name} already. Tell them apart by the name, such as a second initial.`, {
    person: namesake.person,
  });
}
