import { z } from 'zod';
import { identifier } from '../../../shared/figures/index.ts';
import { newPassphraseSchema } from '../../../shared/workspace/index.ts';
import { command, query } from '../api/procedure.ts';
import { changePassphrase, lock, readPassphraseState, removePassphrase, sealRest, setPassphrase, unlock } from './passphrase.ts';

const passphraseState = z.object({
  set: z.boolean(),
  unlocked: z.boolean(),
  since: z.string().nullable(),
  sealed: z.int(),
  plain: z.int(),
  openBackups: z.array(z.string()).readonly(),
});
const startedJob = z.object({ job: identifier });
const given = z.string().min(1).max(1_000);

export const passphraseProcedures = {
  passphrase: query(
    {
      says: 'Whether a passphrase is set, whether this process has it, how much evidence is sealed, and which older backups hold it open',
      input: z.object({}),
      output: passphraseState,
    },
    readPassphraseState,
  ),
  setPassphrase: command(
    {
      says: 'Sets a passphrase and starts sealing the evidence that is there. Nobody can read it without the passphrase again',
      input: z.object({ passphrase: newPassphraseSchema }),
      output: startedJob,
    },
    (engine, { passphrase }) => setPassphrase(engine, passphrase),
  ),
  changePassphrase: command(
    {
      says: 'Changes the passphrase; files are not sealed anew, so a copy of the workspace from before opens with the passphrase before',
      input: z.object({ current: given, passphrase: newPassphraseSchema }),
      output: passphraseState,
    },
    (engine, input) => changePassphrase(engine, input),
  ),
  removePassphrase: command(
    {
      says: 'Starts opening all sealed evidence, and forgets the passphrase when that is done',
      input: z.object({ passphrase: given }),
      output: startedJob,
    },
    (engine, { passphrase }) => removePassphrase(engine, passphrase),
  ),
  sealRest: command(
    { says: 'Starts sealing evidence that still lies open although a passphrase is set', input: z.object({}), output: startedJob },
    (engine) => sealRest(engine),
  ),
  unlock: command(
    {
      says: 'Lets this process read and keep evidence until it is locked or ends',
      input: z.object({ passphrase: given }),
      output: passphraseState,
    },
    (engine, { passphrase }) => unlock(engine, passphrase),
  ),
  lock: command(
    {
      says: 'Forgets the passphrase in this process; evidence cannot be read or kept until it is given again',
      input: z.object({}),
      output: passphraseState,
    },
    (engine) => lock(engine),
  ),
};
