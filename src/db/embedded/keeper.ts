import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

let signedIn = 0;

/** Notes this process among the users of a server; returns what takes the note away. */
export function signIn(users: string): () => void {
  mkdirSync(users, { recursive: true });
  signedIn += 1;
  const file = join(users, `${process.pid}-${signedIn}`);
  writeFileSync(file, '');
  return () => rmSync(file, { force: true });
}

// $1: folder of the notes, $2: process of the server. A user that was killed left its note behind; its process is gone,
// or, where nobody collects the dead, has no command line any more.
const script = `
alive() {
  if [ -d /proc/self ]; then [ -n "$(tr -d '\\0' < "/proc/$1/cmdline" 2>/dev/null)" ]; else kill -0 "$1" 2>/dev/null; fi
}
idle=0
while alive "$2"; do
  sleep 2
  used=no
  for note in "$1"/*; do
    [ -e "$note" ] || continue
    name=\${note##*/}
    if alive "\${name%%-*}"; then used=yes; else rm -f "$note"; fi
  done
  if [ $used = yes ]; then idle=0; else idle=$((idle + 1)); fi
  if [ $idle -ge 2 ]; then alive "$2" && kill -INT "$2"; exit; fi
done
`;

/**
 * Watches over a server that was just started, in a small shell process of its own: when every user is gone and none
 * has stopped it (killed, out of memory, terminal closed), it stops the server after a few seconds.
 */
export function startKeeper(users: string, server: number): void {
  if (process.platform === 'win32') return;
  spawn('/bin/sh', ['-c', script, 'sunledger-keeper', users, String(server)], {
    cwd: '/',
    detached: true,
    stdio: 'ignore',
  }).unref();
}
