import { enterByInvitation } from '@/lib/session/accept-invitation';

export { enterByInvitation as POST };
