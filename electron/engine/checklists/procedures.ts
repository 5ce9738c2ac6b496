import { router } from '../api/procedure.ts';

export const checklistProcedures = router({});
