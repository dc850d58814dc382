/**
 * An explicit-state model of the refresh protocol: every interleaving of a few workers, one provider and a budget of
 * faults is visited, and every state at rest is checked. Transitions carry the names of the vault's functions. Untimed:
 * "quiet" stands for what the timing invariant gives, namely that a lease never ends, and a token is never sent again,
 * while a request with it or its answer is under way (a process frozen with an answer in hand is outside of that).
 * Evidence within small bounds, not a proof.
 */
export type Protocol = 'ours' | 'naive' | 'lease-fenced';
export type Provider = 'strict' | 'reuse-revokes' | 'leeway';

export type ModelRun = {
  protocol: Protocol;
  provider: Provider;
  quiet: boolean;
  workers: number;
  rounds: number;
  budget: Partial<Record<Fault, number>>;
};

export type ModelResult = {
  states: number;
  violations: Record<Violation, number>;
  /** How often each transition was taken: none may be dead. */
  taken: Record<string, number>;
};

type Fault = 'crash' | 'timeout' | 'drop' | 'leaseExpiry' | 'reconnect' | 'notSent';
export type Violation =
  | 'replay without a fault'
  | 'loss without a crash or a lost message'
  | 'received token discarded'
  | 'reconnect although the stored token is good'
  | 'token of an older grant stored'
  | 'loss called a revocation';

type Message = { phase: 'request' | 'answer'; token: number; answer: number; awaited: boolean };
type Worker = {
  at: 'idle' | 'wanting' | 'claimed' | 'sent' | 'answered' | 'unanswered';
  rounds: number;
  tries: number;
  grant: number;
  version: number;
  token: number;
  answer: number;
  messages: Message[];
};
type State = {
  version: number;
  grant: number;
  token: number;
  status: 'active' | 'suspect' | 'lost' | 'revoked';
  lease: number;
  intent: number;
  intentCount: number;
  families: { current: number; previous: number; issued: number; isRevoked: boolean }[];
  budget: Record<Fault, number>;
  hadFault: boolean;
  hadLoss: boolean;
  discarded: boolean;
  workers: Worker[];
};

const refused = -1;
const noLease = -1;
const tries = 2;

/** Visits every reachable state of `run`. */
export function explore(run: ModelRun): ModelResult {
  const result: ModelResult = { states: 0, violations: noViolations(), taken: {} };
  const first = initial(run);
  const seen = new Set([keyOf(first)]);
  const open = [first];
  for (let state = open.pop(); state; state = open.pop()) {
    result.states += 1;
    let atRest = true;
    visit(run, state, (name, isFault, next, violation) => {
      if (!isFault) atRest = false;
      if (violation) result.violations[violation] += 1;
      result.taken[name] = (result.taken[name] ?? 0) + 1;
      const key = keyOf(next);
      if (seen.has(key)) return;
      seen.add(key);
      open.push(next);
    });
    if (atRest) for (const violation of judge(state)) result.violations[violation] += 1;
  }
  return result;
}

/** What must not be true when nobody has anything left to do. */
function judge(state: State): Violation[] {
  const found: Violation[] = [];
  const isGood = accepts(state, state.token);
  if (isGood && (state.status === 'lost' || state.status === 'revoked')) {
    found.push('reconnect although the stored token is good');
  }
  if (!isGood && !state.hadLoss) found.push('loss without a crash or a lost message');
  if (!isGood && state.discarded) found.push('received token discarded');
  if (state.status === 'revoked' && state.hadLoss) found.push('loss called a revocation');
  if (familyOf(state.token) !== state.grant - 1) found.push('token of an older grant stored');
  return found;
}

type Emit = (name: string, isFault: boolean, next: State, violation?: Violation) => void;

function visit(run: ModelRun, state: State, emit: Emit): void {
  for (let w = 0; w < state.workers.length; w += 1) {
    visitWorker(run, state, w, emit);
    visitMessages(run, state, w, emit);
  }
  if (state.lease !== noLease) expireLease(run, state, emit);
  if (state.budget.reconnect > 0) {
    emit('keepTokens', true, change(state, keepTokens));
  }
}

