import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { SignInIntent } from '@/lib/access/sign-in-intents';
import type { SignInFailure } from './sign-in-failure';

/** One return from Jobber while it is worked on. */
export type SignInAttempt = {
  /** Before the code was sent: token lifetimes count from here. */
  startedAt: Date;
  intent: SignInIntent | null;
  /** The sign-in this browser had so far; it ends when the new one begins. */
  previousSid: string | null;
  userAgent: string | null;
  failure: SignInFailure | null;
  slug: string | null;
};

// next-auth's callbacks get no request, and its error page loses the reason: both travel beside it.
export const currentAttempt = new AsyncLocalStorage<SignInAttempt>();

/** Remembers why this attempt fails; the first reason is the true one. */
export function noteFailure(failure: SignInFailure): void {
  const attempt = currentAttempt.getStore();
  if (attempt) attempt.failure ??= failure;
}
