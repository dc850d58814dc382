import {
  BriefcaseBusiness,
  Cable,
  CalendarDays,
  ChartColumn,
  FileText,
  House,
  type IconNode,
  Inbox,
  Receipt,
  RefreshCw,
  Settings,
  SquareTerminal,
  Users,
} from 'lucide';
import type { Route } from 'next';

/**
 * A page of the dashboard. `isApart`: about the server rather than the work. `onPhone`: has a place in the bar of a
 * phone, which has room for four and a way to the rest.
 */
export type DashboardPage = {
  href: Route;
  label: string;
  icon: IconNode;
  isApart?: boolean;
  onPhone?: boolean;
};

/** Every page, in the order of the sidebar. */
export const pages: readonly DashboardPage[] = [
  { href: '/overview', label: 'Overview', icon: House, onPhone: true },
  { href: '/clients', label: 'Clients', icon: Users, onPhone: true },
  { href: '/jobs', label: 'Jobs', icon: BriefcaseBusiness, onPhone: true },
  { href: '/quotes', label: 'Quotes', icon: FileText },
  { href: '/invoices', label: 'Invoices', icon: Receipt },
  { href: '/requests', label: 'Requests', icon: Inbox },
  { href: '/schedule', label: 'Schedule', icon: CalendarDays, onPhone: true },
  { href: '/reports', label: 'Reports', icon: ChartColumn },
  { href: '/explorer' as Route, label: 'Explorer', icon: SquareTerminal, isApart: true },
  { href: '/sync', label: 'Sync', icon: RefreshCw, isApart: true },
  { href: '/connection', label: 'Connection', icon: Cable, isApart: true },
  { href: '/settings', label: 'Settings', icon: Settings, isApart: true },
];