function visitWorker(run: ModelRun, state: State, w: number, emit: Emit): void {
  const worker = at(state, w);
  const isLive = state.status === 'active' || state.status === 'suspect';
  switch (worker.at) {
    case 'idle':
      if (worker.rounds > 0 && isLive) {
        emit(
          'accessToken',
          false,
          change(state, (next) => {
            Object.assign(at(next, w), {
              at: 'wanting',
              grant: next.grant,
              version: next.version,
              token: next.token,
              tries,
            });
          }),
        );
      }
      break;
    case 'wanting':
      if (state.version !== worker.version || !isLive || worker.tries === 0) {
        emit(
          'handOut',
          false,
          change(state, (next) => endRound(next, w)),
        );
      } else if (canClaim(run, state)) {
        emit(
          'claim',
          false,
          change(state, (next) => claim(run, next, w)),
        );
      }
      break;
    case 'claimed':
      if (!run.quiet || run.protocol === 'naive' || state.lease === w) {
        emit(
          'send',
          false,
          change(state, (next) => {
            const { token, messages } = at(next, w);
            at(next, w).at = 'sent';
            messages.push({ phase: 'request', token, answer: 0, awaited: true });
          }),
        );
      } else {
        emit(
          'notSent',
          false,
          change(state, (next) => notSent(next, w)),
        );
      }
      if (state.budget.notSent > 0) {
        emit(
          'notSent',
          true,
          change(state, (next) => {
            next.budget.notSent -= 1;
            notSent(next, w);
          }),
        );
      }
      break;
    case 'answered':
      if (worker.answer === refused)
        emit(
          'rejected',
          false,
          change(state, (next) => rejected(run, next, w)),
        );
      else
        emit(
          'commit',
          false,
          change(state, (next) => commit(run, next, w)),
        );
      break;
    case 'unanswered':
      emit(
        'unknown',
        false,
        change(state, (next) => unknown(run, next, w)),
      );
      break;
    case 'sent':
      if (state.budget.timeout > 0) {
        emit(
          'timeout',
          true,
          change(state, (next) => {
            next.budget.timeout -= 1;
            hangUp(next, w);
          }),
        );
      }
      break;
  }
  if (worker.at !== 'idle' && state.budget.crash > 0) {
    emit(
      'crash',
      true,
      change(state, (next) => {
        next.budget.crash -= 1;
        next.hadFault = true;
        next.hadLoss = true;
        for (const message of at(next, w).messages) message.awaited = false;
        endRound(next, w);
      }),
    );
  }
}

function visitMessages(run: ModelRun, state: State, w: number, emit: Emit): void {
  at(state, w).messages.forEach((message, index) => {
    if (message.phase === 'request') {
      const isReplay = !state.hadFault && message.token !== currentOf(state, message.token);
      emit(
        'process',
        false,
        change(state, (next) => process(run, next, w, index)),
        isReplay ? 'replay without a fault' : undefined,
      );
    } else {
      emit(
        'deliver',
        false,
        change(state, (next) => {
          next.workers[w] = { ...at(next, w), messages: without(at(next, w).messages, index) };
          if (message.awaited)
            Object.assign(at(next, w), { at: 'answered', answer: message.answer });
        }),
      );
    }
    if (state.budget.drop > 0) {
      emit(
        'drop',
        true,
        change(state, (next) => {
          next.budget.drop -= 1;
          hangUp(next, w, index);
        }),
      );
    }
  });
}

/** The caller sees a dead connection; without `index` the message itself travels on. */
function hangUp(next: State, w: number, index?: number): void {
  const worker = at(next, w);
  const wasAwaited = index === undefined || worker.messages[index]?.awaited === true;
  next.hadFault = true;
  next.hadLoss = true;
  if (index !== undefined) worker.messages = without(worker.messages, index);
  for (const message of worker.messages) if (wasAwaited) message.awaited = false;
  if (wasAwaited) worker.at = 'unanswered';
}

