import type { AccountStore } from '../world/account-store';
import type { Client, ClientPhoneNumber, Email, Note } from '../world/records';
import type { Args, Resolve } from './asking';

/** Fields of Mutation that change records. A record that does not exist is a `userErrors` entry. */
export const mutations: { [field: string]: Resolve<undefined> } = {
  appDisconnect: (_, __, store, { state }) => {
    state.grants.end('disconnected', store.account.id);
    state.webhooks.announce('APP_DISCONNECT', store.account.id, store.account.id);
    return { app: application(state.app.clientId), userErrors: [] };
  },
  clientCreate: (_, { input }, store) => ({
    client: createClient(input as ClientInput, store),
    userErrors: [],
  }),
  clientsCreate: (_, { input }, store) => ({
    clients: (input as ClientInput[]).map((one) => createClient(one, store)),
    userErrors: [],
  }),
  clientEdit: (_, { clientId, input }, store) =>
    onClient(clientId, store, (client) => editClient(client, input as ClientInput, store)),
  clientArchive: (_, { clientId }, store) =>
    onClient(clientId, store, ({ id }) => store.update('Client', id, { isArchived: true })),
  clientUnarchive: (_, { clientId }, store) =>
    onClient(clientId, store, ({ id }) => store.update('Client', id, { isArchived: false })),
  clientCreateNote: (_, { clientId, input }, store, { grant }) => {
    const client = store.find('Client', String(clientId));
    if (!client) return missing('clientId');
    const { message, pinned } = input as { message?: string; pinned?: boolean };
    const clientNote: Note = store.create('Note', {
      kind: 'ClientNote',
      subjectId: client.id,
      clientId: client.id,
      message: message ?? '',
      pinned: pinned ?? false,
      createdBy: { type: 'User', id: grant?.userId ?? '' },
    });
    return { client, clientNote, userErrors: [] };
  },
  jobClose: (_, { jobId }, store) => {
    if (!store.find('Job', String(jobId))) return missing('jobId');
    return { job: store.update('Job', String(jobId), { closedAt: store.now }), userErrors: [] };
  },
  jobReopen: (_, { jobId }, store) => {
    if (!store.find('Job', String(jobId))) return missing('jobId');
    return { job: store.update('Job', String(jobId), { closedAt: null }), userErrors: [] };
  },
  visitComplete: (_, { visitId }, store, { grant }) => {
    if (!store.find('Visit', String(visitId))) return missing('visitId');
    const completedBy = store.find('User', grant?.userId ?? null)?.name.full ?? null;
    const done = { completedAt: store.now, completedBy };
    return { visit: store.update('Visit', String(visitId), done), userErrors: [] };
  },
  visitUncomplete: (_, { visitId }, store) => {
    if (!store.find('Visit', String(visitId))) return missing('visitId');
    const open = { completedAt: null, completedBy: null };
    return { visit: store.update('Visit', String(visitId), open), userErrors: [] };
  },
  webhookEndpointCreate: (_, { input }, store, { state }) => {
    const { topic, url } = input as { topic: string; url: string };
    const id = store.newId('WebhookEndpoint');
    state.webhooks.addEndpoint(id, store.account.id, topic, url);
    const at = { createdAt: store.now, updatedAt: store.now };
    const account = store.account;
    const webhookEndpoint = {
      id,
      topic,
      url,
      account,
      app: application(state.app.clientId),
      ...at,
    };
    return { webhookEndpoint, userErrors: [] };
  },
  webhookEndpointDelete: (_, { webhookEndpointsIds }, store, { state }) => {
    for (const id of webhookEndpointsIds as string[])
      if (!state.webhooks.removeEndpoint(id, store.account.id))
        return missing('webhookEndpointsIds');
    return { deletedWebhookEndpoints: [], userErrors: [] };
  },
};

interface ClientInput {
  firstName?: string | null;
  lastName?: string | null;
  companyName?: string | null;
  isCompany?: boolean | null;
  title?: Client['title'];
  emails?: Partial<Email>[] | null;
  phones?: Partial<ClientPhoneNumber>[] | null;
  emailsToAdd?: Partial<Email>[] | null;
  phonesToAdd?: Partial<ClientPhoneNumber>[] | null;
  billingAddress?: Partial<Client['billingAddress']> | null;
  properties?: { address: object; name?: string | null }[] | null;
  tagsToAdd?: string[] | null;
  tagsToDelete?: string[] | null;
}

