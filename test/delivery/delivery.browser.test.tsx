import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { setPreferences } from '../../renderer/window/preferences.ts';
import type { ChannelTerms, DeliveryPreferences, SendState } from '../../shared/delivery/index.ts';
import { DEFAULT_SETTINGS } from '../../shared/workspace/index.ts';
import { answeringBridge } from '../frame/answering-bridge.ts';
import { closeWindow, expectSilence, findings, openWindow } from '../frame/page.tsx';
import { type ChannelLine, type DeliveryLine, HOOK_TERMS, madeChannel, madeDelivery } from './made-answers.ts';
import { AT } from './made-notice.ts';

const MADE_SECRET = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';

let channels: ChannelLine[] = [];
let deliveries: DeliveryLine[] = [];
let preferences: DeliveryPreferences = { native: { least: 'low', sound: true }, quiet: null };
let testAnswer: unknown;

const bridge = answeringBridge({
  'workspace.settings': () => DEFAULT_SETTINGS,
  'workspace.status': () => ({
    path: '/books/books.countinghouse',
    version: 14,
    events: 7,
    root: 'ab'.repeat(32),
    checkpoint: null,
    lastBackup: null,
    readOnly: false,
  }),
  'workspace.backups': () => ({ folder: '/books/books.backups', backups: [] }),
  'workspace.persons': () => [],
  'workspace.passphrase': () => ({ set: false, unlocked: false, since: null, sealed: 0, plain: 0, openBackups: [] }),
  'jobs.list': () => [],
  'journal.head': () => ({ events: 7, root: 'ab'.repeat(32) }),
  'market.coverage': () => [],
  'delivery.channels': () => channels,
  'delivery.preferences': () => preferences,
  'delivery.changePreferences': (changes: Partial<DeliveryPreferences>) => {
    preferences = { ...preferences, ...changes };
    return { ok: preferences };
  },
  'delivery.secretPlaces': () => ({
    system: { name: 'the keyring of this desktop', obstacle: null },
    sealed: { name: null, obstacle: 'This workspace has no passphrase to seal secrets under.' },
  }),
  'delivery.newSigningSecret': () => ({ secret: MADE_SECRET }),
  'delivery.saveChannel': ({ channel, terms }: { channel: string | null; terms: ChannelTerms }) => {
    if (terms.name === 'Taken') return { error: { code: 'name-taken', message: 'There is a channel “Taken” already.' } };
    if (channel === null) channels = [...channels, madeChannel({ channel: 'new', terms, waiting: 0, dead: 0, last: null })];
    else channels = channels.map((each) => (each.channel === channel ? { ...each, terms } : each));
    return { ok: { channel: channel ?? 'new' } };
  },
  'delivery.removeChannel': ({ channel }: { channel: string }) => {
    channels = channels.filter((each) => each.channel !== channel);
    return { ok: { channel } };
  },
  'delivery.test': () => testAnswer,
  'delivery.deliveries': ({ states, words }: { states?: SendState[]; words?: string }) => {
    const rows = deliveries.filter(
      (each) => (states?.includes(each.state) ?? true) && (words === undefined || each.subject.includes(words)),
    );
    return { total: rows.length, rows };
  },
  'delivery.delivery': ({ send }: { send: string }) => {
    const line = deliveries.find((each) => each.send === send)!;
    return { ...line, text: 'The whole letter', all: [line.last] };
  },
  'delivery.retry': () => ({ ok: { put: 1 } }),
});

const told = () => page.getByLabelText('What just happened');
const inputs = (path: string) => bridge.calls.filter((call) => call.path === path).map(({ input }) => input);
const changed = () => bridge.push('changes', { size: 8, columns: ['delivery'] });
const list = () => page.getByRole('list', { name: 'Channels' });

