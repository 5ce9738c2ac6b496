import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { setPreferences } from '../../renderer/window/preferences.ts';
import { forgetDraft } from '../../renderer/window/kept-draft.ts';
import { answeringBridge, type Answers } from '../frame/answering-bridge.ts';
import { closeWindow, expectSilence, findings, openWindow } from '../frame/page.tsx';
import { madeRun } from './made-run.ts';

/** Milliseconds that a busy machine may need. */
const PATIENCE = { timeout: 10_000 };
const answers: Answers = {};
const bridge = answeringBridge(answers);
let world: ReturnType<typeof madeRun>;
let checkSilence: () => void;

beforeEach(async () => {
  checkSilence = expectSilence();
  forgetDraft('checklists.run r1');
  world = madeRun();
  Object.assign(answers, {
    ...world.answers,
    'checklists.override': told(world.answers['checklists.override']!),
    'checklists.sign': told(world.answers['checklists.sign']!),
    'checklists.runs': () => ({ total: 1, runs: [world.detail()] }),
    'checklists.templates': () => [],
    'checklists.expiring': () => [],
    'checklists.compare': () => null,
    'checklists.report': () => ({ ok: { name: 'release.pdf', mediaType: 'application/pdf', content: btoa('%PDF-1.7') } }),
    'workspace.status': () => ({
      path: '/b.countinghouse',
      version: 5,
      events: 1,
      root: 'ab'.repeat(32),
      checkpoint: null,
      lastBackup: null,
      readOnly: false,
    }),
    'journal.head': () => ({ events: 1, root: 'ab'.repeat(32) }),
    'jobs.list': () => [],
  });
  bridge.forget();
});
afterEach(() => {
  closeWindow();
  setPreferences({ theme: 'light', discreet: false, density: 'compact' });
  checkSilence();
});

/** As the engine tells every window of what has changed, after it has answered. */
function told(answer: Answers[string]): Answers[string] {
  return (input, push) => {
    setTimeout(() => bridge.push('changes', { size: 2, columns: ['checklists'] }));
    return answer(input, push);
  };
}

/** Opens the run from the list by Enter, as a person does. */
async function openRun(): Promise<void> {
  openWindow('checklists');
  await expect.element(page.getByRole('gridcell', { name: /Release, rehearsed/ })).toBeVisible();
  await vi.waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('grid'), PATIENCE);
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('heading', { name: world.detail().title, level: 1 })).toBeVisible();
}

const asked = (path: string) => bridge.calls.filter((call) => call.path === path).map(({ input }) => input as Record<string, unknown>);
const given = () => asked('checklists.answer').map(({ item, given: what }) => [item, what]);
const question = (text: string) => page.getByRole('heading', { name: text, level: 2, exact: true });
const pane = (text: string) => page.getByRole('region', { name: text, exact: true });

/** The pane of an item, once it has the keyboard. */
async function at(text: string): Promise<void> {
  await expect.element(pane(text)).toHaveFocus();
}

/** Answers the killer items and the value, so that the choice stands next. */
async function toTheChoice(): Promise<void> {
  await openRun();
  await at('The trade is affirmed');
  await userEvent.keyboard('y');
  await at('Both addresses are the same');
  await userEvent.keyboard('{Enter}0xab12{Tab}0xab12{Enter}');
  await at('Confirmations');
  await userEvent.keyboard('8{Enter}');
  await at('The network is');
}

