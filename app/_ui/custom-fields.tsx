import type { CustomField } from '@/lib/live/contract';
import { Fact, Facts, Part } from './facts';
import { Hidden } from './notice';

/**
 * The account's own fields of a record; no part at all where there are none.
 * @public
 */
export function CustomFields({ fields }: { fields: CustomField[] | null }) {
  if (fields !== null && fields.length === 0) return null;
  return (
    <Part title="Custom fields">
      {fields === null ? (
        <p className="text-table">
          <Hidden what="custom fields" />
        </p>
      ) : (
        <Facts>
          {fields.map((field) => (
            <Fact key={`${field.label} ${field.value}`} label={field.label}>
              {field.url ? (
                <a
                  href={field.url}
                  target="_blank"
                  rel="noreferrer"
                  className="text-accent underline-offset-2 hover:underline"
                >
                  {field.value}
                </a>
              ) : (
                field.value
              )}
            </Fact>
          ))}
        </Facts>
      )}
    </Part>
  );
}
