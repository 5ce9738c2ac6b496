import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { setPreferences } from '../../renderer/window/preferences.ts';
import { DEFAULT_SETTINGS, type Person, type Settings } from '../../shared/workspace/index.ts';
import { answeringBridge } from '../frame/answering-bridge.ts';
import { closeWindow, expectSilence, findings, openWindow } from '../frame/page.tsx';

const OWNER: Person = { person: 'owner', name: 'Owner', role: '', retired: false, hasPin: false };
const BEN: Person = { person: 'p-ben', name: 'Ben', role: 'Operations', retired: false, hasPin: true };
const PHRASE = 'otter velvet ladder mosaic prune';
const OPEN_BACKUP = '/books/books.backups/books.2026-11-01T06-00-00.000Z.daily.countinghouse';

let people: Person[] = [];
let settings: Settings = DEFAULT_SETTINGS;
let passphrase = { set: false, unlocked: false, since: null as string | null, sealed: 0, plain: 2, openBackups: [] as string[] };

const bridge = answeringBridge({
  'workspace.settings': () => settings,
  'workspace.changeSettings': (changes: Partial<Settings>) => {
    settings = { ...settings, ...changes };
    return { ok: settings };
  },
  'workspace.status': () => ({
    path: '/books/books.countinghouse',
    version: 6,
    events: 7,
    root: 'ab'.repeat(32),
    checkpoint: null,
    lastBackup: null,
    readOnly: false,
  }),
  'workspace.backups': () => ({ folder: '/books/books.backups', backups: [] }),
  'workspace.persons': () => people,
  'workspace.addPerson': ({ name, role }: { name: string; role: string }) => {
    if (name === 'Ben') return { error: { code: 'name-taken', message: 'There is a Ben already. Tell them apart by the name.' } };
    const person: Person = { person: `p-${name}`, name, role, retired: false, hasPin: false };
    people = [...people, person];
    return { ok: person };
  },
  'workspace.changePerson': ({ person, name, role }: Person) => {
    people = people.map((each) => (each.person === person ? { ...each, name, role } : each));
    return { ok: people.find((each) => each.person === person) };
  },
  'workspace.retirePerson': ({ person }: Person) => {
    people = people.map((each) => (each.person === person ? { ...each, retired: true } : each));
    return { ok: people.find((each) => each.person === person) };
  },
  'workspace.setPin': ({ person, pin, current }: { person: string; pin: string | null; current?: string }) => {
    if (person === BEN.person && current !== '4711')
      return { error: { code: 'wrong-pin', message: 'That is not the PIN of Ben. Try again.' } };
    people = people.map((each) => (each.person === person ? { ...each, hasPin: pin !== null } : each));
    return { ok: people.find((each) => each.person === person) };
  },
  'workspace.passphrase': () => passphrase,
  'workspace.setPassphrase': () => {
    passphrase = { set: true, unlocked: true, since: '2026-11-20T10:00:00.000Z', sealed: 2, plain: 0, openBackups: [OPEN_BACKUP] };
    return { ok: { job: 'job-seal' } };
  },
  'workspace.removePassphrase': () => ({ error: { code: 'wrong-passphrase', message: 'That is not the passphrase of this workspace.' } }),
  'workspace.changePassphrase': () => ({ ok: passphrase }),
  'workspace.lock': () => {
    passphrase = { ...passphrase, unlocked: false };
    return { ok: passphrase };
  },
  'workspace.unlock': ({ passphrase: given }: { passphrase: string }) => {
    if (given !== PHRASE) return { error: { code: 'wrong-passphrase', message: 'That is not the passphrase of this workspace.' } };
    passphrase = { ...passphrase, unlocked: true };
    return { ok: passphrase };
  },
  'jobs.finished': () => ({
    id: 'job-seal',
    kind: 'workspace.seal',
    title: 'Sealing the evidence',
    state: 'done',
    done: 2,
    total: 2,
    what: '',
    startedAt: '2026-11-20T10:00:00.000Z',
    result: { files: 2 },
  }),
  'jobs.list': () => [],
  'journal.head': () => ({ events: 7, root: 'ab'.repeat(32) }),
  'market.coverage': () => [],
});

