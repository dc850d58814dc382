type LockedPackage = { optionalDependencies?: Record<string, string> };

/**
 * The optional dependencies with an exact version that `lockText` (a package-lock.json) names but does not lock. Those
 * are the per-platform binaries; ranges such as `^2` are real options and may be absent.
 */
export function missingPlatformPackages(lockText: string): string[] {
  const { packages } = JSON.parse(lockText) as { packages: Record<string, LockedPackage> };
  const missing = Object.entries(packages).flatMap(([folder, locked]) =>
    Object.entries(locked.optionalDependencies ?? {})
      .filter(([, version]) => /^\d/.test(version))
      .filter(([name]) => !places(folder, name).some((place) => place in packages))
      .map(([name, version]) => `${name}@${version} (wanted by ${folder || 'this project'})`),
  );
  return missing.sort();
}

/** Where Node would look for `name` from `folder`: inside it, then beside each package around it, then at the top. */
function places(folder: string, name: string): string[] {
  const around = folder
    .split('/node_modules/')
    .map((_, depth, parts) => parts.slice(0, depth + 1).join('/node_modules/'));
  return ['', ...around].map((at) => `${at === '' ? '' : `${at}/`}node_modules/${name}`);
}