function canClaim(run: ModelRun, state: State): boolean {
  if (run.protocol === 'naive') return true;
  if (state.lease !== noLease) return false;
  const isOpen = state.intent === state.version;
  const isInFlight = state.workers.some(({ messages }) =>
    messages.some(({ token }) => token === state.token),
  );
  return !(run.quiet && isOpen && isInFlight);
}

function claim(run: ModelRun, next: State, w: number): void {
  const worker = at(next, w);
  worker.at = 'claimed';
  worker.tries -= 1;
  if (run.protocol === 'naive') return;
  next.lease = w;
  next.intentCount = next.intent === next.version ? next.intentCount + 1 : 1;
  next.intent = next.version;
}

function commit(run: ModelRun, next: State, w: number): void {
  const { grant, version, answer } = at(next, w);
  const isSame = next.grant === grant && next.version === version;
  const mayWrite =
    run.protocol === 'naive' || (run.protocol === 'ours' ? isSame : next.lease === w);
  if (mayWrite) {
    next.token = answer;
    next.version += 1;
    next.status = 'active';
    settle(next);
  } else if (next.grant === grant) {
    next.discarded = true;
  }
  endRound(next, w);
}

function rejected(run: ModelRun, next: State, w: number): void {
  const { grant, version } = at(next, w);
  const isSame = next.grant === grant && next.version === version;
  const mayWrite =
    run.protocol === 'naive' || (run.protocol === 'ours' ? isSame : next.lease === w);
  if (mayWrite) {
    next.status = next.intentCount > 1 ? 'lost' : 'revoked';
    next.lease = noLease;
  }
  endRound(next, w);
}

function unknown(run: ModelRun, next: State, w: number): void {
  const worker = at(next, w);
  const isHeld = next.lease === w && next.grant === worker.grant && next.version === worker.version;
  if (run.protocol !== 'naive' && isHeld) {
    next.status = 'suspect';
    next.lease = noLease;
  }
  worker.at = 'wanting';
}

function notSent(next: State, w: number): void {
  const worker = at(next, w);
  if (next.lease === w && next.version === worker.version) {
    next.lease = noLease;
    next.intentCount -= 1;
    if (next.intentCount === 0) next.intent = 0;
  }
  endRound(next, w);
}

function keepTokens(next: State): void {
  next.budget.reconnect -= 1;
  next.grant += 1;
  next.version += 1;
  next.token = (next.grant - 1) * 16;
  next.families.push({ current: next.token, previous: -1, issued: 0, isRevoked: false });
  next.status = 'active';
  next.discarded = false;
  next.hadLoss = next.workers.some(({ messages }) => messages.length > 0) && next.hadLoss;
  settle(next);
}

function settle(next: State): void {
  next.lease = noLease;
  next.intent = 0;
  next.intentCount = 0;
}

function expireLease(run: ModelRun, state: State, emit: Emit): void {
  const holder = at(state, state.lease);
  const isAbandoned = holder.at === 'idle' || holder.at === 'wanting';
  const isInFlight =
    holder.at === 'answered' || state.workers.some(({ messages }) => messages.length > 0);
  if (run.quiet && isInFlight) return;
  const expire = (next: State) => {
    next.lease = noLease;
  };
  if (isAbandoned) emit('leaseExpiry', false, change(state, expire));
  else if (state.budget.leaseExpiry > 0) {
    emit(
      'leaseExpiry',
      true,
      change(state, (next) => {
        next.budget.leaseExpiry -= 1;
        next.hadFault = true;
        expire(next);
      }),
    );
  }
}

