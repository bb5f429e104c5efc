import type { CallbackPoster } from "../ports/callback-poster.ts";
import type { AccountDirectory } from "../ports/directory/account-directory.ts";
import type { UsageTrigger } from "../ports/directory/account-resources.ts";
import { createDueTimer } from "../work/due-timer.ts";
import { oneAtATime } from "../work/one-at-a-time.ts";
import { retryDelay } from "../work/retry-delay.ts";
import { triggerFields } from "./trigger-fields.ts";
import { hasFired, triggerValue } from "./trigger-value.ts";
import { createUsageReader, type UsageParts } from "./usage-reader.ts";

/** Fires usage triggers: an app is notified once its account has used a value. */
export interface UsageTriggers {
  /** How much was used, now, of what a trigger watches. */
  valueNow(trigger: Pick<UsageTrigger, TriggerScope>): Promise<number>;
  /** Evaluates all triggers soon: one was made. */
  wake(): void;
  /** Takes up what an earlier run has left, and watches what messages use. */
  start(): void;
  /** Stops, and waits for what is under way. */
  close(): Promise<void>;
}

type TriggerScope = "accountSid" | "usageCategory" | "triggerBy" | "recurring";

/** What usage triggers work with. */
export interface UsageTriggersParts extends UsageParts {
  readonly accounts: AccountDirectory;
  readonly poster: CallbackPoster;
  /** Gets what failed for reasons other than the app's; the work is repeated. */
  readonly onError: (error: unknown) => void;
}

// Twilio evaluates about once a minute; a developer waits for it.
const EVALUATION_MS = 1_000;
const MAX_ATTEMPTS = 5;
/** Statuses with which a message begins to count. */
const counted: ReadonlySet<string> = new Set(["sent", "failed", "received"]);

export function createUsageTriggers(parts: UsageTriggersParts): UsageTriggers {
  const { sendCore, configuration, accounts, poster, clock, onError } = parts;
  const reader = createUsageReader(parts);
  const working = oneAtATime(async () => {
    try {
      await evaluate();
      await deliver();
    } catch (error) {
      onError(error);
      timer.wake(clock.now() + EVALUATION_MS);
    }
  });
  const timer = createDueTimer(clock, working.ask);
  let isClosed = false;
  let stopWatching: (() => void) | undefined;

  function wake(): void {
    if (!isClosed) timer.wake(clock.now() + EVALUATION_MS);
  }

  async function valueNow(trigger: Pick<UsageTrigger, TriggerScope>): Promise<number> {
    const account = await configuration.accounts.find(trigger.accountSid);
    return account ? triggerValue(trigger, await reader.of(account, true), clock.now()) : 0;
  }

  /** Marks the triggers whose value is reached. */
  async function evaluate(): Promise<void> {
    const now = clock.now();
    const all = await configuration.usageTriggers.list();
    for (const trigger of all.filter((one) => !hasFired(one, now))) {
      const currentValue = await valueNow(trigger);
      if (isClosed) return;
      if (currentValue < trigger.triggerValue) continue;
      const firing = { currentValue, attempts: 0, dueAt: now };
      await configuration.change(({ usageTriggers }) =>
        usageTriggers.change(trigger.sid, (current) =>
          hasFired(current, now) ? current : { ...current, dateFired: now, firing },
        ),
      );
    }
  }

  /** Posts the callbacks that are due, and sets the timer for the others. */
  async function deliver(): Promise<void> {
    const all = await configuration.usageTriggers.list();
    await Promise.all(all.map(post));
    const waiting = (await configuration.usageTriggers.list()).flatMap(({ firing }) =>
      firing === null ? [] : [firing.dueAt],
    );
    if (waiting.length > 0 && !isClosed) timer.wake(Math.min(...waiting));
  }

  async function post(trigger: UsageTrigger): Promise<void> {
    const { sid, firing, callbackUrl: url, callbackMethod: method } = trigger;
    if (firing === null || firing.dueAt > clock.now() || isClosed) return;
    const account = await accounts.find(trigger.accountSid);
    const params = triggerFields(trigger, firing.currentValue);
    const outcome =
      account &&
      (await poster.post({
        url,
        method,
        params,
        authToken: account.authToken,
        key: `${sid}/${trigger.dateFired}`,
      }));
    // Broken off by the end of the process: the next run posts it again.
    if (account && !outcome) return;
    const attempts = firing.attempts + 1;
    const isDone = !outcome || outcome.errorCode === null || attempts >= MAX_ATTEMPTS;
    const dueAt = clock.now() + retryDelay(attempts);
    await configuration.change(({ usageTriggers }) =>
      usageTriggers.change(sid, (current) => ({
        ...current,
        firing: isDone ? null : { ...firing, attempts, dueAt },
      })),
    );
  }

  return {
    valueNow,
    wake,
    start() {
      stopWatching = sendCore.subscribe(({ message }) => {
        if (counted.has(message.status)) wake();
      });
      working.ask();
    },
    async close() {
      isClosed = true;
      stopWatching?.();
      timer.cancel();
      await working.idle();
    },
  };
}
