import { z } from 'zod';

/** Shorter ones are tried out within hours whatever stands between. */
export const LEAST_PASSPHRASE_CHARACTERS = 12;

/** What may be set; what was set is asked for as it was. */
export const newPassphraseSchema = z
  .string()
  .max(1_000)
  .refine((text) => passphraseHint(text).allowed, `must have at least ${LEAST_PASSPHRASE_CHARACTERS} characters, six of them different`);

export interface PassphraseHint {
  readonly allowed: boolean;
  /** One or two sentences about this passphrase, none of them a promise. */
  readonly says: string;
}

/**
 * What can honestly be said of a passphrase from its text alone. How hard it is to guess depends on how it was chosen, which no program can
 * see; so there is no score, only what counts against it and what would be better.
 */
export function passphraseHint(text: string): PassphraseHint {
  const characters = Array.from(text.normalize('NFKC'));
  const different = new Set(characters.map((character) => character.toLowerCase())).size;
  const words = text
    .trim()
    .split(/[\s\-_.,;]+/)
    .filter((word) => word.length >= 3).length;
  if (characters.length === 0)
    return { allowed: false, says: 'Five or six words picked at random hold; a saying or a line of a song does not.' };
  if (characters.length < LEAST_PASSPHRASE_CHARACTERS) {
    return {
      allowed: false,
      says: `${characters.length} of at least ${LEAST_PASSPHRASE_CHARACTERS} characters. Words are easier to keep in mind than signs.`,
    };
  }
  if (different < 6) return { allowed: false, says: 'Hardly any different characters: this is among the first that are tried.' };
  if (
    COMMON.some((common) =>
      text
        .toLowerCase()
        .replaceAll(/[^a-z0-9]/g, '')
        .includes(common),
    )
  )
    return { allowed: true, says: 'Holds a word that every list of guesses begins with. Choose others.' };
  if (words >= 5)
    return { allowed: true, says: `${words} words. Picked at random they hold against somebody with much time; from a text they do not.` };
  if (words >= 3) return { allowed: true, says: `${words} words. Add two more, and let all of them be picked at random.` };
  return characters.length >= 20
    ? {
        allowed: true,
        says: `${characters.length} characters. It holds if a program made it; if you thought it up, words at random are better.`,
      }
    : { allowed: true, says: `${characters.length} characters, few for something thought up. Five words picked at random are better.` };
}

const COMMON = [
  'password',
  'passwort',
  'passphrase',
  'qwerty',
  'qwertz',
  'letmein',
  'iloveyou',
  'bitcoin',
  'countinghouse',
  '123456',
  'abcdef',
];
