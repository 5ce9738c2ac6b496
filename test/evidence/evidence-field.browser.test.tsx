import { QueryClientProvider } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { queries } from '../../renderer/engine/reading.ts';
import { EvidenceField } from '../../renderer/evidence/index.ts';
import { listenForDrops } from '../../renderer/imports/index.ts';
import { setPreferences } from '../../renderer/window/preferences.ts';
import type { EvidenceEntry, EvidenceRef, EvidenceState } from '../../shared/evidence/index.ts';
import { answeringBridge } from '../frame/answering-bridge.ts';
import { expectSilence, findings } from '../frame/page.tsx';

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const CONTENTS: Readonly<Record<string, string>> = { 'e-png': PNG, 'e-txt': btoa('The desk agreed: 61,250.'), 'e-pdf': btoa('%PDF-1.4') };

function entry(evidence: string, name: string, mediaType: string, hash: string): EvidenceEntry {
  return {
    evidence,
    sha256: hash.repeat(64),
    name,
    mediaType,
    bytes: 1_200,
    capturedAt: '2026-11-20T10:00:00.000Z',
    keptAt: '2026-11-20T10:05:00.000Z',
    origin: 'chat with the desk',
    note: '',
    removed: false,
  };
}

const ENTRIES = [
  entry('e-png', 'chat.png', 'image/png', 'a'),
  entry('e-txt', 'notes.txt', 'text/plain', 'b'),
  entry('e-pdf', 'terms.pdf', 'application/pdf', 'c'),
  entry('e-bad', 'forged.pdf', 'application/pdf', 'd'),
];
let states: Record<string, EvidenceState> = {};
let kept = 0;

const bridge = answeringBridge({
  'evidence.state': ({ ids }: { ids: string[] }) =>
    ENTRIES.filter(({ evidence }) => ids.includes(evidence)).map((each) =>
      Object.assign({}, each, { state: states[each.evidence] ?? 'kept' }),
    ),
  'evidence.read': ({ evidence }: { evidence: string }) => ({
    entry: ENTRIES.find((each) => each.evidence === evidence) ?? null,
    content: CONTENTS[evidence] ?? null,
    message: CONTENTS[evidence] === undefined ? 'The bytes of forged.pdf are not those that were kept.' : null,
  }),
  'evidence.keep': ({ name }: { name: string }) => {
    kept += 1;
    if (name.endsWith('.pdf'))
      return { error: { code: 'other-content', message: `${name} says that it is a PDF, but its content is plain text.` } };
    const made = entry(`e-new-${kept}`, name, 'text/plain', 'e');
    ENTRIES.push(made);
    return { ok: made };
  },
  'workspace.unlock': () => {
    states = {};
    return { ok: { set: true, unlocked: true, since: null, sealed: 1, plain: 0, openBackups: [] } };
  },
});

const refOf = (evidence: string): EvidenceRef => ({
  evidence,
  sha256: ENTRIES.find((each) => each.evidence === evidence)?.sha256 ?? 'f'.repeat(64),
});

/** A field as a checklist holds it: it keeps the references. */
function Held({ ids, writable = true }: { readonly ids: readonly string[]; readonly writable?: boolean }) {
  const [refs, setRefs] = useState(() => ids.map(refOf));
  const changing = writable
    ? {
        onAdd: (ref: EvidenceRef) => setRefs((before) => [...before, ref]),
        onRemove: (gone: EvidenceRef) => setRefs((before) => before.filter((ref) => ref.evidence !== gone.evidence)),
      }
    : {};
  return <EvidenceField label="Proof of the price" evidence={refs} {...changing} />;
}

/** The same in the middle of an item that takes files as a whole. */
function HeldInItem() {
  const item = useRef<HTMLElement>(null);
  const [refs, setRefs] = useState<readonly EvidenceRef[]>([]);
  return (
    <section ref={item} aria-label="Item">
      <input aria-label="Value" />
      <EvidenceField
        label="Proof of the price"
        evidence={refs}
        onAdd={(ref) => setRefs((before) => [...before, ref])}
        around={item}
        compact
      />
    </section>
  );
}

let root: Root;
let checkSilence: () => void;
let stopDrops: () => void;
const imported: File[] = [];

