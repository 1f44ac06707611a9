import { createClient } from '@libsql/client';
import { drizzle } from 'drizzle-orm/libsql';
import { migrate } from 'drizzle-orm/libsql/migrator';

/** Brings a database up to the newest schema. Run from Node: `DATABASE_URL=… [DATABASE_AUTH_TOKEN=…] npm run migrate`. */
export async function migrateDatabase(url: string, authToken?: string): Promise<void> {
  const client = createClient({ url, ...(authToken ? { authToken } : {}) });
  try {
    await migrate(drizzle(client), { migrationsFolder: new URL('./migrations', import.meta.url).pathname });
  } finally {
    client.close();
  }
}

if (import.meta.main) {
  const { DATABASE_URL, DATABASE_AUTH_TOKEN } = process.env;
  if (!DATABASE_URL) {
    console.error('Set DATABASE_URL (libsql://… or http://…) and, for Turso, DATABASE_AUTH_TOKEN.');
    process.exit(1);
  }
  await migrateDatabase(DATABASE_URL, DATABASE_AUTH_TOKEN);
  console.log('The database is up to date.');
}
