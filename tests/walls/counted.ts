import type { Pool } from 'pg';
import type { LoginName } from '../../src/db/types.ts';
import type { TestHub } from '../hub.ts';

/** A hub whose pools count what is sent to the database, whoever sends it. */
export function countingHub(hub: TestHub): { hub: TestHub; sent: () => number } {
  let sent = 0;
  const pools = new Map<LoginName, Pool>();
  const pool = (login: LoginName): Pool => {
    let counted = pools.get(login);
    if (!counted) {
      counted = new Proxy(hub.pool(login), {
        get(target, name) {
          const value = Reflect.get(target, name) as unknown;
          if (typeof value !== 'function') return value;
          return (...args: unknown[]) => {
            if (name === 'query' || name === 'connect') sent += 1;
            return (value as (...args: unknown[]) => unknown).apply(target, args);
          };
        },
      });
      pools.set(login, counted);
    }
    return counted;
  };
  const counting = Object.create(hub, { pool: { value: pool } }) as TestHub;
  return { hub: counting, sent: () => sent };
}