function draw(ids: readonly string[], writable = true): void {
  root.render(
    <QueryClientProvider client={queries}>
      <main>
        <h1>A run</h1>
        <Held ids={ids} writable={writable} />
      </main>
    </QueryClientProvider>,
  );
}

beforeEach(() => {
  checkSilence = expectSilence();
  states = {};
  kept = 0;
  ENTRIES.length = 4;
  imported.length = 0;
  bridge.forget();
  queries.clear();
  document.body.innerHTML = '<div id="root"></div>';
  root = createRoot(document.getElementById('root')!);
  stopDrops = listenForDrops((files) => imported.push(...files));
});
afterEach(() => {
  stopDrops();
  root.unmount();
  setPreferences({ theme: 'light' });
  checkSilence();
});

const field = () => page.getByRole('group', { name: 'Proof of the price' });
const taking = () => page.getByRole('button', { name: /^Drop files here/ });
const inputs = (path: string) => bridge.calls.filter((call) => call.path === path).map(({ input }) => input as Record<string, unknown>);

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function dropped(files: readonly File[]): DataTransfer {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  return transfer;
}

describe('the list', () => {
  test('says how each file is found, an entry that is gone and one that names other bytes among them', async () => {
    states = { 'e-bad': 'altered', 'e-pdf': 'locked' };
    draw(['e-png', 'e-pdf', 'e-bad', 'e-nobody']);
    const row = (text: string) => field().getByRole('listitem').filter({ hasText: text });
    await expect.element(row('chat.png').getByText('kept')).toBeVisible();
    await expect.element(row('terms.pdf').getByText('locked')).toBeVisible();
    await expect.element(row('forged.pdf').getByText('altered')).toBeVisible();
    await expect.element(row('ffffffff').getByText('missing')).toBeVisible();
  });

  test('lets nothing be added or removed where it may not', async () => {
    draw(['e-png'], false);
    await expect.element(field().getByRole('button', { name: 'chat.png' })).toBeVisible();
    expect(taking().query()).toBeNull();
    expect(page.getByRole('button', { name: 'Remove chat.png' }).query()).toBeNull();
  });

  test('asks for the passphrase where something is locked, and reads again when it is given', async () => {
    states = { 'e-pdf': 'locked' };
    draw(['e-pdf']);
    await page.getByLabelText('Passphrase').fill('otter velvet');
    await userEvent.keyboard('{Enter}');
    await expect.element(field().getByText('kept')).toBeVisible();
    expect(inputs('workspace.unlock')).toEqual([{ passphrase: 'otter velvet' }]);
    expect(page.getByLabelText('Passphrase').query()).toBeNull();
  });
});

