/** Generates prisma/client when it is missing or older than prisma/schema. */
export function ensurePrismaClient(): void;
