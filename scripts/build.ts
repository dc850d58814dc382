import { buildIfChanged } from '@/lib/cli/build';

/** The build that `npm run demo`, `npm start` and the browser tests share: made once for each change of the code. */
await buildIfChanged();
console.log('The app is built.');
