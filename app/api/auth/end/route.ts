import { endSession } from '@/lib/session/auth-handler';

export { endSession as POST };
