import { startSignIn } from '@/lib/session/start-sign-in';

export { startSignIn as POST };
