import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { CHECKED_KINDS } from '../../shared/figures/index.ts';
import type { TemplateComplaints } from './template-complaints.ts';
import { emptySignature, type SignatureDraft, type TemplateDraft } from './template-draft.ts';
import { styleWords, subjectKindTitle, TEMPLATE_STYLES } from './words.ts';

interface TemplateWholeFormProps {
  readonly draft: TemplateDraft;
  readonly complaints: TemplateComplaints;
  /** The key of what exists already cannot be changed: runs and gates name it. */
  readonly keyIsFixed: boolean;
  readonly onChange: (changes: Partial<TemplateDraft>) => void;
}

/** What a checklist is for, when it is run, about what, and who signs it. */
export function TemplateWholeForm({ draft, complaints, keyIsFixed, onChange }: TemplateWholeFormProps) {
  return (
    <div className="item-form">
      <TextInput
        label="Title"
        value={draft.title}
        error={complaints.get('title')}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      <div className="form-fields">
        <TextInput
          label="Key"
          description={keyIsFixed ? 'runs and gates name it, so it stays' : 'capitals and hyphens, such as OWN-RELEASE'}
          value={draft.key}
          error={complaints.get('key')}
          readOnly={keyIsFixed}
          spellCheck={false}
          onChange={(event) => onChange({ key: event.currentTarget.value })}
        />
        <NativeSelect
          label="It is about"
          description="what a run is for"
          value={draft.about}
          data={CHECKED_KINDS.map((kind) => ({ value: kind, label: subjectKindTitle(kind) }))}
          onChange={(event) => onChange({ about: event.currentTarget.value as TemplateDraft['about'] })}
        />
        <NativeSelect
          label="How it is worked"
          value={draft.style}
          data={TEMPLATE_STYLES.map((style) => ({ value: style, label: styleWords(style) }))}
          onChange={(event) => onChange({ style: event.currentTarget.value as TemplateDraft['style'] })}
        />
        <TextInput
          label="When it is run"
          placeholder="before funds are released"
          value={draft.moment}
          error={complaints.get('moment')}
          onChange={(event) => onChange({ moment: event.currentTarget.value })}
        />
      </div>
      <Textarea
        label="What it is for"
        value={draft.says}
        error={complaints.get('says')}
        autosize
        minRows={2}
        onChange={(event) => onChange({ says: event.currentTarget.value })}
      />
      <Textarea
        label="What the signer states"
        value={draft.statement}
        error={complaints.get('statement')}
        autosize
        minRows={2}
        onChange={(event) => onChange({ statement: event.currentTarget.value })}
      />
      <Signatures signatures={draft.signatures} complaints={complaints} onChange={(signatures) => onChange({ signatures })} />
      <div className="form-fields">
        <TextInput
          label="Due again after, days"
          description="empty: never"
          inputMode="numeric"
          value={draft.renewAfterDays}
          error={complaints.get('renewAfterDays')}
          onChange={(event) => onChange({ renewAfterDays: event.currentTarget.value })}
        />
        <TextInput
          label="Interruption, minutes"
          description="after a longer one the part is asked again"
          inputMode="numeric"
          value={draft.repeatAfterMinutes}
          error={complaints.get('repeatAfterMinutes')}
          onChange={(event) => onChange({ repeatAfterMinutes: event.currentTarget.value })}
        />
        <TextInput
          label="Too fast, ms an item"
          description="below this median the report says so"
          inputMode="numeric"
          value={draft.tooFastMilliseconds}
          error={complaints.get('tooFastMilliseconds')}
          onChange={(event) => onChange({ tooFastMilliseconds: event.currentTarget.value })}
        />
      </div>
    </div>
  );
}

interface SignaturesProps {
  readonly signatures: readonly SignatureDraft[];
  readonly complaints: TemplateComplaints;
  readonly onChange: (signatures: readonly SignatureDraft[]) => void;
}

function Signatures({ signatures, complaints, onChange }: SignaturesProps) {
  const change = (at: number, changes: Partial<SignatureDraft>) =>
    onChange(signatures.map((signature, index) => (index === at ? { ...signature, ...changes } : signature)));
  return (
    <fieldset className="options">
      <legend>Who signs, in this order</legend>
      {signatures.map((signature, index) => (
        <div key={signature.handle} className="signature-row">
          <span className="muted">{index + 1}</span>
          <TextInput
            aria-label={`Role of signature ${index + 1}`}
            placeholder="trader"
            value={signature.role}
            error={complaints.get(`${signature.handle}.role`)}
            onChange={(event) => change(index, { role: event.currentTarget.value })}
          />
          <Checkbox
            label="somebody else than before"
            disabled={index === 0}
            checked={signature.differs}
            onChange={(event) => change(index, { differs: event.currentTarget.checked })}
          />
          <button
            type="button"
            className="quiet"
            disabled={signatures.length === 1}
            aria-label={`Remove signature ${index + 1}`}
            onClick={() => onChange(signatures.toSpliced(index, 1))}
          >
            Remove
          </button>
        </div>
      ))}
      <button
        type="button"
        className="way"
        disabled={signatures.length >= 4}
        onClick={() => onChange([...signatures, { ...emptySignature(), differs: true }])}
      >
        Add a signature
      </button>
    </fieldset>
  );
}
