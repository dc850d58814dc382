import { expect, test } from 'vitest';
import { refuseSandboxAsJobber } from './refuse-sandbox';

test.each([
  'http://localhost:4010',
  'http://127.0.0.1:4010',
  'http://127.8.8.8',
  'http://[::1]:4010',
])('%s is no Jobber without the demo flag', (JOBBER_API_URL) => {
  expect(() => refuseSandboxAsJobber({ JOBBER_API_URL, FIELDBOARD_DEMO: false })).toThrow(
    'JOBBER_API_URL',
  );
  expect(() => refuseSandboxAsJobber({ JOBBER_API_URL, FIELDBOARD_DEMO: true })).not.toThrow();
});

test('Jobber itself is welcome', () => {
  refuseSandboxAsJobber({ JOBBER_API_URL: 'https://api.getjobber.com', FIELDBOARD_DEMO: false });
});
