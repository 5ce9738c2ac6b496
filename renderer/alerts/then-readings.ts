import { api } from '../engine/api.ts';

export const templatesReading = {
  columns: ['checklists'],
  key: ['alerts', 'templates'],
  ask: (signal: AbortSignal) => api.checklists.templates.query({}, { signal }),
};

/** The channels that a rule may be sent by, beside the window. */
export const channelsReading = {
  columns: ['delivery'],
  key: ['alerts', 'channels'],
  ask: async (signal: AbortSignal) =>
    (await api.delivery.channels.query({}, { signal })).map(({ channel, terms: { name, byDefault } }) => ({ channel, name, byDefault })),
};