describe('a file', () => {
  test('that is dropped is kept, and is no import', async () => {
    draw([]);
    await expect.element(taking()).toBeVisible();
    const transfer = dropped([new File(['a,b'], 'table.csv', { type: 'text/csv' })]);
    taking()
      .element()
      .dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    await expect.element(field().getByRole('button', { name: 'table.csv', exact: true })).toBeVisible();
    expect(inputs('evidence.keep')).toEqual([{ content: btoa('a,b'), name: 'table.csv' }]);
    expect(imported).toEqual([]);
  });

  test('is kept once, wherever in the item around the field it is dropped', async () => {
    root.render(
      <QueryClientProvider client={queries}>
        <HeldInItem />
      </QueryClientProvider>,
    );
    const compact = page.getByRole('button', { name: /^Attach a file/ });
    await expect.element(page.getByRole('region', { name: 'Item' })).toHaveAttribute('data-takes-files');
    for (const target of [compact.element(), page.getByLabelText('Value').element()]) {
      const transfer = dropped([new File(['a,b'], 'table.csv', { type: 'text/csv' })]);
      target.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }
    await expect.element(field().getByRole('button', { name: 'table.csv', exact: true }).nth(1)).toBeVisible();
    expect(inputs('evidence.keep')).toHaveLength(2);
    expect(imported).toEqual([]);
  });

  test('is no text that is pasted into a field of the item', async () => {
    root.render(
      <QueryClientProvider client={queries}>
        <HeldInItem />
      </QueryClientProvider>,
    );
    await expect.element(page.getByLabelText('Value')).toBeVisible();
    const transfer = new DataTransfer();
    transfer.setData('text/plain', '61250');
    const paste = new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true });
    page.getByLabelText('Value').element().dispatchEvent(paste);
    expect(paste.defaultPrevented).toBe(false);
    expect(inputs('evidence.keep')).toEqual([]);
  });

  test('that is pasted gets a name that says when', async () => {
    draw([]);
    await expect.element(taking()).toBeVisible();
    taking().element().focus();
    const transfer = dropped([new File([bytesOf(PNG)], 'image.png', { type: 'image/png' })]);
    taking()
      .element()
      .dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));
    await expect.element(field().getByRole('button', { name: /^pasted \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.png$/ })).toBeVisible();
    expect(inputs('evidence.keep')[0]?.['content']).toBe(PNG);
  });

  test('as a text that is pasted becomes a file of text', async () => {
    draw([]);
    await expect.element(taking()).toBeVisible();
    const transfer = new DataTransfer();
    transfer.setData('text/plain', 'Agreed at 61,250');
    taking()
      .element()
      .dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));
    await expect.element(field().getByRole('button', { name: /^pasted .*\.txt$/ })).toBeVisible();
  });

  test('that is refused says why, and the others are kept all the same', async () => {
    draw([]);
    await expect.element(taking()).toBeVisible();
    const huge = new File(['x'], 'film.mov');
    Object.defineProperty(huge, 'size', { value: 2 ** 31 });
    const transfer = dropped([new File(['words'], 'terms.pdf'), new File(['a'], 'a.txt')]);
    const event = new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true });
    Object.defineProperty(event, 'dataTransfer', { value: { files: [huge, ...transfer.files], types: ['Files'] } });
    taking().element().dispatchEvent(event);
    await expect.element(field().getByText(/film\.mov has 2,147\.5 MB; at most 100 MB are kept/)).toBeVisible();
    await expect.element(field().getByText(/terms\.pdf says that it is a PDF/)).toBeVisible();
    await expect.element(field().getByRole('button', { name: 'a.txt', exact: true })).toBeVisible();
    expect(inputs('evidence.keep').map(({ name }) => name)).toEqual(['terms.pdf', 'a.txt']);
  });

  test('is opened, looked at and closed, and removed, by keyboard alone', async () => {
    draw(['e-png', 'e-txt', 'e-pdf', 'e-bad']);
    await expect.element(field().getByRole('button', { name: 'chat.png', exact: true })).toBeVisible();
    const press = async (name: string) => {
      field().getByRole('button', { name, exact: true }).element().focus();
      await userEvent.keyboard('{Enter}');
    };
    const dialog = page.getByRole('dialog');
    await press('chat.png');
    await vi.waitFor(() => expect((dialog.getByRole('img', { name: 'chat.png' }).element() as HTMLImageElement).naturalWidth).toBe(1));
    await expect.element(dialog.getByText('PNG image, 1 kB')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(dialog).not.toBeInTheDocument();
    await press('notes.txt');
    await expect.element(dialog.getByRole('textbox', { name: 'Text of notes.txt' })).toHaveValue('The desk agreed: 61,250.');
    await userEvent.keyboard('{Escape}');
    await press('terms.pdf');
    await expect.element(dialog.getByText(/is not shown here/)).toBeVisible();
    await expect.element(dialog.getByRole('button', { name: 'Save a copy' })).toBeEnabled();
    await userEvent.keyboard('{Escape}');
    await press('forged.pdf');
    await expect.element(dialog.getByText(/are not those that were kept/)).toBeVisible();
    await expect.element(dialog.getByRole('button', { name: 'Save a copy' })).toBeDisabled();
    await userEvent.keyboard('{Escape}');
    await press('Remove notes.txt');
    await expect.element(field().getByText('notes.txt')).not.toBeInTheDocument();
  });
});

test.each(['light', 'dark'] as const)('axe finds nothing, in the list, the passphrase and the view, %s', async (theme) => {
  setPreferences({ theme });
  states = { 'e-bad': 'altered', 'e-pdf': 'locked' };
  draw(['e-png', 'e-txt', 'e-pdf', 'e-bad', 'e-nobody']);
  await expect.element(field().getByText('missing')).toBeVisible();
  expect(await findings('main')).toEqual([]);
  await field().getByRole('button', { name: 'notes.txt', exact: true }).click();
  await expect.element(page.getByRole('textbox', { name: 'Text of notes.txt' })).toBeVisible();
  expect(await findings('dialog')).toEqual([]);
});
