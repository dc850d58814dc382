'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useRef, useState, useTransition } from 'react';
import type { SimilarClient } from '@/lib/live/contract';
import { buttonClass } from '../../../_ui/classes';
import { pageHref } from '../../record-href';
import { createClientAction, similarClientsAction } from './actions';
import { Field, fieldClass } from './field';
import { newClientOf } from './new-client-of';
import { Similar } from './similar';

type Errors = Record<string, string>;

/** A new client by Jobber's rules. Similar ones show before it is created; what Jobber objects to stands at its field. */
export function NewClientForm({ account, accountName }: { account: string; accountName: string }) {
  const router = useRouter();
  const cache = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [isCompany, setCompany] = useState(false);
  const [errors, setErrors] = useState<Errors>({});
  const [failure, setFailure] = useState('');
  const [similar, setSimilar] = useState<SimilarClient[]>([]);
  const [isCreating, startCreating] = useTransition();
  const asked = useRef('');

  const lookForSimilar = async () => {
    if (!form.current) return;
    const { firstName, lastName, companyName, emails } = newClientOf(form.current, isCompany);
    const input = { firstName, lastName, companyName, email: emails?.[0]?.address };
    const key = JSON.stringify(input);
    const isEnough = Boolean(companyName || emails || (firstName && lastName));
    if (!isEnough || key === asked.current) return;
    asked.current = key;
    const answer = await similarClientsAction(account, input).catch(() => undefined);
    if (asked.current !== key) return;
    if (answer && 'similar' in answer) setSimilar(answer.similar);
    else asked.current = '';
  };

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const input = newClientOf(event.currentTarget, isCompany);
    startCreating(async () => {
      setFailure('');
      const answer = await createClientAction(account, input).catch(() => undefined);
      if (!answer || 'error' in answer) {
        setFailure(answer?.error.message ?? unanswered);
        return;
      }
      if (answer.kind === 'refused') {
        setErrors(answer.fieldErrors);
        setFailure(answer.fieldErrors[''] ?? '');
        focusFirst(form.current, answer.fieldErrors);
        return;
      }
      void cache.invalidateQueries({ queryKey: ['list', 'clients'] });
      router.replace(pageHref('client', answer.client.id, account));
    });
  };

  return (
    <form
      ref={form}
      onSubmit={submit}
      onBlur={lookForSimilar}
      onChange={(event) => setErrors(without(errors, event.target))}
      noValidate
      className="grid max-w-5xl gap-8 px-4 py-6 sm:px-6 lg:grid-cols-[minmax(0,1fr)_20rem]"
    >
      <div className="grid content-start gap-4 sm:grid-cols-2">
        <label className="flex items-center gap-2 text-table sm:col-span-2">
          <input
            type="checkbox"
            checked={isCompany}
            onChange={(event) => setCompany(event.target.checked)}
            className="size-4 accent-accent"
          />
          This client is a company
        </label>
        <Field
          name="companyName"
          label={isCompany ? 'Company' : 'Company (optional)'}
          errors={errors}
          wide
          required={isCompany}
          autoComplete="organization"
        />
        <Field name="firstName" label="First name" errors={errors} autoComplete="given-name" />
        <Field name="lastName" label="Last name" errors={errors} autoComplete="family-name" />
        <Field name="phones.0.number" label="Phone" errors={errors} type="tel" />
        <div className="grid gap-1">
          <label htmlFor="phones.0.kind" className="text-label">
            Kind of phone
          </label>
          <select id="phones.0.kind" name="phones.0.kind" className={fieldClass}>
            <option value="MAIN">Main</option>
            <option value="MOBILE">Mobile</option>
            <option value="WORK">Work</option>
            <option value="HOME">Home</option>
            <option value="OTHER">Other</option>
          </select>
        </div>
        <Field name="emails.0.address" label="E-mail" errors={errors} type="email" wide />
        <fieldset className="mt-2 grid gap-4 sm:col-span-2 sm:grid-cols-2">
          <legend className="mb-3 font-medium">Property and billing address</legend>
          <Field name="property.street" label="Street" errors={errors} wide />
          <Field name="property.street2" label="Street, second line" errors={errors} wide />
          <Field name="property.city" label="City" errors={errors} />
          <Field name="property.province" label="State or province" errors={errors} />
          <Field name="property.postalCode" label="Postal code" errors={errors} />
          <Field name="property.country" label="Country" errors={errors} />
        </fieldset>
        {failure ? (
          <p role="alert" className="text-bad text-table sm:col-span-2">
            {failure}
          </p>
        ) : null}
        <div className="flex items-center gap-3 sm:col-span-2">
          <button type="submit" disabled={isCreating} className={buttonClass('primary')}>
            {isCreating ? 'Creating in Jobber…' : `Create in ${accountName}`}
          </button>
          <span className="text-ink-soft text-label">This writes to Jobber.</span>
        </div>
      </div>
      <Similar clients={similar} account={account} />
    </form>
  );
}

/** What is being corrected is no longer wrong. */
function without(errors: Errors, target: EventTarget): Errors {
  const name = target instanceof HTMLInputElement ? target.name : '';
  if (!errors[name]) return errors;
  return Object.fromEntries(Object.entries(errors).filter(([field]) => field !== name));
}

const unanswered =
  'Fieldboard did not answer. Look in the client list whether it was created before you try again.';

function focusFirst(form: HTMLFormElement | null, errors: Errors) {
  const name = Object.keys(errors).find((one) => form?.elements.namedItem(one));
  const field = name ? form?.elements.namedItem(name) : null;
  if (field instanceof HTMLElement) field.focus();
}
