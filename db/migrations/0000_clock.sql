-- The one clock of SQL. Test databases move it by changing `shift`.
create table app_clock (
  shift interval not null,
  only_row boolean primary key default true check (only_row)
);
--> statement-breakpoint
insert into app_clock (shift) values (interval '0');
--> statement-breakpoint
create function app_now() returns timestamptz language sql stable
return clock_timestamp() + (select shift from app_clock);
