import { clsx } from 'clsx';

export const fieldClass =
  'h-9 w-full rounded-control border border-line bg-surface px-2.5 text-table focus:border-accent pointer-coarse:h-11 pointer-coarse:text-[16px]';

/** One text field with its label and what is wrong with it. */
export function Field({
  name,
  label,
  errors,
  type = 'text',
  wide = false,
  required = false,
  autoComplete = 'off',
}: {
  name: string;
  label: string;
  errors: Record<string, string>;
  type?: 'text' | 'tel' | 'email';
  wide?: boolean;
  required?: boolean;
  autoComplete?: string;
}) {
  const error = errors[name];
  return (
    <div className={clsx('grid content-start gap-1', wide && 'sm:col-span-2')}>
      <label htmlFor={name} className="text-label">
        {label}
      </label>
      <input
        id={name}
        name={name}
        type={type}
        maxLength={255}
        required={required}
        autoComplete={autoComplete}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${name}-error` : undefined}
        className={clsx(fieldClass, error && 'border-bad')}
      />
      {error ? (
        <p id={`${name}-error`} className="text-bad text-label">
          {error}
        </p>
      ) : null}
    </div>
  );
}
