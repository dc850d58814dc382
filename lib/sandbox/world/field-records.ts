import { dayMs } from './local-time';
import type { Client, Job } from './records';
import type { Setting } from './setting';

/** Hours of the last months: some overlap, some are not approved, two people are clocked in now. */
export function keepTimeSheets(setting: Setting): void {
  const { store, rng, now, crew, office } = setting;
  const since = now - 120 * dayMs;
  for (const visit of store.all('Visit')) {
    const { completedAt, startAt } = visit;
    if (completedAt === null || startAt === null || startAt < since || !rng.chance(0.6)) continue;
    for (const userId of visit.assignedUserIds) {
      const startedAt = startAt + rng.int(-15, 20) * 60_000;
      const endAt = Math.max(startedAt + 10 * 60_000, completedAt + rng.int(-10, 25) * 60_000);
      const isApproved = now - endAt > 10 * dayMs;
      const entry = {
        userId,
        jobId: visit.jobId,
        visitId: visit.id,
        clientId: visit.clientId,
        startAt: startedAt,
        endAt: Math.min(endAt, now),
        approved: isApproved,
        approvedById: isApproved ? (office[0]?.id ?? null) : null,
        labourRate: store.get('User', userId).labourRate,
        createdAt: startedAt,
        updatedAt: Math.min(now, endAt),
      };
      store.create('TimeSheetEntry', entry);
      if (rng.chance(0.02)) {
        store.create('TimeSheetEntry', {
          ...entry,
          jobId: null,
          visitId: null,
          clientId: null,
          label: 'Travel',
          startAt: startedAt - 20 * 60_000,
          endAt: startedAt + 15 * 60_000,
        });
      }
    }
  }
  for (const [at, user] of crew.slice(1, 3).entries()) {
    const startAt = now - (55 + at * 70) * 60_000;
    store.create('TimeSheetEntry', {
      userId: user.id,
      label: 'Shop',
      startAt,
      labourRate: user.labourRate,
      createdAt: startAt,
    });
  }
}

/** Receipts, most of them for a job. */
export function keepExpenses(setting: Setting, jobs: readonly Job[]): void {
  const { store, rng, trade, users, now } = setting;
  for (const job of jobs) {
    if (job.startAt === null || job.startAt > now || !rng.chance(0.09)) continue;
    const [title, low, high] = rng.pick(trade.expenses);
    const enteredBy = rng.pick(users);
    store.create('Expense', {
      title,
      description: rng.chance(0.3) ? `Receipt ${rng.int(10_000, 99_999)}` : null,
      date: job.startAt,
      total: rng.chance(0.98) ? rng.int(low, high) : null,
      linkedJobId: rng.chance(0.8) ? job.id : null,
      enteredById: enteredBy.id,
      reimbursableToId: rng.chance(0.2) ? enteredBy.id : null,
      createdAt: Math.min(now, job.startAt + rng.int(1, 40) * 3_600_000),
    });
  }
}

/** What people write down on clients and jobs, some with a photo. */
export function writeNotes(
  setting: Setting,
  clients: readonly Client[],
  jobs: readonly Job[],
): void {
  const { store, rng, trade, users, now } = setting;
  const write = (
    kind: 'ClientNote' | 'JobNote',
    subjectId: string,
    clientId: string,
    message: string,
    at: number,
  ) => {
    const createdAt = Math.min(now, at);
    const fileId = store.newId('NoteFile');
    const fileName = `photo-${rng.int(1000, 9999)}.jpg`;
    const url = `https://files.example.com/notes/${fileName}`;
    const photo = {
      id: fileId,
      fileName,
      url,
      thumbnailUrl: `${url}?size=small`,
      contentType: 'image/jpeg',
      fileSize: rng.int(80_000, 3_200_000),
      status: 'READY' as const,
      createdAt,
    };
    store.create('Note', {
      kind,
      subjectId,
      clientId,
      message,
      pinned: rng.chance(0.1),
      createdBy: { type: 'User', id: rng.pick(users).id },
      linkedTo: {
        invoices: false,
        jobs: kind === 'ClientNote' && rng.chance(0.3),
        quotes: false,
        requests: false,
      },
      fileAttachments: rng.chance(0.2) ? [photo] : [],
      createdAt,
    });
  };
  for (const client of clients) {
    if (rng.chance(0.15))
      write(
        'ClientNote',
        client.id,
        client.id,
        rng.pick(trade.clientNotes),
        client.createdAt + rng.int(1, 90) * 3_600_000,
      );
  }
  for (const job of jobs) {
    if (rng.chance(0.08))
      write(
        'JobNote',
        job.id,
        job.clientId,
        rng.pick(trade.jobNotes),
        (job.startAt ?? job.createdAt) + 3_600_000,
      );
  }
}

/** To-dos of the office around today. */
export function planTasks(setting: Setting, clients: readonly Client[]): void {
  const { store, rng, office, now } = setting;
  const titles = [
    'Call back about the quote',
    'Pick up supplies',
    'Order parts',
    'Send certificate of insurance',
    'Equipment service',
    'Review time sheets',
  ];
  for (let turn = 0; turn < Math.min(40, 6 + clients.length / 25); turn += 1) {
    const startAt = now + rng.int(-30, 20) * dayMs;
    const endAt = startAt + 30 * 60_000;
    store.create('Task', {
      title: rng.pick(titles),
      clientId: rng.chance(0.6) ? rng.pick(clients).id : null,
      startAt,
      endAt,
      completedAt: endAt < now && rng.chance(0.85) ? endAt : null,
      assignedUserIds: [rng.pick(office).id],
      createdAt: Math.min(now, startAt - 2 * dayMs),
    });
  }
}