function createClient(input: ClientInput, store: AccountStore): Client {
  const client = store.create('Client', {
    ...names(input),
    emails: (input.emails ?? []).map((email, index) => newEmail(email, index === 0, store)),
    phones: (input.phones ?? []).map((phone, index) => newPhone(phone, index === 0, store)),
    billingAddress: input.billingAddress
      ? { ...noAddress, ...present(input.billingAddress) }
      : null,
    sourceAttribution: { sourceText: 'Fieldboard', displayLeadSource: 'Fieldboard' },
  });
  for (const { address, name } of input.properties ?? [])
    store.create('Property', {
      clientId: client.id,
      name: name ?? null,
      address: {
        id: store.newId('PropertyAddress'),
        street1: null,
        street2: null,
        city: null,
        province: null,
        postalCode: null,
        country: null,
        coordinates: null,
        geoStatus: 'NOT_STARTED',
        ...present(address),
      },
    });
  return client;
}

function editClient(client: Client, input: ClientInput, store: AccountStore): Client {
  const { id, emails, phones } = client;
  const added = (input.tagsToAdd ?? []).map(
    (label) =>
      (store.all('Tag').find((tag) => tag.label === label) ?? store.create('Tag', { label })).id,
  );
  const gone = new Set(input.tagsToDelete ?? []);
  const kept = client.tagIds.filter((tag) => !gone.has(store.get('Tag', tag).label));
  return store.update('Client', id, {
    ...names(input),
    emails: [
      ...emails,
      ...(input.emailsToAdd ?? []).map((one) => newEmail(one, emails.length === 0, store)),
    ],
    phones: [
      ...phones,
      ...(input.phonesToAdd ?? []).map((one) => newPhone(one, phones.length === 0, store)),
    ],
    tagIds: [...new Set([...kept, ...added])],
    ...(input.billingAddress
      ? {
          billingAddress: {
            ...noAddress,
            ...client.billingAddress,
            ...present(input.billingAddress),
          },
        }
      : {}),
  });
}

function names({ firstName, lastName, companyName, isCompany, title }: ClientInput) {
  return {
    ...(typeof firstName === 'string' ? { firstName } : {}),
    ...(typeof lastName === 'string' ? { lastName } : {}),
    ...(companyName !== undefined ? { companyName } : {}),
    ...(typeof isCompany === 'boolean' ? { isCompany } : {}),
    ...(title !== undefined ? { title } : {}),
  };
}

function newEmail(input: Partial<Email>, isFirst: boolean, store: AccountStore): Email {
  const { address = '', description = 'MAIN', primary } = input;
  return { id: store.newId('Email'), address, description, primary: primary ?? isFirst };
}

function newPhone(
  input: Partial<ClientPhoneNumber>,
  isFirst: boolean,
  store: AccountStore,
): ClientPhoneNumber {
  const { number = '', description = 'MAIN', primary, smsAllowed } = input;
  const digits = number.replace(/\D/g, '');
  return {
    id: store.newId('ClientPhoneNumber'),
    number,
    friendly: number,
    normalizedPhoneNumber: digits.length === 10 ? `+1${digits}` : null,
    description,
    primary: primary ?? isFirst,
    smsAllowed: smsAllowed ?? false,
  };
}

const noAddress = {
  street1: '',
  street2: '',
  city: '',
  province: '',
  postalCode: '',
  country: '',
  latitude: '',
  longitude: '',
};

function present<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as T;
}

function onClient(id: unknown, store: AccountStore, change: (client: Client) => Client) {
  const client = store.find('Client', String(id));
  return client ? { client: change(client), userErrors: [] } : missing('clientId');
}

function missing(argument: Extract<keyof Args, string>) {
  return { userErrors: [{ message: 'Not found', path: [argument] }] };
}

function application(clientId: string) {
  const id = Buffer.from(`gid://Jobber/Application/${clientId.length}`).toString('base64');
  return { __typename: 'Application', id, name: 'Fieldboard (sandbox)', author: 'Sandbox' };
}
