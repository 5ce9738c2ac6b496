import { create } from 'zustand';
import { PersonFields } from './person-fields.tsx';
import { useActivePersons } from './readings.ts';

/** Who works at this window, once somebody has said so; kept while it is open. */
const useActing = create<{ readonly person: string }>(() => ({ person: '' }));

/** The person to be named with what is begun or published; undefined where there is only one, or nobody has said it yet. */
export function useActingPerson(): { readonly by: string | undefined; readonly lacking: boolean } {
  const persons = useActivePersons();
  const person = useActing((state) => state.person);
  const known = persons.some((each) => each.person === person);
  const several = persons.length > 1;
  return { by: several && known ? person : undefined, lacking: several && !known };
}

/** Whom this window knows to work here; undefined where nobody has said it. */
export function actingNow(): string | undefined {
  const { person } = useActing.getState();
  return person === '' ? undefined : person;
}

/** Asks who works here, where there are several. */
export function ActingPerson({ label }: { readonly label: string }) {
  const several = useActivePersons().length > 1;
  const person = useActing((state) => state.person);
  if (!several) return null;
  return (
    <PersonFields
      label={label}
      person={person}
      pin=""
      withoutPin
      onChange={(changes) => useActing.setState({ person: changes.person ?? '' })}
    />
  );
}
