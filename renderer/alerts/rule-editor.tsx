import { type FormEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { parseRule, presetValuesIn, PRESETS, type RuleTerms, ruleText, ruleWords } from '../../shared/alerts/index.ts';
import type { Refusal } from '../../shared/figures/index.ts';
import { ExpressionField, useVocabulary } from '../expressions/index.ts';
import { focusComplaint } from '../forms/focus-complaint.ts';
import { FormSentence } from '../forms/form-sentence.tsx';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { PrintHead } from '../frame/print-head.tsx';
import { useMetrics } from '../metrics/index.ts';
import { usePreferences } from '../window/preferences.ts';
import { asksAmounts, withoutAmounts } from './discreet.ts';
import { MatchingLine } from './matching-line.tsx';
import { PresetFields } from './preset-fields.tsx';
import { readRule, type RuleDraft, titleOf } from './rule-draft.ts';
import { RuleForm } from './rule-form.tsx';
import { RuleRehearsal } from './rule-rehearsal.tsx';
import { ScopeField } from './scope-field.tsx';
import { ThenFields } from './then-fields.tsx';
import { useScopeTitle } from './scope-title.ts';
import './rule-editor.css';

interface RuleEditorProps {
  readonly panel: string;
  readonly title: string;
  readonly draft: RuleDraft;
  readonly resumed: boolean;
  readonly set: (next: RuleDraft | ((before: RuleDraft) => RuleDraft)) => void;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  readonly armed: boolean;
  readonly onSave: (terms: RuleTerms, arm: boolean) => void;
  readonly onCancel: () => void;
  /** What else can be done with it. */
  readonly ways?: ReactNode;
  readonly children?: ReactNode;
}

/** A rule in fields and as text, which are one; with the sentence it means, what it is about, and what it would have done. */
export function RuleEditor(props: RuleEditorProps) {
  const { title, draft, resumed, set, busy, refusal, armed, onSave, onCancel, ways, children } = props;
  const { kind } = draft.about;
  const vocabulary = useVocabulary(kind);
  const metrics = useMetrics();
  const own = useMemo(() => metrics.filter(({ subject }) => subject === kind), [metrics, kind]);
  const form = useRef<HTMLFormElement>(null);
  const [tried, setTried] = useState(false);
  const parsed = useMemo(
    () => (vocabulary === null || draft.rule.trim() === '' ? null : parseRule(draft.rule, vocabulary)),
    [draft.rule, vocabulary],
  );
  const rule = parsed !== null && 'ok' in parsed ? parsed.ok : null;
  const notes = parsed !== null && 'ok' in parsed ? parsed.notes : [];
  const preset = PRESETS.find(({ id }) => id === draft.preset);
  // Also a text that means nothing, because one bound lies beyond the other, keeps the preset's fields.
  const reading = preset === undefined ? null : presetValuesIn(preset, rule === null ? draft.rule.trim() : ruleText(rule));
  const discreet = usePreferences((state) => state.discreet);
  const hides = discreet && asksAmounts(draft.rule, kind, own);
  const scope = useScopeTitle(draft.about);
  const spoken = (name: string) =>
    scope.short === '' ? name : kind === 'pair' && name === 'price' ? scope.short : `the ${name} of ${scope.short}`;
  const suggested = titleOf(draft.rule, vocabulary, scope.short);
  const read = useMemo(() => readRule(draft, vocabulary, suggested), [draft, vocabulary, suggested]);
  const lack = 'complaints' in read ? Object.values(read.complaints)[0] : undefined;
  const change = (changes: Partial<RuleDraft>) => set((before) => ({ ...before, ...changes }));

  function save(arm: boolean): void {
    setTried(true);
    if ('terms' in read) onSave(read.terms, arm);
    else focusComplaint(form.current);
  }

  return (
    <div className="panel-body">
      <PrintHead title={`Alert rule: ${draft.title.trim() === '' ? suggested : draft.title}`} />
      <header className="panel-head">
        <h1>{title}</h1>
        {ways && <span className="right actions not-printed">{ways}</span>}
      </header>
      <form
        ref={form}
        className="rule-editor"
        aria-label={title}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          save(true);
        }}
      >
        <FormSentence resumed={resumed} lack={lack}>
          {rule !== null && 'terms' in read ? (
            <>
              {capital(hides ? withoutAmounts(ruleWords(rule, spoken)) : ruleWords(rule, spoken))}
              {scope.short === '' && ` — ${scope.long}`}.<span className="muted"> {notes.join(' ')}</span>
            </>
          ) : null}
        </FormSentence>
        <ExpressionField
          kind="rule"
          label="The rule as text"
          vocabulary={vocabulary}
          value={draft.rule}
          onChange={(text) => change({ rule: text, fields: null })}
          onSubmit={() => save(true)}
          placeholder="peg < 0.98 for 2h clear > 0.99 severity high"
          empty="Write it here, or in the fields below: they are the same rule."
        />
        {draft.note !== '' && <p className="rule-note">{draft.note}</p>}
        <MatchingLine about={draft.about} rule={rule === null ? null : ruleText(rule)} />
        <div className="rule-halves">
          <div className="rule-form">
            <ScopeField about={draft.about} metrics={metrics} onChange={(about) => change({ about })} />
            {preset !== undefined && reading !== null && (
              <PresetFields preset={preset} reading={reading} onText={(text) => change({ rule: text, fields: null })} />
            )}
            {vocabulary !== null && (
              <RuleForm
                hasNumbers={reading !== null}
                kind={kind}
                metrics={own}
                vocabulary={vocabulary}
                rule={rule}
                fields={draft.fields}
                onFields={(fields, text) => change({ fields, rule: text })}
              />
            )}
            <ThenFields draft={draft} suggestedTitle={suggested} onChange={change} />
          </div>
          <RuleRehearsal
            about={draft.about}
            rule={rule}
            vocabulary={vocabulary}
            metrics={own}
            onRule={(next) => change({ rule: ruleText(next), fields: null })}
          />
        </div>
        {tried && lack !== undefined && (
          <p className="refusal" role="alert">
            {lack}
          </p>
        )}
        {refusal && <RefusalLine refusal={refusal} />}
        <div className="actions not-printed">
          <button type="submit" className="main" disabled={busy}>
            {armed ? 'Save' : 'Save and arm'}
          </button>
          {!armed && (
            <button type="button" disabled={busy} onClick={() => save(false)}>
              Save without arming
            </button>
          )}
          <button type="button" onClick={onCancel}>
            Cancel
          </button>
        </div>
        {children}
      </form>
    </div>
  );
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
