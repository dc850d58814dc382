import { writeFileSync } from 'node:fs';
import { AppError } from '../errors';
import { tell } from './connect';
import { inInstallation } from './installation';
import { printJson, printLines } from './print';
import { apiQuestions } from './probe-api';
import { type Finding, grantQuestions, type ProbeSignIn } from './probe-grant';

export type ProbeOptions = ProbeSignIn & {
  /** Where the answers are written. */
  file: string;
  json?: boolean;
  loopbackDir?: string;
};

/**
 * `doctor --probe`: asks a real Jobber what its documentation leaves open, with grants of the second app that are made
 * for it and used up by it; the dashboard's connection is not touched. The answers become settings of the sandbox.
 */
export async function probe(options: ProbeOptions): Promise<void> {
  tell('Use a test account: its grants for the second app (JOBBER_CLI_CLIENT_ID) are used up.');
  const place = {
    loopback: true,
    ...(options.loopbackDir ? { loopbackDir: options.loopbackDir } : {}),
  };
  const findings = await inInstallation(place, async () => {
    const grants = await grantQuestions(options);
    return [...grants.findings, ...(await apiQuestions(grants.accessToken)), ...unanswerable];
  });
  const settings = Object.assign({}, ...findings.map(({ setting }) => setting ?? {}));
  try {
    writeFileSync(options.file, `${JSON.stringify({ settings, findings }, null, 2)}\n`);
  } catch (cause) {
    throw new AppError('bad_input', `${options.file} cannot be written.`, { cause });
  }
  if (options.json) return printJson({ settings, findings });
  printLines(findings.map(({ question, answer }) => `${question}\n    ${answer}`));
  printLines([
    `Written to ${options.file}; use it with: npm run sandbox -- --settings ${options.file}`,
  ]);
}

const later = 'cannot be found out in one run';

/** What needs days, a second person or a public address. */
const unanswerable: Finding[] = [
  {
    question: 'P4 Does an unused refresh token expire?',
    answer: `${later}: leave a connection alone for 1, 7 and 30 days`,
  },
  {
    question: 'P10 In which order and how often do webhooks come?',
    answer: `${later}: they need a public address`,
  },
  {
    question: 'F7 How long do addresses of attachments live?',
    answer: `${later}: keep one and open it each day`,
  },
  {
    question: 'F8 When does Jobber repeat a failed webhook?',
    answer: `${later}: they need a public address`,
  },
  {
    question: 'F10 May a callback be http:// on a LAN host?',
    answer: `${later}: try to register one in the Developer Center`,
  },
];
