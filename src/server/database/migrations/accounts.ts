import type { Migration } from "../migration.ts";

/** Who may ask, what they changed, and whom is told. */
export const accounts: Migration = {
  number: 2,
  sql: `
create table users (
  id text primary key,
  name text not null unique,
  role text not null,
  projects text[],
  login text not null,
  password text,
  subject text unique,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz,
  is_disabled boolean not null default false
);

create table sessions (
  hash text primary key,
  user_id text not null references users on delete cascade,
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index sessions_user on sessions (user_id);

create table tokens (
  id text primary key,
  name text not null,
  prefix text not null,
  hash text not null unique,
  scopes text[] not null,
  projects text[],
  created_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz
);

create table audit (
  sequence bigint generated always as identity primary key,
  time timestamptz not null default now(),
  actor text not null,
  action text not null,
  subject text not null,
  details jsonb not null
);

create table webhooks (
  id text primary key,
  kind text not null,
  url text not null,
  secret text not null,
  types text[] not null,
  projects text[],
  created_at timestamptz not null default now()
);

create table deliveries (
  sequence bigint generated always as identity primary key,
  webhook text not null references webhooks on delete cascade,
  event text not null,
  attempts int not null default 0,
  next_at timestamptz not null default now(),
  state text not null default 'retrying',
  time timestamptz not null default now(),
  status int,
  reason text
);
create index deliveries_due on deliveries (next_at) where state = 'retrying';
create index deliveries_webhook on deliveries (webhook, sequence);
`,
};
