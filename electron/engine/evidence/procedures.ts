import { router } from '../api/procedure.ts';

export const evidenceProcedures = router({});