const told = () => page.getByLabelText('What just happened');
const inputs = (path: string) => bridge.calls.filter((call) => call.path === path).map(({ input }) => input);
const changed = () => bridge.push('changes', { size: 8, columns: ['workspace'] });
const list = () => page.getByRole('list', { name: 'People' });

let checkSilence: () => void;
beforeEach(async () => {
  checkSilence = expectSilence();
  people = [OWNER, BEN];
  settings = DEFAULT_SETTINGS;
  passphrase = { set: false, unlocked: false, since: null, sealed: 0, plain: 2, openBackups: [] };
  bridge.forget();
  openWindow('settings');
  await vi.waitUntil(() => page.getByRole('heading', { name: 'People', level: 2 }).query(), { timeout: 10_000 });
});
afterEach(() => {
  closeWindow();
  setPreferences({ theme: 'light' });
  checkSilence();
});

describe('people', () => {
  test('are told with how they sign, and added by keyboard alone', async () => {
    await expect.element(list().getByText('no PIN: named only')).toBeVisible();
    await expect.element(list().getByText('Operations · signs with a PIN')).toBeVisible();
    page.getByRole('button', { name: 'Add a person' }).element().focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveFocus();
    await userEvent.keyboard('Ben{Enter}');
    await expect.element(page.getByText(/There is a Ben already/)).toBeVisible();
    await userEvent.keyboard('{Backspace}{Backspace}{Backspace}Cleo{Tab}Treasury{Enter}');
    await expect.element(told().getByText('Cleo may sign here.')).toBeVisible();
    changed();
    await expect.element(list().getByText('Cleo')).toBeVisible();
    expect(inputs('workspace.addPerson').at(-1)).toEqual({ name: 'Cleo', role: 'Treasury' });
  });

  test('leave, and are told beside those who stay; the owner cannot', async () => {
    await expect.element(page.getByRole('button', { name: 'Ben leaves' })).toBeVisible();
    expect(page.getByRole('button', { name: 'Owner leaves' }).query()).toBeNull();
    await page.getByRole('button', { name: 'Ben leaves' }).click();
    changed();
    await expect.element(page.getByText('Left: Ben. What they signed stands.')).toBeVisible();
    expect(list().getByText('Ben').query()).toBeNull();
  });

  test('are renamed; Escape backs out', async () => {
    await page.getByRole('button', { name: 'Rename Owner' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Ada');
    await userEvent.keyboard('{Escape}');
    expect(page.getByRole('form', { name: 'What Owner is called' }).query()).toBeNull();
    expect(inputs('workspace.changePerson')).toEqual([]);
    await page.getByRole('button', { name: 'Rename Owner' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Ada');
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(inputs('workspace.changePerson')).toEqual([{ person: 'owner', name: 'Ada', role: '' }]));
  });

  test('set a PIN twice the same, and change it only with the one before', async () => {
    await page.getByRole('button', { name: 'Set PIN of Owner' }).click();
    const form = page.getByRole('form', { name: 'PIN of Owner' });
    await form.getByLabelText('New PIN', { exact: true }).fill('47');
    await expect.element(form.getByText(/At least 4 characters/)).toBeVisible();
    await form.getByLabelText('New PIN', { exact: true }).fill('4711');
    await form.getByLabelText('New PIN again').fill('4712');
    await expect.element(form.getByText('Not the same yet.')).toBeVisible();
    await expect.element(form.getByRole('button', { name: 'Set PIN' })).toBeDisabled();
    await form.getByLabelText('New PIN again').fill('4711');
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(inputs('workspace.setPin')).toEqual([{ person: 'owner', pin: '4711' }]));
    await page.getByRole('button', { name: 'Change PIN of Ben' }).click();
    const other = page.getByRole('form', { name: 'PIN of Ben' });
    await other.getByLabelText('PIN until now').fill('1111');
    await other.getByRole('button', { name: 'Remove PIN' }).click();
    await expect.element(other.getByText(/That is not the PIN of Ben/)).toBeVisible();
    await other.getByLabelText('PIN until now').fill('4711');
    await other.getByRole('button', { name: 'Remove PIN' }).click();
    await expect.element(told().getByText('Ben has no PIN any more.')).toBeVisible();
  });

  test('alone, wait as long as is set before they override', async () => {
    await page.getByLabelText('Cool-off').fill('0');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('from 1 to 10,080')).toBeVisible();
    await page.getByLabelText('Cool-off').fill('30');
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(inputs('workspace.changeSettings')).toEqual([{ coolOffMinutes: 30 }]));
  });
});

