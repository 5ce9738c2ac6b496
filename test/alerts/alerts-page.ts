import { afterEach, beforeEach } from 'vitest';
import { type AlertsView, useAlertsView } from '../../renderer/alerts/view.ts';
import { setPreferences } from '../../renderer/window/preferences.ts';
import { type AnsweringBridge, answeringBridge, type Answers } from '../frame/answering-bridge.ts';
import { madeAnswers } from '../frame/made-answers.ts';
import { closeWindow, expectSilence } from '../frame/page.tsx';
import { alertAnswers, type FiringLine, madeRule, type RuleLine } from './made-alerts.ts';

interface AlertsPage {
  /** What has fired; each test begins with nothing, and one rule. */
  readonly firings: FiringLine[];
  readonly rules: RuleLine[];
  /** What the engine answers; each test begins with what was made. */
  readonly answers: Answers;
  readonly bridge: AnsweringBridge;
  /** With what a procedure was called, in order. */
  readonly callsOf: (path: string) => readonly unknown[];
}

/** A window over made alerts, the same before each test of a file; what complains while a test runs fails it. */
export function alertsPage(view: Partial<AlertsView> = {}): AlertsPage {
  const firings: FiringLine[] = [];
  const rules: RuleLine[] = [];
  const answers: Answers = { ...madeAnswers(), ...alertAnswers(firings, rules) };
  const bridge = answeringBridge(answers);
  const quiet = { ...answers };
  const first = useAlertsView.getInitialState();
  let checkSilence: () => void;
  beforeEach(() => {
    checkSilence = expectSilence();
    for (const path of Object.keys(answers)) delete answers[path];
    Object.assign(answers, quiet);
    useAlertsView.setState({ ...first, ...view }, true);
    firings.length = 0;
    rules.splice(0, rules.length, madeRule('r1'));
    setPreferences({ theme: 'light', discreet: false });
    bridge.forget();
  });
  afterEach(() => {
    closeWindow();
    checkSilence();
  });
  return {
    firings,
    rules,
    answers,
    bridge,
    callsOf: (path) => bridge.calls.filter((call) => call.path === path).map(({ input }) => input),
  };
}