describe('by keyboard alone', () => {
  test('a killer item stands alone and large, and Y goes on to the next one', async () => {
    await openRun();
    await at('The trade is affirmed');
    await expect.element(page.getByText(/killer item 1 of 2/)).toBeVisible();
    expect(page.getByRole('list', { name: 'What loses the money' }).query()).toBeNull();
    await userEvent.keyboard('y');
    await at('Both addresses are the same');
    await expect.element(page.getByText(/killer item 2 of 2/)).toBeVisible();
    expect(given()).toEqual([['K1', { is: 'tick', holds: true }]]);
    expect(asked('checklists.answer')[0]?.['timing']).toEqual({ shownAt: expect.stringMatching(/Z$/), milliseconds: expect.any(Number) });
  });

  test('what fails and is critical stays before the person, and says what it stops', async () => {
    await openRun();
    await at('The trade is affirmed');
    await userEvent.keyboard('n');
    await expect.element(page.getByText(/It is not so\./)).toBeVisible();
    await at('The trade is affirmed');
    await expect.element(page.getByText('4 items in the way of the signature')).toBeVisible();
    await expect.element(page.getByText(/^failed/)).toBeVisible();
  });

  test('digits begin a value, a value out of range fails, and Escape gives the keys back', async () => {
    await toTheChoice();
    await userEvent.keyboard('{ArrowUp}');
    await at('Confirmations');
    await userEvent.keyboard('4{Enter}');
    await expect.element(page.getByText(/4 blocks is less than 6 blocks\./)).toBeVisible();
    await expect.element(page.getByLabelText('Value in blocks')).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await at('Confirmations');
    await userEvent.keyboard('12{Enter}');
    await at('The network is');
    expect(given().at(-1)).toEqual(['V1', { is: 'value', value: '12' }]);
  });

  test('what is no number is said at once and sent to nobody', async () => {
    await toTheChoice();
    await userEvent.keyboard('{ArrowUp}');
    await at('Confirmations');
    const before = given().length;
    await userEvent.keyboard('1,5{Enter}');
    await expect.element(page.getByText(/“1,5” is no number/)).toBeVisible();
    expect(given()).toHaveLength(before);
  });

  test('a digit chooses, and what the choice hides goes from view with its reason at the end', async () => {
    await toTheChoice();
    await expect.element(page.getByRole('button', { name: /^X1/ })).toBeVisible();
    await userEvent.keyboard('1');
    await at('Who was spoken to');
    await expect.element(page.getByRole('button', { name: /^X1/ })).not.toBeInTheDocument();
    await userEvent.keyboard('{End}');
    await expect.element(page.getByText(/not shown, because: Asked only where C1 is answered “fail”/)).toBeVisible();
  });

  test('who goes on before an answer is recorded is not fetched back by it', async () => {
    await toTheChoice();
    let record = () => {};
    const recorded = new Promise<void>((resolve) => (record = resolve));
    const answer = answers['checklists.answer']!;
    answers['checklists.answer'] = (input, push) => recorded.then(() => answer(input, push));
    await userEvent.keyboard('1{ArrowDown}{ArrowDown}');
    await at('Picture of the page');
    record();
    await expect.element(page.getByRole('button', { name: /^X1/ })).not.toBeInTheDocument();
    await at('Picture of the page');
    expect(given().at(-1)).toEqual(['C1', { is: 'choice', option: 'same' }]);
  });

  test('A asks for the reason where it is allowed, and says where it is not', async () => {
    await toTheChoice();
    await userEvent.keyboard('a');
    await expect.element(page.getByText('This item applies always. If you do not know, answer unknown.').first()).toBeVisible();
    await userEvent.keyboard('1');
    await at('Who was spoken to');
    await userEvent.keyboard('aNobody was called.{Enter}');
    await at('Picture of the page');
    expect(given().at(-1)).toEqual(['T1', { is: 'not-applicable', reason: 'Nobody was called.' }]);
  });

  test('U answers unknown, which never passes', async () => {
    await toTheChoice();
    await userEvent.keyboard('u');
    await expect.element(page.getByText(/Not known\./)).toBeVisible();
    await expect.element(page.getByText(/^unknown/).first()).toBeVisible();
    expect(given().at(-1)).toEqual(['C1', { is: 'unknown' }]);
  });

  test('a file dropped anywhere on the item goes with its answer', async () => {
    await toTheChoice();
    await userEvent.keyboard('1');
    await at('Who was spoken to');
    await userEvent.keyboard('{ArrowDown}');
    await at('Picture of the page');
    const carried = new DataTransfer();
    carried.items.add(new File(['a picture'], 'page.png', { type: 'image/png' }));
    pane('Picture of the page')
      .element()
      .dispatchEvent(new DragEvent('drop', { dataTransfer: carried, bubbles: true, cancelable: true }));
    await expect.element(page.getByRole('button', { name: 'page.png', exact: true })).toBeVisible();
    expect(given().filter(([item]) => item === 'E1')).toEqual([]);
    await userEvent.keyboard('y');
    await at('Nothing else is open');
    await expect.element(page.getByText(/^Read from the application: Open runs$/)).toBeVisible();
    expect(asked('checklists.answer').at(-1)).toMatchObject({
      item: 'E1',
      given: { is: 'evidence' },
      evidence: [{ evidence: 'e-page.png', sha256: 'a'.repeat(64) }],
    });
  });

  test('a file that comes after the answer is given with it anew', async () => {
    await openRun();
    await at('The trade is affirmed');
    await userEvent.keyboard('n');
    await expect.element(page.getByText(/It is not so\./)).toBeVisible();
    const carried = new DataTransfer();
    carried.items.add(new File(['a'], 'mail.txt'));
    pane('The trade is affirmed')
      .element()
      .dispatchEvent(new DragEvent('drop', { dataTransfer: carried, bubbles: true, cancelable: true }));
    await vi.waitFor(() => expect(given()).toHaveLength(2), PATIENCE);
    expect(asked('checklists.answer')[1]).toMatchObject({ given: { is: 'tick', holds: false }, evidence: [{ evidence: 'e-mail.txt' }] });
  });

  test('what the application reads is shown with its age and explained by e', async () => {
    await toTheChoice();
    await userEvent.keyboard('1');
    await at('Who was spoken to');
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    await at('Nothing else is open');
    await userEvent.keyboard('y');
    const value = page.getByRole('button', { name: 'Checklists begun and not signed: 2. Explain' });
    await expect.element(value).toBeVisible();
    await at('Nothing else is open');
    (value.element() as HTMLElement).focus();
    await userEvent.keyboard('e');
    await expect.element(page.getByRole('region', { name: /^Explanation of Checklists begun/ })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(value).toHaveFocus();
  });

  test('W tells why and from where, and a note goes with the answer', async () => {
    await openRun();
    await at('The trade is affirmed');
    await userEvent.keyboard('w');
    await expect.element(page.getByText('Because it was forgotten once.')).toBeVisible();
    await expect.element(page.getByText('Source: Settlement 1')).toBeVisible();
    await userEvent.keyboard('mConfirmed by mail.{Enter}');
    await at('The trade is affirmed');
    await userEvent.keyboard('y');
    await at('Both addresses are the same');
    expect(asked('checklists.answer')[0]).toMatchObject({ note: 'Confirmed by mail.' });
  });

  test('? lists the keys of a run, with undoing under its other key only', async () => {
    await openRun();
    await at('The trade is affirmed');
    await userEvent.keyboard('?');
    const keys = page.getByRole('dialog', { name: 'Keys' });
    await expect.element(keys.getByText(/Not applicable, with a reason/)).toBeVisible();
    const undo = [...document.querySelectorAll('.keys-groups dl > div')].find((row) => row.textContent?.includes('Undo the last change'));
    expect(undo?.querySelectorAll('kbd').length).toBe(1);
    await userEvent.keyboard('{Escape}');
    await at('The trade is affirmed');
  });
});

describe('the signature', () => {
  test('waits for what is in the way, which a second person may override, and then stands in bold on the report', async () => {
    await toTheChoice();
    await userEvent.keyboard('2');
    await expect.element(page.getByText('1 item in the way of the signature')).toBeVisible();
    await userEvent.keyboard('s');
    await expect.element(page.getByText(/C1 stands in the way: Failed/).first()).toBeVisible();
    expect(page.getByRole('dialog').query()).toBeNull();

    await userEvent.keyboard('oBoth networks are ours.');
    const form = page.getByRole('region', { name: 'Override C1' });
    await userEvent.selectOptions(form.getByLabelText('By leave of'), 'ben');
    await userEvent.fill(form.getByLabelText('PIN'), '1111');
    await userEvent.click(form.getByRole('button', { name: 'Override' }));
    await expect.element(page.getByText(/That is not the PIN of Ben\./)).toBeVisible();
    await userEvent.fill(form.getByLabelText('PIN'), '2468');
    await userEvent.click(form.getByRole('button', { name: 'Override' }));
    await expect.element(page.getByText(/Nothing stands in the way of the signature/)).toBeVisible();
    await expect.element(page.getByText('1 item overridden.')).toBeVisible();

    await userEvent.keyboard('s');
    const dialog = page.getByRole('dialog', { name: /^Sign as maker/ });
    await expect.element(dialog.getByText('I have looked at each item myself.')).toBeVisible();
    const bold = dialog.getByText(/Overridden: C1, The network is — Both networks are ours\./);
    expect(Number(getComputedStyle(bold.element()).fontWeight)).toBeGreaterThanOrEqual(600);
    await userEvent.selectOptions(dialog.getByLabelText('Signed by'), 'owner');
    await userEvent.click(dialog.getByRole('button', { name: 'Sign', exact: true }));
    await expect.element(page.getByText('The checklist is signed.').first()).toBeVisible();
    expect(asked('checklists.sign')).toEqual([{ run: 'r1', person: 'owner', runHash: expect.stringMatching(/^[0-9a-f]{64}$/) }]);

    const report = page.getByRole('region', { name: 'Overrides' });
    await expect.element(report.getByText(/C1, The network is: Both networks are ours\. \(Ada, by leave of Ben\)/)).toBeVisible();
    expect(Number(getComputedStyle(report.getByText(/by leave of Ben/).element()).fontWeight)).toBeGreaterThanOrEqual(700);
    expect(document.activeElement).not.toBe(document.body);
    expect(await findings('.panel[data-panel="checklist-run"]')).toEqual([]);
  });
});

describe('coming back', () => {
  const last = { run: 'r0', at: '2026-08-12T09:00:00.000Z', note: null, evidence: [] };

  test('the answer of the run before is grey and counts only when it is given again', async () => {
    world.made.last = { V1: { ...last, given: { is: 'value', value: '9' }, result: 'pass', words: '9 blocks' } };
    await openRun();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    await at('Confirmations');
    await expect.element(page.getByText(/^Last time:/)).toBeVisible();
    await expect.element(page.getByLabelText('Value in blocks')).toHaveAttribute('placeholder', '9');
    await expect.element(page.getByText('4 items in the way of the signature')).toBeVisible();
    await userEvent.keyboard('y');
    await at('The network is');
    expect(given()).toEqual([['V1', { is: 'value', value: '9' }]]);
  });

  test('an interrupted part and a newer version are told, and work begins at the part', async () => {
    world.made.changes = {
      interruption: { chunk: 'facts', since: '2026-11-22T08:00:00.000Z', items: ['C1'] },
      newerVersion: 4,
      lastItem: 'V1',
    };
    await openRun();
    await at('The network is');
    await expect.element(page.getByText(/The part “Facts” was left unfinished/)).toBeVisible();
    await expect.element(page.getByText(/Version 4 of this checklist is there; this run keeps version 1/)).toBeVisible();
    await expect.element(page.getByRole('button', { name: /^V1/ }).getByText('answered last')).toBeVisible();
  });

  test('what was typed and not given is still there', async () => {
    await openRun();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    await at('Confirmations');
    await userEvent.keyboard('24{Escape}');
    await userEvent.keyboard('gj');
    await vi.waitFor(() => expect(location.hash).toBe('#/journal'), PATIENCE);
    await userEvent.keyboard('gc');
    await userEvent.click(page.getByRole('button', { name: /^Facts/ }));
    await expect.element(page.getByLabelText('Value in blocks')).toHaveValue('24');
  });
});

test('a run begun in error is declared void, with a reason', async () => {
  answers['checklists.voidRun'] = () => ({ ok: { run: 'r1' } });
  await openRun();
  await at('The trade is affirmed');
  await userEvent.keyboard('{End}');
  await userEvent.click(page.getByRole('button', { name: 'Declare this run void' }));
  await userEvent.keyboard('Begun for the wrong leg.{Enter}');
  await expect.element(page.getByText('Release, rehearsed for the workspace is void.').first()).toBeVisible();
  expect(asked('checklists.voidRun')).toEqual([{ run: 'r1', reason: 'Begun for the wrong leg.' }]);
});

test('the report is saved as PDF', async () => {
  world.made.changes = { state: 'signed' };
  await openRun();
  await userEvent.click(page.getByRole('button', { name: 'Save as PDF' }));
  await expect.element(page.getByText('Saved release.pdf.').first()).toBeVisible();
  expect(asked('checklists.report')).toEqual([{ run: 'r1', as: 'pdf' }]);
});

test.each(['light', 'dark'] as const)('axe finds nothing in a run, %s', async (theme) => {
  setPreferences({ theme });
  await openRun();
  await at('The trade is affirmed');
  expect(await findings('.panel[data-panel="checklist-run"]')).toEqual([]);
  await userEvent.keyboard('{ArrowDown}{ArrowDown}w');
  await expect.element(question('Confirmations')).toBeVisible();
  expect(await findings('.panel[data-panel="checklist-run"]')).toEqual([]);
  await userEvent.keyboard('{End}');
  await expect.element(page.getByRole('region', { name: 'What remains' })).toHaveFocus();
  expect(await findings('.panel[data-panel="checklist-run"]')).toEqual([]);
});