describe('the passphrase', () => {
  test('is set with a hint that follows the typing, and then says what older backups hold', async () => {
    await expect.element(page.getByText(/No passphrase is set\. 2 files of evidence can be read/)).toBeVisible();
    await page.getByRole('button', { name: 'Set a passphrase' }).click();
    const form = page.getByRole('form', { name: 'Set a passphrase' });
    await form.getByLabelText('New passphrase', { exact: true }).fill('short');
    await expect.element(form.getByText(/5 of at least 12 characters/)).toBeVisible();
    await form.getByLabelText('New passphrase', { exact: true }).fill(PHRASE);
    await expect.element(form.getByText(/^5 words\./)).toBeVisible();
    await expect.element(form.getByRole('button', { name: 'Set and seal' })).toBeDisabled();
    await form.getByLabelText('New passphrase again').fill(PHRASE);
    await userEvent.keyboard('{Enter}');
    await expect.element(told().getByText('Sealed 2 files of evidence.')).toBeVisible();
    await expect.element(page.getByText(/2 files sealed\./)).toBeVisible();
    await expect.element(page.getByText(/One older backup holds the evidence open/)).toBeVisible();
    expect(inputs('workspace.setPassphrase')).toEqual([{ passphrase: PHRASE }]);
  });

  test('locks, refuses a wrong one, and unlocks', async () => {
    passphrase = { set: true, unlocked: true, since: '2026-11-20T10:00:00.000Z', sealed: 2, plain: 1, openBackups: [] };
    changed();
    await expect.element(page.getByText(/1 file of evidence still lies open/)).toBeVisible();
    await page.getByRole('button', { name: 'Lock now' }).click();
    await expect.element(page.getByText(/evidence can neither be read nor kept/)).toBeVisible();
    await page.getByLabelText('Passphrase', { exact: true }).last().fill('wrong');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText(/That is not the passphrase/)).toBeVisible();
    await page.getByLabelText('Passphrase', { exact: true }).last().fill(PHRASE);
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('button', { name: 'Lock now' })).toBeVisible();
  });

  test('that is wrong removes nothing, and says so in the form', async () => {
    passphrase = { set: true, unlocked: true, since: '2026-11-20T10:00:00.000Z', sealed: 2, plain: 0, openBackups: [] };
    changed();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    const form = page.getByRole('form', { name: 'Remove the passphrase' });
    await form.getByLabelText('Passphrase').fill('wrong');
    await userEvent.keyboard('{Enter}');
    await expect.element(form.getByText(/That is not the passphrase/)).toBeVisible();
  });
});

test.each(['light', 'dark'] as const)('axe finds nothing with every form open, %s', async (theme) => {
  setPreferences({ theme });
  passphrase = { set: true, unlocked: false, since: '2026-11-20T10:00:00.000Z', sealed: 2, plain: 1, openBackups: [OPEN_BACKUP] };
  changed();
  await page.getByRole('button', { name: 'Add a person' }).click();
  await page.getByRole('button', { name: 'Change PIN of Ben' }).click();
  await page.getByRole('button', { name: 'Change', exact: true }).last().click();
  await expect.element(page.getByRole('form', { name: 'Change the passphrase' })).toBeVisible();
  expect(await findings('.middle')).toEqual([]);
});
