import { expect, test } from 'vitest';
import { BUNDLED_TEMPLATES, itemsOf } from '../../shared/checklists/index.ts';
import { otcDesk } from './made-desk.ts';

test('every metric that a bundled checklist asks for is offered, of what the checklist is about', async () => {
  const { engine } = await otcDesk();
  for (const template of BUNDLED_TEMPLATES) {
    expect(engine.sources.subjects.has(template.about), `${template.key} is about a ${template.about}`).toBe(true);
    for (const item of itemsOf(template)) {
      const asked = [
        ...(item.kind === 'computed' ? [item.metric] : []),
        ...(item.kind === 'compare' ? [item.left, item.right].flatMap((side) => ('metric' in side ? [side.metric] : [])) : []),
      ];
      for (const id of asked) {
        const found = engine.sources.metrics.get(id);
        expect(found, `${template.key} ${item.id} asks for ${id}`).toBeDefined();
        expect([template.about, 'workspace'], id).toContain(found?.subject);
        const unbounded = item.kind === 'computed' && item.atLeast === undefined && item.atMost === undefined;
        expect(found?.unit === 'verdict' || !unbounded, `${id} is a verdict where nothing bounds it`).toBe(true);
      }
    }
  }
});
