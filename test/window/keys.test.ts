import { describe, expect, test } from 'vitest';
import { pressed, printedKeys } from '../../renderer/window/keys.ts';

const bare = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe('a pressed key', () => {
  test('is written as commands write it', () => {
    expect(pressed({ ...bare, key: 'n' })).toBe('n');
    expect(pressed({ ...bare, key: '?', shiftKey: true })).toBe('?');
    expect(pressed({ ...bare, key: 'K', ctrlKey: true, shiftKey: true })).toBe('mod+shift+k');
    expect(pressed({ ...bare, key: 'k', metaKey: true })).toBe('mod+k');
    expect(pressed({ ...bare, key: 'F6', shiftKey: true })).toBe('shift+F6');
    expect(pressed({ ...bare, key: 'Enter' })).toBe('Enter');
  });
});

describe('printed keys', () => {
  test('name the signs of this machine', () => {
    expect(printedKeys('g p')).toBe('g then p');
    expect(printedKeys('Escape')).toBe('Esc');
    expect(['Ctrl K', '⌘ K']).toContain(printedKeys('mod+k'));
  });
});
