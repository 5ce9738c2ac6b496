import { useMemo } from 'react';
import type { RuleTerms } from '../../shared/alerts/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { sayChanged } from '../forms/say-changed.ts';
import { type Command, useCommands } from '../window/commands.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft, useKeptDraft } from '../window/kept-draft.ts';
import { closeBeside } from '../window/places.ts';
import type { RuleDetail } from './readings.ts';
import type { RuleDraft } from './rule-draft.ts';
import { RuleEditor } from './rule-editor.tsx';
import { armRule, disarmRule, duplicateRule, removeRule } from './rule-hands.ts';
import { WatchesSection } from './watches-section.tsx';
import { RuleStanding } from './rule-standing.tsx';

interface EditRuleProps {
  readonly panel: string;
  readonly detail: RuleDetail;
}

/** A rule as it stands, to be looked at and changed: a change of what it evaluates begins it anew, a change of its title or note does not. */
export function EditRule({ panel, detail }: EditRuleProps) {
  const { rule, version, terms, armedAt } = detail;
  const form = `alerts.edit.${rule}.${version}`;
  const { draft, set, resumed } = useKeptDraft<RuleDraft>(form, () => ({ ...terms, fields: null }));
  const { carry, busy, refusal } = useCarrying(api.alerts.write.mutate);
  const changed = JSON.stringify({ ...draft, fields: null }) !== JSON.stringify({ ...terms, fields: null });
  const cancel = () => {
    forgetDraft(form);
    set({ ...terms, fields: null });
    if (!changed) closeBeside('alert-rule');
  };
  useEscape(true, cancel);
  const commands = useMemo<readonly Command[]>(() => {
    const group = 'Rule';
    return [
      {
        id: 'alerts.arm',
        title: 'Arm or disarm',
        group,
        keys: ['a'],
        run: () => void (armedAt === null ? armRule({ rule, terms }) : disarmRule({ rule, terms })),
      },
      { id: 'alerts.duplicate', title: 'Duplicate the rule', group, keys: ['d'], run: () => duplicateRule({ rule, terms }) },
    ];
  }, [rule, terms, armedAt]);
  useCommands(panel, commands);

  async function save(next: RuleTerms, arm: boolean): Promise<void> {
    if ((await carry({ rule, terms: next, arm })) === null) return;
    forgetDraft(form);
    sayChanged(`“${next.title}” is changed.`);
  }
  async function remove(): Promise<void> {
    await removeRule({ rule, terms });
    closeBeside('alert-rule');
  }

  return (
    <RuleEditor
      panel={panel}
      title={terms.title}
      draft={draft}
      resumed={resumed && changed}
      set={set}
      busy={busy}
      refusal={refusal}
      armed={armedAt !== null}
      onSave={(next, arm) => void save(next, arm)}
      onCancel={cancel}
      ways={
        <>
          <span className="rule-standing">
            <RuleStanding line={detail} />
          </span>
          <button type="button" onClick={() => void (armedAt === null ? armRule(detail) : disarmRule(detail))}>
            {armedAt === null ? 'Arm' : 'Disarm'} <kbd>a</kbd>
          </button>
          <button type="button" onClick={() => duplicateRule(detail)}>
            Duplicate <kbd>d</kbd>
          </button>
          <button type="button" onClick={() => void remove()}>
            Remove
          </button>
        </>
      }
    >
      <WatchesSection detail={detail} />
    </RuleEditor>
  );
}
