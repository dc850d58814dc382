/** The page that a browser shows at the end of `connect --loopback`. `sentence` is ours and holds no markup. */
export function loopbackPage(sentence: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Fieldboard</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { display: grid; place-content: center; min-height: 90vh; margin: 0 1.5rem; }
</style>
<body>
<main><h1>Fieldboard</h1><p>${sentence}</p></main>
`;
}