/** Jobber reads one request. */
function process(run: ModelRun, next: State, w: number, index: number): void {
  const message = at(next, w).messages[index];
  if (!message) return;
  const family = next.families[familyOf(message.token)];
  if (!family) return;
  const isCurrent = message.token === family.current;
  const isTolerated = run.provider === 'leeway' && message.token === family.previous;
  message.phase = 'answer';
  if (family.isRevoked || (!isCurrent && !isTolerated)) {
    if (run.provider === 'reuse-revokes' && !isCurrent) family.isRevoked = true;
    message.answer = refused;
  } else {
    family.issued += 1;
    family.previous = message.token;
    family.current = familyOf(message.token) * 16 + family.issued;
    message.answer = family.current;
  }
  if (!message.awaited) at(next, w).messages = without(at(next, w).messages, index);
}

function endRound(next: State, w: number): void {
  const worker = at(next, w);
  worker.rounds -= 1;
  Object.assign(worker, { at: 'idle', tries: 0, grant: 0, version: 0, token: 0, answer: 0 });
}

function accepts(state: State, token: number): boolean {
  const family = state.families[familyOf(token)];
  return family !== undefined && !family.isRevoked && family.current === token;
}

function currentOf(state: State, token: number): number {
  return state.families[familyOf(token)]?.current ?? -1;
}

function familyOf(token: number): number {
  return token >> 4;
}

function at(state: State, w: number): Worker {
  const worker = state.workers[w];
  if (!worker) throw new Error(`there is no worker ${w}`);
  return worker;
}

function without<T>(items: readonly T[], index: number): T[] {
  return items.filter((_, other) => other !== index);
}

function initial({ workers, rounds, budget }: ModelRun): State {
  return {
    version: 1,
    grant: 1,
    token: 0,
    status: 'active',
    lease: noLease,
    intent: 0,
    intentCount: 0,
    families: [{ current: 0, previous: -1, issued: 0, isRevoked: false }],
    budget: { crash: 0, timeout: 0, drop: 0, leaseExpiry: 0, reconnect: 0, notSent: 0, ...budget },
    hadFault: false,
    hadLoss: false,
    discarded: false,
    workers: Array.from({ length: workers }, () => ({
      at: 'idle',
      rounds,
      tries: 0,
      grant: 0,
      version: 0,
      token: 0,
      answer: 0,
      messages: [],
    })),
  };
}

function change(state: State, apply: (next: State) => void): State {
  const next: State = {
    ...state,
    budget: { ...state.budget },
    families: state.families.map((family) => ({ ...family })),
    workers: state.workers.map((worker) => ({
      ...worker,
      messages: worker.messages.map((message) => ({ ...message })),
    })),
  };
  apply(next);
  return next;
}

/** Workers are alike, so states that differ only in their order are one state; the lease follows its holder. */
function keyOf(state: State): string {
  const workers = state.workers.map((worker, w) => {
    const { at, rounds, tries, grant, version, token, answer, messages } = worker;
    const sent = messages.map((m) => `${m.phase[0]}${m.token},${m.answer}${m.awaited ? '!' : ''}`);
    const holds = state.lease === w ? 'L' : '';
    return `${at.slice(0, 3)}${at.length}${holds} ${rounds} ${tries} ${grant} ${version} ${token} ${answer} ${sent.sort().join(';')}`;
  });
  const families = state.families.map((f) => `${f.current},${f.previous},${f.isRevoked ? 1 : 0}`);
  const { crash, timeout, drop, leaseExpiry, reconnect, notSent: unsent } = state.budget;
  return `${state.version} ${state.grant} ${state.token} ${state.status} ${state.intent} ${state.intentCount}|${families.join(';')}|${crash}${timeout}${drop}${leaseExpiry}${reconnect}${unsent}${state.hadFault ? 'f' : ''}${state.hadLoss ? 'l' : ''}${state.discarded ? 'd' : ''}|${workers.sort().join('|')}`;
}

function noViolations(): Record<Violation, number> {
  return {
    'replay without a fault': 0,
    'loss without a crash or a lost message': 0,
    'received token discarded': 0,
    'reconnect although the stored token is good': 0,
    'token of an older grant stored': 0,
    'loss called a revocation': 0,
  };
}
