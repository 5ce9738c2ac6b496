import { z } from 'zod';
import { identifier } from '../../../shared/figures/index.ts';
import { screenTermsSchema } from '../../../shared/watchlists/index.ts';
import { command, query } from '../api/procedure.ts';
import { screenAnswer, screenLine } from './answers.ts';
import { outcomeAnswer } from '../api/outcome-answer.ts';
import { removeScreen, saveScreen, screens, screenView } from './screen-commands.ts';

const ofScreen = z.object({ screen: identifier });

/** Saved screens: who is in them, who entered and who left. */
export const screenProcedures = {
  screens: query(
    {
      says: 'Every saved screen with how many are in it, and how many of them are new since a day',
      input: z.object({ removed: z.boolean().optional() }),
      output: z.array(screenLine),
    },
    (engine, { removed }) => screens(engine, removed ?? false),
  ),
  screen: query(
    { says: 'A saved screen with who entered and who left, newest first', input: ofScreen, output: outcomeAnswer(screenAnswer) },
    (engine, { screen }) => screenView(engine, screen),
  ),
  saveScreen: command(
    {
      says: 'Saves a screen, or changes one, and judges who is in it',
      input: z.object({ screen: identifier.optional(), terms: screenTermsSchema }),
      output: ofScreen,
    },
    (engine, { screen, terms }) => saveScreen(engine, screen, terms),
  ),
  removeScreen: command({ says: 'Removes a saved screen; undo brings it back', input: ofScreen, output: ofScreen }, (engine, { screen }) =>
    removeScreen(engine, screen),
  ),
};
