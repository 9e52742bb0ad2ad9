#!/usr/bin/env node
import { register } from 'tsx/esm/api';
import { ensurePrismaClient } from '../scripts/prisma-client.js';

ensurePrismaClient();
register();
await import('../src/cli/main.ts');
