import { useState } from 'react';
import type { TestResult } from '../../shared/delivery/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { useNow } from '../window/clock.ts';
import { ChannelForm } from './channel-form.tsx';
import type { ChannelLine } from './readings.ts';
import { attemptSays, channelSays, KINDS, secretSays, standingSays } from './words.ts';

interface ChannelRowProps {
  readonly channel: ChannelLine;
  readonly editing: boolean;
  readonly edit: (open: boolean) => void;
}

/** One channel: what it sends, how it stands, and what can be done with it. */
export function ChannelRow({ channel, editing, edit }: ChannelRowProps) {
  const { terms, destination, secret, address, secretName, obstacle, tested } = channel;
  const { name } = terms;
  const now = useNow();
  const [result, setResult] = useState<TestResult | null>(null);
  const test = useCarrying(api.delivery.test.mutate);
  const save = useCarrying(api.delivery.saveChannel.mutate);
  const remove = useCarrying(api.delivery.removeChannel.mutate);

  // Not `disabled`: that would take the keyboard away from whoever tests again.
  async function runTest(): Promise<void> {
    if (test.busy) return;
    setResult(null);
    setResult(await test.carry({ channel: channel.channel }));
  }
  async function turn(): Promise<void> {
    const on = !terms.on;
    if ((await save.carry({ channel: channel.channel, terms: { ...terms, on } })) !== null) sayChanged(`${name} is ${on ? 'on' : 'off'}.`);
  }
  async function leave(): Promise<void> {
    if ((await remove.carry({ channel: channel.channel })) !== null) sayChanged(`${name} is removed, and its secret with it.`);
  }

  const shown = result ?? tested;
  const refusal = test.refusal ?? save.refusal ?? remove.refusal;
  return (
    <li>
      <div className="channel">
        <b>{name}</b>
        <span className="muted">{KINDS[terms.kind]}</span>
        <span className={terms.on ? 'channel-on' : 'muted'}>{terms.on ? 'on' : 'off'}</span>
        <span className="channel-ways">
          <button type="button" className="way" aria-label={`Test ${name}`} aria-disabled={test.busy} onClick={() => void runTest()}>
            {test.busy ? 'Testing…' : 'Test'}
          </button>
          <button
            type="button"
            className="way"
            aria-label={`Switch ${name} ${terms.on ? 'off' : 'on'}`}
            disabled={save.busy}
            onClick={() => void turn()}
          >
            Switch {terms.on ? 'off' : 'on'}
          </button>
          <button type="button" className="way" aria-label={`Edit ${name}`} aria-expanded={editing} onClick={() => edit(!editing)}>
            Edit
          </button>
          <button type="button" className="way" aria-label={`Remove ${name}`} disabled={remove.busy} onClick={() => void leave()}>
            Remove
          </button>
        </span>
      </div>
      <p>{channelSays(terms, destination)}</p>
      <p className="muted">
        {standingSays(channel, now)}
        {secretName !== null && ` · ${secretSays(secret, secretName)}`}
        {address !== null && ` · ${secretSays(address, 'address')}`}
      </p>
      {obstacle !== null && <p className="refusal">{obstacle}</p>}
      <div aria-live="polite">{shown && <TestLine result={shown} now={now} />}</div>
      {refusal && <RefusalLine refusal={refusal} />}
      {editing && <ChannelForm kind={terms.kind} channel={channel} close={() => edit(false)} />}
    </li>
  );
}

function TestLine({ result, now }: { readonly result: TestResult; readonly now: number }) {
  return (
    <>
      <p className={result.sent ? 'muted' : 'refusal'}>
        {result.sent ? 'Tested' : 'The test failed'} {attemptSays(result, now)}
      </p>
      {result.output !== '' && <pre className="output">{result.output}</pre>}
    </>
  );
}
