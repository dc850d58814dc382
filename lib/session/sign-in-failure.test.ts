import { expect, test } from 'vitest';
import { failureOfExchange, isSignInFailure } from './sign-in-failure';

test.each([
  ['invalid_client (Client authentication failed)', 'wrong_secret'],
  ['The provided client id and secret do not match an existing application', 'wrong_secret'],
  ['expected 200 OK, got: 401 Unauthorized', 'wrong_secret'],
  ['invalid_grant (The provided redirect URI does not match the request.)', 'callback_mismatch'],
  ['invalid_grant (The provided authorization code is not valid.)', 'code_spent'],
  ['State cookie was missing.', 'lost_state'],
  ['PKCE code_verifier cookie was missing.', 'lost_state'],
  ['state mismatch, expected a, got: b', 'lost_state'],
  ['expected 200 OK, got: 503 Service Unavailable', 'jobber_down'],
  ['outgoing request timed out after 10000ms', 'jobber_down'],
  ['connect ECONNREFUSED 127.0.0.1:4010', 'jobber_down'],
  ['getaddrinfo ENOTFOUND api.getjobber.com', 'jobber_down'],
  ['something nobody has seen yet', 'refused'],
])('the exchange error "%s" is explained as %s', (message, failure) => {
  expect(failureOfExchange(message)).toBe(failure);
});

test('an address cannot name a failure that has no words', () => {
  expect(isSignInFailure('denied')).toBe(true);
  expect(isSignInFailure('<script>')).toBe(false);
  expect(isSignInFailure(undefined)).toBe(false);
});
