import type { Migration } from "../migration.ts";

/**
 * What gauges and pages read of events, as columns that the database works out by itself, and indexes
 * that hold all that a gauge needs: the events, ten times as large, are not looked at. What an event is about is a
 * hash of its project and name, which may be of any length.
 */
export const readByGauges: Migration = {
  number: 3,
  sql: `
alter table events
  add organisation uuid generated always as (md5(md5(project) || (data->>'organisation'))::uuid) stored,
  add sensitive float8 generated always as ((data->>'sensitive')::float8) stored,
  add role uuid generated always as (md5(md5(project) || md5(data->>'provider') || (data->>'role'))::uuid) stored,
  add wildcards float8 generated always as ((data->>'wildcards')::float8) stored,
  add canary uuid generated always as (md5(md5(project) || (data->>'canary'))::uuid) stored,
  add is_test boolean generated always as (coalesce((data->>'isTest')::boolean, false)) stored,
  add drill uuid generated always as (md5(md5(project) || (data->>'drill'))::uuid) stored,
  add is_confirmed boolean generated always as ((data->>'confirmed')::boolean) stored,
  add credential uuid generated always as (
    md5(md5(project) || coalesce(data->>'credential', data->>'secret', data->>'name'))::uuid
  ) stored,
  add is_static boolean generated always as (
    data->>'lifetime' = 'static' or data->>'kind' <> 'short-lived' and (data->>'isActive')::boolean
  ) stored,
  add is_variable boolean generated always as (data->>'source' = 'environment') stored,
  add ttl float8 generated always as ((data->>'ttl')::float8) stored,
  add job uuid generated always as (md5(md5(project) || (data->>'job'))::uuid) stored,
  add command uuid generated always as (md5(md5(project) || (data->>'command'))::uuid) stored,
  add variables int generated always as (least((data->>'variables')::float8, 1000)::int) stored,
  add has_failed boolean generated always as ((data->>'status')::float8 <> 0) stored,
  add in_pipeline boolean generated always as (data->>'pipeline' is not null) stored,
  add is_severe boolean generated always as (
    coalesce((data->'findings'->>'critical')::float8, 0) + coalesce((data->'findings'->>'high')::float8, 0) > 0
  ) stored,
  add is_failed_by_secret boolean generated always as (
    (type = 'gate-failed' or coalesce((data->>'failed')::boolean, false))
      and coalesce((data->>'secrets')::float8, 0) > 0
  ) stored,
  add scan uuid generated always as (md5(md5(project) || (data->>'scan'))::uuid) stored,
  add improvements float8 generated always as ((data->>'improvements')::float8) stored;

create index events_organisation on events (organisation, time) include (project, sensitive)
  where type = 'inventory-finished';
create index events_role on events (role, time) include (project, wildcards)
  where type = 'policy-analysed';
create index events_canary on events (canary, time) include (project, type, is_test)
  where type in ('canary-minted', 'canary-planted', 'canary-tripped');
create index events_drill on events (drill, time) include (project, type, is_confirmed)
  where type in ('alert-raised', 'credential-revoked') and drill is not null;
create index events_credential on events (type, time)
  include (project, credential, is_static, is_variable, ttl, job)
  where type in ('secret-fetched', 'credential-seen', 'credential-revoked');
create index events_fetched on events (job, time)
  where type = 'secret-fetched' and job is not null;
create index events_job on events (time) include (project, command, job, variables, has_failed)
  where type = 'job-finished';
create index events_pipeline on events (time) include (project, type, is_severe, is_failed_by_secret)
  where type in ('scan-finished', 'report-imported', 'gate-passed', 'gate-failed') and in_pipeline;
create index events_tabletop on events (time) include (project, improvements)
  where type = 'tabletop-finished';

drop index events_scan;
create index events_scan on events (scan) include (type)
  where type in ('finding-opened', 'finding-closed') and scan is not null;

create table event_types (
  type text primary key,
  changed_by bigint not null
);
insert into event_types (type, changed_by) select distinct type, txid_current() from events;

drop index finding_periods_class;
create index finding_periods_class on finding_periods (class, opened_at) include (closed_at, project);
create index findings_counted on findings (project, state, expires, class, severity);

alter table events set (autovacuum_vacuum_insert_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.05);
`,
};
