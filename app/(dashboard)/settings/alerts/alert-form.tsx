'use client';

import { type FormEvent, useState } from 'react';
import type { ReportEntry } from '@/lib/reports/contract';
import type { PeriodPreset } from '@/lib/reports/period';
import type { WatchedName } from '@/lib/reports/watched-numbers';
import { buttonClass } from '../../../_ui/classes';
import { groups } from '../../reports/groups';
import { periods } from '../../reports/periods';
import { Field, fieldClass } from '../field';
import { Said } from '../said';
import { useAct } from '../use-act';
import { keepAlertAction } from './actions';

type Account = { slug: string; name: string; currency: string; canCall: boolean };
type Choosable = Pick<ReportEntry, 'title' | 'group' | 'unit'> & {
  name: WatchedName;
  isOfPeriod: boolean;
};

/** Which number, beyond what, and where the message goes. */
export function AlertForm({
  accounts,
  reports,
  canMail,
}: {
  accounts: readonly Account[];
  reports: readonly Choosable[];
  canMail: boolean;
}) {
  const [slug, setSlug] = useState(accounts[0]?.slug ?? '');
  const [name, setName] = useState<WatchedName>('receivables');
  const [period, setPeriod] = useState<PeriodPreset>('this-month');
  const [direction, setDirection] = useState<'above' | 'below'>('above');
  const [threshold, setThreshold] = useState('');
  const [channel, setChannel] = useState<'mail' | 'webhook'>('mail');
  const [target, setTarget] = useState('');
  const { act, isPending, said } = useAct();
  const account = accounts.find((one) => one.slug === slug);
  const report = reports.find((one) => one.name === name);
  const isMoney = report?.unit === 'money';

  const keep = (event: FormEvent) => {
    event.preventDefault();
    const amount = Number(threshold);
    act(
      () =>
        keepAlertAction(slug, {
          slug,
          report: name,
          period,
          direction,
          threshold: isMoney ? Math.round(amount * 100) : amount,
          channel,
          target,
        }),
      ({ isBeyond }) => {
        setThreshold('');
        if (isBeyond === null) return 'Watched from now on, as soon as its number is complete.';
        return isBeyond
          ? `Watched. It is ${direction} that already: a message comes when it has gone back and does so again.`
          : 'Watched from now on.';
      },
    );
  };

  return (
    <form onSubmit={keep}>
      <fieldset disabled={isPending} className="grid gap-4 sm:grid-cols-6">
        <legend className="sr-only">New alert</legend>
        {accounts.length > 1 ? (
          <div className="sm:col-span-6">
            <Field label="Account">
              <Select value={slug} onChange={setSlug}>
                {accounts.map((one) => (
                  <option key={one.slug} value={one.slug}>
                    {one.name}
                  </option>
                ))}
              </Select>
            </Field>
          </div>
        ) : null}
        <div className={report?.isOfPeriod ? 'sm:col-span-4' : 'sm:col-span-6'}>
          <Field label="Number">
            <Select value={name} onChange={setName}>
              {groups.map(([group, title]) => (
                <optgroup key={group} label={title}>
                  {reports
                    .filter((one) => one.group === group)
                    .map((one) => (
                      <option key={one.name} value={one.name}>
                        {one.title}
                      </option>
                    ))}
                </optgroup>
              ))}
            </Select>
          </Field>
        </div>
        {report?.isOfPeriod ? (
          <div className="sm:col-span-2">
            <Field label="Of">
              <Select value={period} onChange={setPeriod}>
                {periods.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </Select>
            </Field>
          </div>
        ) : null}
        <div className="sm:col-span-3">
          <Field label="Goes">
            <Select value={direction} onChange={setDirection}>
              <option value="above">above</option>
              <option value="below">below</option>
            </Select>
          </Field>
        </div>
        <div className="sm:col-span-3">
          <Field
            label={isMoney ? `Amount in ${account?.currency}` : unitWords[report?.unit ?? 'money']}
          >
            <input
              type="number"
              required
              step={isMoney ? 0.01 : 'any'}
              value={threshold}
              onChange={(event) => setThreshold(event.target.value)}
              className={`${fieldClass} tabular-nums`}
            />
          </Field>
        </div>
        <div className="sm:col-span-2">
          <Field label="Tell me by">
            <Select value={channel} onChange={setChannel}>
              <option value="mail">E-mail</option>
              {account?.canCall ? <option value="webhook">Webhook</option> : null}
            </Select>
          </Field>
        </div>
        <div className="sm:col-span-4">
          <Field
            label={channel === 'mail' ? 'To' : 'Web address'}
            note={
              channel === 'webhook'
                ? 'Gets a signed POST with the number as JSON. Anything but a 2xx is tried again, six times in all.'
                : canMail
                  ? undefined
                  : 'This server has no mail server yet: what an alert writes waits until whoever runs it sets SMTP_URL and MAIL_FROM.'
            }
          >
            <input
              key={channel}
              type={channel === 'mail' ? 'email' : 'url'}
              required
              autoComplete={channel === 'mail' ? 'email' : 'off'}
              placeholder={channel === 'mail' ? undefined : 'https://'}
              value={target}
              onChange={(event) => setTarget(event.target.value)}
              className={fieldClass}
            />
          </Field>
        </div>
        <div className="flex flex-wrap items-center gap-3 sm:col-span-6">
          <button type="submit" className={buttonClass('primary')}>
            Watch it
          </button>
          <Said said={said} />
        </div>
      </fieldset>
    </form>
  );
}

const unitWords: Record<Choosable['unit'], string> = {
  money: 'Amount',
  count: 'Number',
  percent: 'Percent',
  days: 'Days',
  hours: 'Hours',
};

function Select<Value extends string>({
  value,
  onChange,
  children,
}: {
  value: Value;
  onChange: (value: Value) => void;
  children: React.ReactNode;
}) {
  return (
    <select
      value={value}
      // The options are made from the same values.
      onChange={(event) => onChange(event.target.value as Value)}
      className={fieldClass}
    >
      {children}
    </select>
  );
}
