import {
  type AboutPerson,
  FIRST_OWNER,
  OWNER,
  type PassphraseChanged,
  type PassphraseSet,
  type PersonChanged,
  type PersonTold,
  type PinSet,
} from '../../../shared/workspace/index.ts';
import { type Fold, fold } from '../column.ts';
import type { Writer } from '../store/store.ts';

/** The owner has a row from the first event that concerns the owner; somebody else from the one that added them. */
export const personFolds: Readonly<Record<string, Fold>> = {
  'workspace.person-added': fold<PersonTold>((store, { seq, subject, payload: { name, role } }) => {
    store.run(
      'INSERT OR REPLACE INTO workspace_person (person, seq, name, role, retired, pin) VALUES (?, ?, ?, ?, 0, NULL)',
      subject,
      seq,
      name,
      role,
    );
  }),
  'workspace.person-changed': fold<PersonChanged>((store, { subject, payload: { after } }) => {
    requireOwner(store, subject);
    store.run('UPDATE workspace_person SET name = ?, role = ? WHERE person = ?', after.name, after.role, subject);
  }),
  'workspace.person-retired': fold<PersonTold>((store, { subject }) => {
    store.run('UPDATE workspace_person SET retired = 1 WHERE person = ?', subject);
  }),
  'workspace.person-returned': fold<PersonTold>((store, { subject }) => {
    store.run('UPDATE workspace_person SET retired = 0 WHERE person = ?', subject);
  }),
  'workspace.pin-set': fold<PinSet>((store, { subject, payload: { record } }) => {
    requireOwner(store, subject);
    store.run('UPDATE workspace_person SET pin = ? WHERE person = ?', record, subject);
  }),
  'workspace.pin-removed': fold<AboutPerson>((store, { subject }) => {
    store.run('UPDATE workspace_person SET pin = NULL WHERE person = ?', subject);
  }),
  'workspace.pin-refused': fold<AboutPerson>((store, { id, at, subject }) => {
    store.run('INSERT OR REPLACE INTO workspace_wrong_pin (event, person, at) VALUES (?, ?, ?)', id, subject, at);
  }),
};

export const passphraseFolds: Readonly<Record<string, Fold>> = {
  'workspace.passphrase-set': fold<PassphraseSet>((store, { at, payload: { record } }) => {
    store.run('INSERT OR REPLACE INTO workspace_passphrase (record, since) VALUES (?, ?)', record, at);
  }),
  'workspace.passphrase-changed': fold<PassphraseChanged>((store, { payload: { before, after } }) => {
    store.run('UPDATE workspace_passphrase SET record = ? WHERE record = ?', after, before);
  }),
  'workspace.passphrase-removed': fold<PassphraseSet>((store, { payload: { record } }) => {
    store.run('DELETE FROM workspace_passphrase WHERE record = ?', record);
  }),
};

function requireOwner(store: Writer, person: string): void {
  if (person !== OWNER) return;
  const { name, role } = FIRST_OWNER;
  store.run(
    'INSERT OR IGNORE INTO workspace_person (person, seq, name, role, retired, pin) VALUES (?, 0, ?, ?, 0, NULL)',
    OWNER,
    name,
    role,
  );
}
