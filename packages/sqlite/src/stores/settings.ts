import type { Database } from "../engine/database.ts";
import type { Commit } from "../engine/group-commit.ts";
import { text } from "../engine/read-row.ts";

/** Small facts that outlive a run. */
export interface Settings {
  get(name: string): Promise<string | undefined>;
  set(name: string, value: string): Promise<void>;
}

const selectSetting = "select value from setting where name = ?";

const upsertSetting = `insert into setting (name, value) values (?, ?)
  on conflict (name) do update set value = excluded.value`;

/** Keeps settings in the same file. */
export function createSettings(db: Database, commit: Commit): Settings {
  return {
    async get(name) {
      const row = db.prepare(selectSetting).get(name);
      return row && text(row, 0);
    },
    set: (name, value) =>
      commit(() => {
        db.prepare(upsertSetting).run(name, value);
      }),
  };
}
