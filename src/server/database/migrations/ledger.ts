import type { Migration } from "../migration.ts";

/** The events, and what is worked out from them when they come in. */
export const ledger: Migration = {
  number: 1,
  sql: `
create table events (
  sequence bigint generated always as identity primary key,
  id text not null unique,
  time timestamptz not null,
  received_at timestamptz not null default now(),
  actor text not null,
  project text not null,
  stage text not null,
  type text not null,
  finding text,
  data jsonb not null,
  previous text not null
);
create index events_type on events (type, time, project);
create index events_time on events (time, sequence);
create index events_project on events (project, time, sequence);
create index events_finding on events (finding, time, sequence) where finding is not null;
create index events_scan on events ((data->>'scan')) where type in ('finding-opened', 'finding-closed');
create index events_target on events (project, md5(data->>'target'), time, sequence)
  where type in ('scan-finished', 'gate-passed', 'gate-failed', 'brief-finished', 'clean-finished', 'proof-checked');
create index events_stage on events (stage, time, sequence);

create table projects (
  name text primary key,
  first_event_at timestamptz not null,
  last_event_at timestamptz not null,
  events bigint not null
);

create table committers (
  project text not null,
  actor text not null,
  day date not null,
  primary key (day, project, actor)
);

create table gauge_readings (
  gauge text not null,
  projects text not null,
  at timestamptz not null,
  value float8,
  events int not null,
  fresh_at timestamptz,
  primary key (at, gauge, projects)
);

create table findings (
  id text primary key,
  project text not null,
  fingerprint text not null,
  rule text not null,
  class text not null,
  severity text not null,
  severity_rank int not null,
  title text not null,
  preview text not null,
  confidence text,
  verified text not null,
  harm text not null,
  remedy text not null,
  path text not null,
  key text,
  line int,
  targets text[] not null,
  state text not null,
  is_reopened boolean not null,
  opened_at timestamptz not null,
  changed_at timestamptz not null,
  changed_by text not null,
  reason text,
  expires date,
  search text not null
);
create index findings_severity on findings (severity_rank, id);
create index findings_opened on findings (opened_at, id);
create index findings_changed on findings (changed_at, id);
create index findings_project on findings (project, id);
create index findings_rule on findings (rule, id);

create table finding_periods (
  finding text not null,
  project text not null,
  class text not null,
  opened_at timestamptz not null,
  closed_at timestamptz
);
create index finding_periods_finding on finding_periods (finding);
create index finding_periods_class on finding_periods (class, opened_at);
`,
};
