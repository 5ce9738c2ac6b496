import { useEffect, useRef } from 'react';
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { Item } from '../../shared/checklists/index.ts';
import { ConditionForm } from './condition-form.tsx';
import { ItemKindFields } from './item-kind-fields.tsx';
import type { ItemDraft } from './template-draft.ts';
import type { TemplateComplaints } from './template-complaints.ts';
import { ITEM_KINDS, kindWords } from './words.ts';

interface ItemFormProps {
  readonly item: ItemDraft;
  readonly earlier: readonly string[];
  readonly complaints: TemplateComplaints;
  /** It was just added: the hands go on in it. */
  readonly fresh: boolean;
  readonly onChange: (changes: Partial<ItemDraft>) => void;
}

/** One item of a checklist: what is asked, why, when it passes and whether it stops the signature. */
export function ItemForm({ item, earlier, complaints, fresh, onChange }: ItemFormProps) {
  const text = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (fresh) text.current?.focus();
  }, [fresh]);
  const complaint = (field: keyof ItemDraft) => complaints.get(`${item.handle}.${field}`);
  return (
    <div className="item-form">
      <div className="form-fields">
        <NativeSelect
          label="Kind"
          value={item.kind}
          data={ITEM_KINDS.map((kind) => ({ value: kind, label: kindWords(kind) }))}
          onChange={(event) => onChange({ kind: event.currentTarget.value as ItemDraft['kind'] })}
        />
        <TextInput
          label="Id"
          description="answers and statistics name it: keep it over versions"
          value={item.id}
          error={complaint('id')}
          spellCheck={false}
          onChange={(event) => onChange({ id: event.currentTarget.value })}
        />
      </div>
      <Textarea
        ref={text}
        label="What is asked"
        description="with the state or value that is wanted: “withdrawal allow-list on”, not “allow-list checked”"
        value={item.text}
        error={complaint('text')}
        autosize
        minRows={1}
        maxRows={4}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
      <Textarea
        label="Why"
        description="one or two sentences; shown by a key while it is answered"
        value={item.why}
        error={complaint('why')}
        autosize
        minRows={1}
        maxRows={6}
        onChange={(event) => onChange({ why: event.currentTarget.value })}
      />
      <ItemKindFields item={item} complaints={complaints} onChange={onChange} />
      <div className="form-fields">
        <TextInput
          label="Source"
          description="where the rule comes from"
          value={item.source}
          error={complaint('source')}
          onChange={(event) => onChange({ source: event.currentTarget.value })}
        />
        <NativeSelect
          label="Files beside the answer"
          value={item.attach}
          data={[
            { value: 'optional', label: 'may be attached' },
            { value: 'required', label: 'must be attached' },
          ]}
          onChange={(event) => onChange({ attach: event.currentTarget.value as Item['attach'] })}
        />
        <TextInput
          label="The answer stands for"
          description="empty: as long as its run"
          inputMode="numeric"
          value={item.validAmount}
          error={complaints.get(`${item.handle}.validFor`)}
          onChange={(event) => onChange({ validAmount: event.currentTarget.value })}
        />
        <NativeSelect
          label="in"
          description="unit"
          value={item.validUnit}
          data={['minutes', 'hours', 'days']}
          onChange={(event) => onChange({ validUnit: event.currentTarget.value as ItemDraft['validUnit'] })}
        />
      </div>
      <div className="item-flags">
        <Checkbox
          label="Critical"
          description="failed or unanswered, it stops the signature"
          checked={item.critical}
          onChange={(event) => onChange({ critical: event.currentTarget.checked })}
        />
        <Checkbox
          label="Killer item"
          description="alone on its screen"
          checked={item.killer}
          onChange={(event) => onChange({ killer: event.currentTarget.checked })}
        />
        <Checkbox
          label="May be not applicable"
          description="always with a reason"
          checked={item.notApplicable}
          onChange={(event) => onChange({ notApplicable: event.currentTarget.checked })}
        />
      </div>
      <ConditionForm
        label="It is asked"
        condition={item.condition}
        earlier={earlier}
        optional
        complaint={complaint('condition')}
        onChange={(condition) => onChange({ condition })}
      />
    </div>
  );
}
