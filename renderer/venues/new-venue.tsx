import { Textarea } from '@mantine/core';
import { type DragEvent, useRef, useState } from 'react';
import type { VenueDetails } from '../../shared/venues/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { EntryForm } from '../forms/entry-form.tsx';
import { FormFoot } from '../forms/form-foot.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { Tabs } from '../lists/index.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft } from '../window/kept-draft.ts';
import { say } from '../window/notices.ts';
import { closeBeside } from '../window/places.ts';
import { DETAILS_FIELDS, detailsSentence, emptyDetails, readDetails } from './details-fields.ts';
import { openVenue } from './ways.ts';

const FORM = 'venues.new';
/** A venue's file is a few kilobytes; what is larger is something else. */
const LARGEST = 1_000_000;

/** A venue or desk of one's own, by form or by JSON. */
export function NewVenue() {
  const [way, setWay] = useState<'form' | 'json'>('form');
  const cancel = () => {
    forgetDraft(FORM);
    closeBeside('venue');
  };
  useEscape(true, cancel);
  return (
    <>
      <header className="panel-head">
        <h1>New venue</h1>
      </header>
      <Tabs
        label="How to enter it"
        tabs={[
          { name: 'form', title: 'By form' },
          { name: 'json', title: 'From JSON' },
        ]}
        chosen={way}
        onChoose={setWay}
      >
        <div className="panel-body">{way === 'form' ? <ByForm cancel={cancel} /> : <FromJson cancel={cancel} />}</div>
      </Tabs>
    </>
  );
}

function ByForm({ cancel }: { readonly cancel: () => void }) {
  const { carry, busy, refusal } = useCarrying(api.venues.add.mutate);
  async function add(details: VenueDetails): Promise<void> {
    const added = await carry({ details });
    if (added === null) return;
    forgetDraft(FORM);
    openVenue(added.venue, details.name);
    sayChanged(`${details.name} is added. Its gates cannot decide before you enter what they ask for.`);
  }
  return (
    <EntryForm<VenueDetails>
      form={FORM}
      label="New venue"
      does="Add the venue"
      first={emptyDetails()}
      fields={() => DETAILS_FIELDS}
      read={readDetails}
      says={detailsSentence}
      busy={busy}
      refusal={refusal}
      onSave={(details) => void add(details)}
      onCancel={cancel}
    />
  );
}

function FromJson({ cancel }: { readonly cancel: () => void }) {
  const [content, setContent] = useState('');
  const picker = useRef<HTMLInputElement>(null);
  const { carry, busy, refusal } = useCarrying(api.venues.importVenue.mutate);
  async function take(file: File | undefined): Promise<void> {
    if (!file) return;
    if (file.size > LARGEST)
      say({ tone: 'refused', text: `${file.name} has ${file.size.toLocaleString()} bytes; a venue’s file has at most a million.` });
    else setContent(await file.text());
  }
  async function add(): Promise<void> {
    const added = await carry({ content });
    if (added === null) return;
    openVenue(added.venue, added.name);
    sayChanged(added.replaced ? `What is said of ${added.name} is replaced.` : `${added.name} is added.`);
  }
  function onDrop(event: DragEvent): void {
    event.preventDefault();
    void take(event.dataTransfer.files[0]);
  }
  return (
    <form
      className="form"
      aria-label="New venue from JSON"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <p className="form-sentence">
        Paste or drop a file of the form <code>countinghouse-venue/1</code>, as the export of a venue writes it. With the id of a venue that
        is there, what is said of that one is replaced; it can be undone.
      </p>
      <Textarea
        label="JSON"
        autosize
        minRows={10}
        maxRows={24}
        spellCheck={false}
        className="venue-json"
        value={content}
        onChange={(event) => setContent(event.currentTarget.value)}
        data-takes-files=""
        onDrop={onDrop}
        onDragOver={(event) => event.preventDefault()}
      />
      <input
        ref={picker}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label="Choose a JSON file"
        onChange={(event) => void take(event.currentTarget.files?.[0])}
      />
      <button type="button" className="drop-target" onClick={() => picker.current?.click()}>
        Choose a JSON file
      </button>
      <FormFoot does="Add the venue" busy={busy || content.trim() === ''} refusal={refusal} onCancel={cancel} />
    </form>
  );
}
