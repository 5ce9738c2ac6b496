import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isKnown } from '../../shared/figures/index.ts';
import { journalCalculators } from '../../shared/journal/index.ts';

function run(name: string, input: unknown): unknown {
  const calculator = journalCalculators.find((candidate) => candidate.name === name)!;
  const figure = calculator.run(calculator.input.parse(input));
  if (isKnown(figure)) calculator.ok.parse(figure.ok);
  return isKnown(figure) ? figure.ok : figure.unavailable;
}

describe('canonical-json', () => {
  it('takes JSON text whole, a list too', () => {
    const text = '[1,{"a":"é","b":2}]';
    expect(run('canonical-json', ' [1, {"b":2.0,\n"a":"\\u00e9"}] ')).toEqual({
      text,
      sha256: createHash('sha256').update(text).digest('hex'),
    });
  });
  it('reads numbers as RFC 8785 does', () => {
    expect(run('canonical-json', '[9007199254740993,1E30]')).toMatchObject({ text: '[9007199254740992,1e+30]' });
  });
  it('refuses a name that stands twice, and says where', () => {
    expect(() => run('canonical-json', '{"a":1,"a":2}')).toThrow('line 1, column 8');
  });
});

describe('merkle-root', () => {
  it('of nothing, of one empty leaf, of three', () => {
    expect(run('merkle-root', { leaves: [] })).toEqual({ root: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' });
    expect(run('merkle-root', { leaves: [''] })).toEqual({ root: createHash('sha256').update('\0').digest('hex') });
    expect(run('merkle-root', { leaves: ['', '00', '10'] })).toMatchObject({ root: expect.stringMatching(/^aeb6bcfe/) as string });
  });
  it.each(['0', 'zz', '0x00'])('refuses the leaf %s', (leaf) => {
    expect(() => run('merkle-root', { leaves: [leaf] })).toThrow(/hexadecimal/);
  });
});
