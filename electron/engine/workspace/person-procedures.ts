import { z } from 'zod';
import { identifier } from '../../../shared/figures/index.ts';
import { personSchema, personWordsSchema, pinSchema } from '../../../shared/workspace/index.ts';
import { command, query } from '../api/procedure.ts';
import { addPerson, changePerson, readPersons, retirePerson } from './persons.ts';
import { setPin } from './pins.ts';

export const personProcedures = {
  persons: query(
    {
      says: 'Who signs here: the owner first, then everybody in the order in which they were added, those who left among them',
      input: z.object({}),
      output: z.array(personSchema),
    },
    (engine) => [...readPersons(engine.store)],
  ),
  addPerson: command(
    { says: 'Adds somebody who may sign', input: z.object(personWordsSchema.shape).partial({ role: true }), output: personSchema },
    (engine, { name, role }) => addPerson(engine, { name, role: role ?? '' }),
  ),
  changePerson: command(
    {
      says: 'Changes how a person is called and what they do here; the owner is "owner"',
      input: z.object({ person: identifier, ...personWordsSchema.shape }),
      output: personSchema,
    },
    (engine, { person, name, role }) => changePerson(engine, person, { name, role }),
  ),
  retirePerson: command(
    { says: 'From then on the person cannot sign; what was signed stands', input: z.object({ person: identifier }), output: personSchema },
    (engine, { person }) => retirePerson(engine, person),
  ),
  setPin: command(
    {
      says: 'Sets, changes or removes (null) a person’s PIN; one that is there must be given',
      input: z.object({ person: identifier, pin: pinSchema.nullable(), current: z.string().max(64).optional() }),
      output: personSchema,
    },
    (engine, input) => setPin(engine, input),
  ),
};