let checkSilence: () => void;
beforeEach(async () => {
  checkSilence = expectSilence();
  channels = [madeChannel()];
  deliveries = [
    madeDelivery('s1', {
      state: 'dead',
      attempts: 8,
      last: { ...madeDelivery('s1').last!, sent: false, says: 'desk.example.com answered 500.', output: 'broken' },
    }),
    madeDelivery('s2'),
  ];
  preferences = { native: { least: 'low', sound: true }, quiet: null };
  testAnswer = { ok: { at: AT, milliseconds: 12, sent: true, says: 'desk.example.com answered 200.', output: 'thanks' } };
  bridge.forget();
  openWindow('settings');
  await vi.waitUntil(() => page.getByRole('list', { name: 'Channels' }).query(), { timeout: 10_000 });
});
afterEach(() => {
  closeWindow();
  setPreferences({ theme: 'light' });
  checkSilence();
});

describe('channels', () => {
  test('keep the address of a webhook as a secret where its owner says that it is one, and say that messages may come twice', async () => {
    await page.getByRole('button', { name: 'Add a webhook' }).click();
    const form = page.getByRole('form', { name: 'New channel: Webhook' });
    await expect.element(form.getByText(/it can come twice, and has then the same id in the header webhook-id/)).toBeVisible();
    await form.getByRole('textbox', { name: 'Name' }).fill('Chat');
    await form.getByRole('checkbox', { name: 'Its address is a secret itself' }).click();
    await expect.element(form.getByText(/to a secret address; at most/)).toBeVisible();
    const address = form.getByRole('radiogroup', { name: /Where the address is kept/ });
    await address.getByRole('radio', { name: 'the keyring of this desktop' }).click();
    await form.getByRole('textbox', { name: 'Address' }).fill('http://chat.example.com/hook');
    await form
      .getByRole('radiogroup', { name: /Where the signing secret is kept/ })
      .getByRole('radio', { name: 'in an environment variable' })
      .click();
    await form.getByRole('textbox', { name: 'Variable' }).fill('CHAT_KEY');
    await form.getByRole('button', { name: 'Set up' }).click();
    await expect.element(form.getByText(/only a server on this machine is spoken to in the open/)).toBeVisible();
    await form.getByRole('textbox', { name: 'Address' }).fill('https://chat.example.com/hook/T0PSECRET');
    await form.getByRole('checkbox', { name: /Leaves values out/ }).click();
    await form.getByRole('button', { name: 'Set up' }).click();
    await expect.element(told().getByText(/Chat is set up/)).toBeVisible();
    const [sent] = inputs('delivery.saveChannel') as Array<{ terms: object }>;
    expect(sent).toMatchObject({
      secret: { place: 'environment', variable: 'CHAT_KEY' },
      address: { place: 'system', text: 'https://chat.example.com/hook/T0PSECRET' },
      terms: { name: 'Chat', withoutValues: true },
    });
    expect(JSON.stringify(sent!.terms)).not.toContain('T0PSECRET');
  });

  test('whose address is secret keep it while something else is changed', async () => {
    const digest = 'ab'.repeat(32);
    const terms = { ...HOOK_TERMS, url: 'https://chat.example.com/', digest };
    channels = [madeChannel({ terms, destination: 'a secret address at chat.example.com', address: { place: 'system', record: 'a' } })];
    changed();
    await expect.element(list().getByText(/Its address is in the system's store of secrets/)).toBeVisible();
    await page.getByRole('button', { name: 'Edit Desk hook' }).click();
    const form = page.getByRole('form', { name: 'Edit Desk hook' });
    await expect.element(form.getByRole('checkbox', { name: 'Its address is a secret itself' })).toBeChecked();
    await form.getByRole('textbox', { name: /Messages an hour/ }).fill('7');
    await form.getByRole('button', { name: 'Change' }).click();
    await expect.element(told().getByText('Desk hook is changed.')).toBeVisible();
    const [sent] = inputs('delivery.saveChannel') as object[];
    expect(sent).toMatchObject({ terms: { url: 'https://chat.example.com/', digest, perHour: 7 } });
    expect(sent).not.toHaveProperty('address');
  });

  test('say what they send, how they stand and where their secret is', async () => {
    await expect
      .element(
        list().getByText(
          /^Sends alerts from medium on, one by one, to https:\/\/desk\.example\.com\/alerts; at most 20 messages an hour\.$/,
        ),
      )
      .toBeVisible();
    await expect
      .element(list().getByText(/2 messages waiting, the next now · 1 message given up · Its signing secret is in the system's store/))
      .toBeVisible();
    channels = [madeChannel({ obstacle: 'The workspace is locked. Give its passphrase in Settings first.' })];
    changed();
    await expect.element(list().getByText(/The workspace is locked/)).toBeVisible();
  });

  test('answer their test, and say why one failed', async () => {
    page.getByRole('button', { name: 'Test Desk hook' }).element().focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(list().getByText(/^Tested .*desk\.example\.com answered 200\. \(12 ms\)/)).toBeVisible();
    await expect.element(list().getByText('thanks')).toBeVisible();
    testAnswer = { ok: { at: AT, milliseconds: 5_000, sent: false, says: 'desk.example.com had not answered after 5 s.', output: '' } };
    await userEvent.keyboard('{Enter}');
    await expect.element(list().getByText(/^The test failed .*had not answered/)).toBeVisible();
    testAnswer = { error: { code: 'no-such-channel', message: 'This channel is not there any more.' } };
    await userEvent.keyboard('{Enter}');
    await expect.element(list().getByText(/This channel is not there any more/)).toBeVisible();
  });

  test('are switched off and removed, and undo is offered as for any change', async () => {
    await page.getByRole('button', { name: 'Switch Desk hook off' }).click();
    await expect.element(told().getByText('Desk hook is off.')).toBeVisible();
    expect(inputs('delivery.saveChannel')).toMatchObject([{ channel: 'hook', terms: { on: false } }]);
    await page.getByRole('button', { name: 'Remove Desk hook' }).click();
    await expect.element(told().getByText('Desk hook is removed, and its secret with it.')).toBeVisible();
    await expect.element(told().getByRole('button', { name: 'Undo' })).toBeVisible();
  });

  test('are set up by keyboard; the secret is made here, sent once and kept in no draft', async () => {
    page.getByRole('button', { name: 'Add a webhook' }).element().focus();
    await userEvent.keyboard('{Enter}');
    const form = page.getByRole('form', { name: 'New channel: Webhook' });
    await expect.element(form.getByLabelText(/^Name/)).toHaveFocus();
    await userEvent.keyboard('Pager{Tab}http://example.com/');
    await expect.element(form.getByText(/Must begin with https:\/\/: only a server on this machine/).first()).toBeVisible();
    await form.getByLabelText(/^Address/).fill('https://pager.example.com/');
    await expect
      .element(form.getByText(/^Off\. Would send alerts from medium on, one by one, to https:\/\/pager\.example\.com\//))
      .toBeVisible();
    await userEvent.keyboard('{Enter}');
    await expect.element(form.getByText('Say where the signing secret is to be kept.')).toBeVisible();
    expect(inputs('delivery.saveChannel')).toEqual([]);
    await expect.element(form.getByRole('radio', { name: /sealed under/ })).toBeDisabled();
    await expect.element(form.getByText('This workspace has no passphrase to seal secrets under.')).toBeVisible();
    await form.getByRole('radio', { name: 'the keyring of this desktop' }).click();
    await form.getByRole('textbox', { name: 'Signing secret' }).fill('short');
    await form.getByRole('button', { name: 'Set up' }).click();
    await expect.element(form.getByText(/A signing secret is written whsec_/)).toBeVisible();
    await form.getByRole('button', { name: 'Make one' }).click();
    await expect.element(form.getByRole('textbox', { name: 'Signing secret' })).toHaveValue(MADE_SECRET);
    await form.getByRole('button', { name: 'Set up' }).click();
    await expect.element(told().getByText('Pager is set up, and off until you switch it on.')).toBeVisible();
    expect(inputs('delivery.saveChannel')).toEqual([
      {
        channel: null,
        terms: {
          kind: 'webhook',
          name: 'Pager',
          on: false,
          byDefault: true,
          least: 'medium',
          tellsCleared: false,
          digestMinutes: null,
          perHour: 20,
          withoutValues: false,
          digest: null,
          seconds: 10,
          url: 'https://pager.example.com/',
          trust: null,
        },
        secret: { place: 'system', text: MADE_SECRET },
      },
    ]);
    expect(JSON.stringify([localStorage, sessionStorage].map((store) => Object.entries(store)))).not.toContain(MADE_SECRET);
    changed();
    await expect.element(list().getByText('Pager')).toBeVisible();
  });

  test('keep their secret when something else of them is edited; Escape backs out', async () => {
    await page.getByRole('button', { name: 'Edit Desk hook' }).click();
    const form = page.getByRole('form', { name: 'Edit Desk hook' });
    await form.getByLabelText(/^Name/).fill('Taken');
    await form.getByRole('button', { name: 'Change' }).click();
    await expect.element(form.getByText(/There is a channel “Taken” already/)).toBeVisible();
    await form.getByLabelText(/^Name/).fill('Night desk');
    await form.getByLabelText(/^Gathers for/).fill('30');
    await form.getByRole('button', { name: 'Change' }).click();
    await expect.element(told().getByText('Night desk is changed.')).toBeVisible();
    expect(inputs('delivery.saveChannel').at(-1)).toEqual({
      channel: 'hook',
      terms: { ...madeChannel().terms, name: 'Night desk', digestMinutes: 30 },
    });
    changed();
    await page.getByRole('button', { name: 'Edit Night desk' }).click();
    await expect.element(page.getByRole('form', { name: 'Edit Night desk' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    expect(page.getByRole('form', { name: 'Edit Night desk' }).query()).toBeNull();
  });

  test('by letter and by command ask for what they need', async () => {
    await page.getByRole('button', { name: 'Add an e-mail' }).click();
    const letter = page.getByRole('form', { name: 'New channel: E-mail' });
    for (const [label, value] of [
      ['Name', 'Mail'],
      ['Server', 'mail.example.com'],
      ['User name', 'desk'],
      ['From', 'alerts@example.com'],
      ['To', 'a@example.com\nb@example.com'],
    ] as const) {
      await letter.getByLabelText(label, { exact: false }).first().fill(value);
    }
    await letter.getByRole('radio', { name: /environment variable/ }).click();
    await letter.getByLabelText('Variable').fill('MAIL_PASSWORD');
    await letter.getByRole('button', { name: 'Set up' }).click();
    await vi.waitFor(() =>
      expect(inputs('delivery.saveChannel')).toMatchObject([
        {
          terms: { kind: 'email', security: 'tls', port: 465, user: 'desk', to: ['a@example.com', 'b@example.com'] },
          secret: { place: 'environment', variable: 'MAIL_PASSWORD' },
        },
      ]),
    );
    await page.getByRole('button', { name: 'Add a command' }).click();
    const command = page.getByRole('form', { name: 'New channel: Command' });
    await command.getByLabelText(/^Name/).fill('Script');
    await command.getByLabelText(/^Program and arguments/).fill('/usr/bin/notify\n--loud');
    await command.getByRole('button', { name: 'Set up' }).click();
    await vi.waitFor(() =>
      expect(inputs('delivery.saveChannel').at(-1)).toMatchObject({ terms: { kind: 'command', argv: ['/usr/bin/notify', '--loud'] } }),
    );
  });
});

describe('messages', () => {
  test('are filtered, opened, and put back where they were given up', async () => {
    const messages = page.getByRole('list', { name: 'Messages' });
    await expect.element(messages.getByText('High: Depeg · stETH/ETH (s1)')).toBeVisible();
    await page.getByRole('group', { name: 'Which messages' }).getByRole('button', { name: 'given up' }).click();
    await expect.element(page.getByText('1 message.')).toBeVisible();
    expect(inputs('delivery.deliveries').at(-1)).toEqual({ states: ['dead'], limit: 25 });
    await messages.getByRole('button', { name: 'High: Depeg · stETH/ETH (s1)', exact: true }).click();
    await expect.element(messages.getByText('The whole letter')).toBeVisible();
    setPreferences({ discreet: true });
    await expect.element(messages.getByText('What it says is hidden in discreet mode.')).toBeVisible();
    expect(messages.getByText('The whole letter').query()).toBeNull();
    setPreferences({ discreet: false });
    await expect.element(messages.getByText('broken')).toBeVisible();
    await messages.getByRole('button', { name: /^Send again: / }).click();
    await expect.element(told().getByText('1 message put back; sent as soon as there is room.')).toBeVisible();
    await page.getByRole('button', { name: 'Send again what Desk hook gave up (1)' }).click();
    expect(inputs('delivery.retry')).toEqual([{ sends: ['s1'] }, { channel: 'hook' }]);
    await page.getByLabelText('Words in messages').fill('nothing of it');
    await expect.element(page.getByText('No message is like that.')).toBeVisible();
  });
});

describe('what holds for all delivery', () => {
  test('notifications of the system go by severity, or not at all', async () => {
    await page.getByRole('radio', { name: 'High' }).click();
    await expect.element(told().getByText('The system shows alerts from high on.')).toBeVisible();
    changed();
    await page.getByRole('radio', { name: 'Silent' }).click();
    await page.getByRole('radio', { name: 'None' }).click();
    await vi.waitFor(() =>
      expect(inputs('delivery.changePreferences')).toEqual([
        { native: { least: 'high', sound: true } },
        { native: { least: 'high', sound: false } },
        { native: null },
      ]),
    );
  });

  test('quiet hours are set in words, and ended', async () => {
    await page.getByRole('button', { name: 'No quiet hours; set some' }).click();
    const form = page.getByRole('form', { name: 'Quiet hours' });
    await form.getByLabelText(/^From/).fill('25:00');
    await form.getByRole('button', { name: 'Set', exact: true }).click();
    expect(inputs('delivery.changePreferences')).toEqual([]);
    await form.getByLabelText(/^From/).fill('23:00');
    await form.getByRole('checkbox', { name: 'Sunday' }).click();
    await expect
      .element(form.getByText(/^Quiet from 23:00 to 07:00 \(UTC\), Monday, Tuesday, Wednesday, Thursday, Friday, Saturday: alerts fire/))
      .toBeVisible();
    await form.getByRole('button', { name: 'Set', exact: true }).click();
    await vi.waitFor(() =>
      expect(inputs('delivery.changePreferences')).toEqual([
        { quiet: { days: [1, 2, 3, 4, 5, 6], from: '23:00', to: '07:00', zone: 'UTC' } },
      ]),
    );
    changed();
    await page.getByRole('button', { name: 'Quiet from 23:00 to 07:00; change' }).click();
    await page.getByRole('button', { name: 'End quiet hours' }).click();
    await vi.waitFor(() => expect(inputs('delivery.changePreferences').at(-1)).toEqual({ quiet: null }));
  });
});

test.each(['light', 'dark'] as const)('axe finds nothing with forms and details open, %s', async (theme) => {
  setPreferences({ theme });
  channels = [
    madeChannel({ obstacle: 'The workspace is locked.' }),
    madeChannel({ channel: 'other', terms: { ...madeChannel().terms, name: 'Other', on: false } }),
  ];
  changed();
  await page.getByRole('button', { name: 'Edit Other' }).click();
  await page.getByRole('radio', { name: 'the keyring of this desktop' }).click();
  await page.getByRole('list', { name: 'Messages' }).getByRole('button', { name: 'High: Depeg · stETH/ETH (s1)', exact: true }).click();
  await expect.element(page.getByText('The whole letter')).toBeVisible();
  expect(await findings('.middle')).toEqual([]);
});
