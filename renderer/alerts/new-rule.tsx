import { useState } from 'react';
import type { RuleTerms } from '../../shared/alerts/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { sayChanged } from '../forms/say-changed.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft, useKeptDraft } from '../window/kept-draft.ts';
import { closeBeside } from '../window/places.ts';
import { PresetGallery } from './preset-gallery.tsx';
import { draftOf, presetDraft, type RuleDraft } from './rule-draft.ts';
import { RuleEditor } from './rule-editor.tsx';
import { openRule, type RuleBeginning } from './ways.ts';

interface NewRuleProps {
  readonly panel: string;
  readonly beginning: RuleBeginning;
}

/** A rule that is being written. What was typed waits, if something else is looked up meanwhile. */
export function NewRule({ panel, beginning }: NewRuleProps) {
  const form = `alerts.new.${JSON.stringify(beginning)}`;
  const { draft, set, resumed } = useKeptDraft<RuleDraft>(form, () => draftOf(beginning));
  // What was begun by another screen is known already; an empty beginning begins with what is common.
  const [choosing, setChoosing] = useState(() => Object.keys(beginning).length === 0 && !resumed);
  const { carry, busy, refusal } = useCarrying(api.alerts.write.mutate);
  const cancel = () => {
    forgetDraft(form);
    closeBeside('alert-rule');
  };
  useEscape(true, cancel);

  async function save(terms: RuleTerms, arm: boolean): Promise<void> {
    const written = await carry({ terms, arm });
    if (written === null) return;
    forgetDraft(form);
    openRule(written.rule, terms.title);
    sayChanged(arm ? `“${terms.title}” is armed.` : `“${terms.title}” is kept, and not armed.`);
  }

  if (choosing) {
    return (
      <PresetGallery
        onCancel={cancel}
        onChoose={(preset) => {
          if (preset !== null) set(presetDraft(preset));
          setChoosing(false);
        }}
      />
    );
  }
  return (
    <RuleEditor
      panel={panel}
      title="New rule"
      draft={draft}
      resumed={resumed}
      set={set}
      busy={busy}
      refusal={refusal}
      armed={false}
      onSave={(terms, arm) => void save(terms, arm)}
      onCancel={cancel}
    />
  );
}
