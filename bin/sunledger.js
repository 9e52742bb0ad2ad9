#!/usr/bin/env node
import { register } from 'tsx/esm/api';
import { ensurePrismaClient } from '../scripts/prisma-client.js';

// npm runs a script through a shell, which dies of a SIGTERM without passing it on: losing that shell means the same.
if (process.env.npm_lifecycle_event) {
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 300);
  watch.unref();
}

ensurePrismaClient();
register();
await import('../src/cli/main.ts');
