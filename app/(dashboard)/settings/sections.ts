import type { Right } from '@/lib/access/rights';

/** The parts of the settings, in the order of their tabs; `right` is what one needs to see a part. */
export const sections = [
  { href: '/settings', label: 'Formats', right: 'read' },
  { href: '/settings/goals', label: 'Goals and rates', right: 'work' },
  { href: '/settings/alerts', label: 'Alerts', right: 'export' },
  { href: '/settings/mail', label: 'Mail', right: 'export' },
  { href: '/settings/people', label: 'People', right: 'manage' },
  { href: '/settings/sessions', label: 'Sign-ins', right: 'read' },
  { href: '/settings/feeds', label: 'Feeds', right: 'manage' },
  { href: '/settings/jobber-app', label: 'Jobber app', right: 'manage' },
  { href: '/settings/audit', label: 'Audit log', right: 'manage' },
  { href: '/settings/data', label: 'Data', right: 'manage' },
] as const satisfies readonly { href: string; label: string; right: Right }[];
