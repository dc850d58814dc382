import { type IconNode, Mail, MapPin, Phone } from 'lucide';
import { Icon } from './icon';

type Action = { label: string; icon: IconNode; href: string | null; why: string };

/**
 * Call, mail, map: round buttons on a phone, a row of buttons else. What is null says why it cannot be done; what is left out has no button.
 * @public
 */
export function ContactActions({
  phone,
  email,
  address,
}: {
  phone?: string | null;
  email?: string | null;
  address?: string | null;
}) {
  const all: (Action | false)[] = [
    phone !== undefined && {
      label: 'Call',
      icon: Phone,
      href: phone && `tel:${phone.replace(/[^+\d]/g, '')}`,
      why: 'No phone number in Jobber',
    },
    email !== undefined && {
      label: 'Mail',
      icon: Mail,
      href: email && `mailto:${email}`,
      why: 'No e-mail address in Jobber',
    },
    address !== undefined && {
      label: 'Map',
      icon: MapPin,
      href:
        address && `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(address)}`,
      why: 'No address in Jobber',
    },
  ];
  const actions = all.filter((action): action is Action => action !== false);
  return (
    <ul className="flex gap-2 max-sm:justify-around max-sm:gap-4">
      {actions.map((action) => (
        <li key={action.label} className="sm:flex-1">
          <ContactAction {...action} />
        </li>
      ))}
    </ul>
  );
}

function ContactAction({ label, icon, href, why }: Action) {
  const face = (
    <>
      <span className="grid place-content-center max-sm:size-12 max-sm:rounded-full max-sm:border max-sm:border-line max-sm:bg-surface">
        <Icon of={icon} className="size-4 max-sm:size-5" />
      </span>
      {label}
    </>
  );
  const look =
    'flex items-center justify-center gap-2 text-table max-sm:flex-col max-sm:gap-1 max-sm:text-label sm:h-8 sm:rounded-control sm:border sm:border-line sm:bg-surface';
  if (!href) {
    return (
      <span title={why} className={`${look} text-ink-soft line-through decoration-ink-soft/60`}>
        {face}
        <span className="sr-only">: {why}</span>
      </span>
    );
  }
  const isWeb = href.startsWith('https:');
  return (
    <a
      href={href}
      {...(isWeb ? { target: '_blank', rel: 'noreferrer' } : {})}
      className={`${look} rounded-control font-medium sm:hover:bg-hover`}
    >
      {face}
    </a>
  );
}
