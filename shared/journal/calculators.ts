import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { type Calculator, calculator, isRefused, known, unavailable } from '../figures/index.ts';
import { canonicalJson } from './canonical-json.ts';
import { leafHash, merkleRoot } from './merkle.ts';
import { pureDigests } from './pure-digests.ts';
import { parseStrictJson } from './strict-json.ts';

const hexText = z.string().regex(/^(?:[0-9a-fA-F]{2})*$/, 'must be bytes in hexadecimal, two digits each');
const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** `input` is the JSON text itself, not a value read from it: reading would settle doubled names and big numbers in silence. */
const canonicalJsonCalculator = calculator({
  name: 'canonical-json',
  says: 'The canonical text of any JSON text (RFC 8785) and its SHA-256. The text is taken whole.',
  input: z.string().superRefine((text, context) => {
    const read = parseStrictJson(text, { numbers: 'es6' });
    if (isRefused(read)) context.addIssue({ code: 'custom', message: read.error.message });
  }),
  ok: z.object({ text: z.string(), sha256: sha256Hex }),
  run: (input) => {
    const read = parseStrictJson(input, { numbers: 'es6' });
    if (isRefused(read)) return unavailable(read.error.code, read.error.message);
    const text = canonicalJson(read.ok);
    return known({ text, sha256: bytesToHex(pureDigests.sha256(text)) });
  },
});

const merkleRootCalculator = calculator({
  name: 'merkle-root',
  says: 'The RFC 6962 root over raw leaf data in hexadecimal; SHA-256 of nothing where there are no leaves.',
  input: z.object({ leaves: z.array(hexText) }),
  ok: z.object({ root: sha256Hex }),
  run: ({ leaves }) => {
    const hashes = leaves.map((leaf) => leafHash(hexToBytes(leaf), pureDigests));
    return known({ root: bytesToHex(merkleRoot(hashes, pureDigests)) });
  },
});

export const journalCalculators: readonly Calculator[] = [canonicalJsonCalculator, merkleRootCalculator];
