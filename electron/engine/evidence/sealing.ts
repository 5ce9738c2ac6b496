import { BrokenSeal, type Sealing } from '../sealing.ts';
import { ChangedOnTheWay, deleteForm, nextForm, openedPieces, soundness, storedForms, storedPieces, writeForm } from './content.ts';

/**
 * Evidence as the passphrase's jobs see it. A file that somebody has altered is sealed as it lies there and stays altered: refusing would
 * leave all others open.
 */
export const evidenceSealing: Sealing = {
  counts(store) {
    const { plain, sealed } = store.get<{ plain: number; sealed: number }>(
      "SELECT count(*) FILTER (WHERE sealed_by = '') AS plain, count(*) FILTER (WHERE sealed_by <> '') AS sealed FROM evidence_file",
    )!;
    return { plain, sealed };
  },
  sealNext(store, key, nonce) {
    const form = nextForm(store, 'plain');
    if (!form) return false;
    const sealed = storedForms(store, form.sha256).find(({ sealedBy }) => sealedBy === key.id);
    if (!sealed || soundness(store, sealed, key) !== 'sound') {
      if (sealed) deleteForm(store, sealed);
      writeForm(store, form, storedPieces(store, form), { key, nonce }, 'taken-over');
    }
    deleteForm(store, form);
    return true;
  },
  unsealNext(store, key) {
    const form = nextForm(store, 'sealed');
    if (!form) return false;
    const plain = storedForms(store, form.sha256).find(({ sealedBy }) => sealedBy === '');
    if (!plain || soundness(store, plain, null) !== 'sound') {
      if (plain) deleteForm(store, plain);
      try {
        writeForm(store, form, openedPieces(store, form, key), null);
      } catch (thrown) {
        if (!(thrown instanceof ChangedOnTheWay)) throw thrown;
        throw new BrokenSeal(`The file ${form.sha256.slice(0, 8)} was altered before it was sealed.`, { cause: thrown });
      }
    }
    deleteForm(store, form);
    return true;
  },
};
