import { type DiaryEntry, made } from './diary.ts';

export const OWNER_NAME = 'Marit Solberg';
export const SECOND_NAME = 'Tomas Reyes';
/** The household's company, in whose name accounts are held. */
export const ENTITY = 'Solberg Treasury Lda';

/** Two people who sign: one trades, one checks. */
export const madePeople: readonly DiaryEntry[] = [
  {
    when: { ago: 190, time: '08:30:00' },
    what: 'People',
    async does(desk) {
      const { api } = desk;
      made(await api.workspace.changePerson({ person: 'owner', name: OWNER_NAME, role: 'Trader and owner' }));
      desk.second = made(await api.workspace.addPerson({ name: SECOND_NAME, role: 'Operations' })).person;
    },
  },
];
