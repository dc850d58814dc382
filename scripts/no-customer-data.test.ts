import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const invented = /@(?:[\w-]+\.)*(?:example\.(?:com|org|net)|example|test|invalid|localhost)$/i;
const address = /[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b/gi;
const readable = /\.(?:tsx?|mjs|json|md|sql|graphql|css|html|ya?ml|example)$/;

test('no e-mail address of a real person is in the repository', () => {
  const files = execFileSync('git', ['ls-files'], { encoding: 'utf8' })
    .split('\n')
    .filter((file) => readable.test(file) && file !== 'package-lock.json' && existsSync(file));
  expect(files.length).toBeGreaterThan(500);
  const found = files.flatMap((file) =>
    (readFileSync(file, 'utf8').match(address) ?? [])
      .filter((one) => !invented.test(one))
      .map((one) => `${file}: ${one}`),
  );
  expect(found).toEqual([]);
});
