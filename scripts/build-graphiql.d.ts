/** Bundles the query editor; false where Vite is not installed. */
export function buildGraphiql(): Promise<boolean>;
