import { readFileSync } from 'node:fs';
import { missingPlatformPackages } from './missing-platform-packages';

/** A lock file made where some platform's package cannot be seen lacks it silently, and breaks `npm ci` elsewhere. */
const missing = missingPlatformPackages(readFileSync('package-lock.json', 'utf8'));
if (missing.length > 0) {
  console.error(`package-lock.json lacks packages of other platforms:\n  ${missing.join('\n  ')}`);
  console.error('Pin a version whose packages exist for every platform; see CONTRIBUTING.md.');
  process.exit(1);
}
console.log('package-lock.json has the packages of every platform.');
