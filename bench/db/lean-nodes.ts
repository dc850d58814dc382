/**
 * `count` clients as Jobber's lean list sends them; `turn` changes every one of them.
 * @public
 */
export function clientNodes(count: number, turn = 0) {
  return Array.from({ length: count }, (_, n) => ({
    id: `c${n}`,
    name: `Client ${n % 97} of row ${n}`,
    isLead: n % 12 === 0,
    isArchived: n % 15 === 0,
    balance: (n % 400) + turn,
    email: `mail${n}@example.test`,
    phone: `(555) 01${n % 10}-${1000 + (n % 9000)}`,
    createdAt: minute(n),
    updatedAt: minute(n + turn),
  }));
}

/**
 * `count` invoices over the clients of `clientNodes(clients)`.
 * @public
 */
export function invoiceNodes(count: number, clients: number, turn = 0) {
  return Array.from({ length: count }, (_, n) => ({
    id: `i${n}`,
    invoiceNumber: String(n),
    invoiceStatus: n % 9 === 0 ? 'awaiting_payment' : 'paid',
    amounts: {
      subtotal: 100 + n,
      discountAmount: 0,
      total: 100 + n,
      invoiceBalance: n % 9 === 0 ? 100 + n : turn,
    },
    issuedDate: minute(n * 90),
    dueDate: minute(n * 90 + 20_000),
    createdAt: minute(n * 90),
    updatedAt: minute(n * 90 + turn),
    client: { id: `c${n % clients}` },
  }));
}

const begin = Date.UTC(2024, 0, 1);

function minute(n: number): string {
  return new Date(begin + n * 60_000).toISOString();
}
