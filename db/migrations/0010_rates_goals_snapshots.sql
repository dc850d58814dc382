CREATE TABLE "goals" (
	"account_id" integer NOT NULL,
	"span" text NOT NULL,
	"from_day" date NOT NULL,
	"amount_cents" bigint NOT NULL,
	CONSTRAINT "goals_account_id_span_from_day_pk" PRIMARY KEY("account_id","span","from_day")
);
--> statement-breakpoint
CREATE TABLE "labour_rates" (
	"account_id" integer NOT NULL,
	"user_id" text NOT NULL,
	"from_day" date NOT NULL,
	"hourly_cents" bigint NOT NULL,
	"burden_percent" double precision DEFAULT 0 NOT NULL,
	CONSTRAINT "labour_rates_account_id_user_id_from_day_pk" PRIMARY KEY("account_id","user_id","from_day")
);
--> statement-breakpoint
CREATE TABLE "snapshot_days" (
	"account_id" integer NOT NULL,
	"kind" text NOT NULL,
	"day" date NOT NULL,
	"taken_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "snapshot_days_account_id_kind_day_pk" PRIMARY KEY("account_id","kind","day")
);
--> statement-breakpoint
CREATE TABLE "snapshot_items" (
	"account_id" integer NOT NULL,
	"kind" text NOT NULL,
	"record_id" text NOT NULL,
	"from_day" date NOT NULL,
	"until_day" date,
	"state" text NOT NULL,
	"amount_cents" bigint NOT NULL,
	"since_day" date,
	"client_id" text,
	"label" text NOT NULL,
	"jobber_uri" text,
	CONSTRAINT "snapshot_items_account_id_kind_record_id_from_day_pk" PRIMARY KEY("account_id","kind","record_id","from_day")
);
--> statement-breakpoint
CREATE TABLE "table_recoveries" (
	"account_id" integer NOT NULL,
	"day" date NOT NULL,
	"kind" text NOT NULL,
	"record_id" text NOT NULL,
	"cause" text NOT NULL,
	"recovered_cents" bigint NOT NULL,
	CONSTRAINT "table_recoveries_account_id_day_kind_record_id_cause_pk" PRIMARY KEY("account_id","day","kind","record_id","cause")
);
--> statement-breakpoint
DROP INDEX "table_ledger_gone";--> statement-breakpoint
ALTER TABLE "goals" ADD CONSTRAINT "goals_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "labour_rates" ADD CONSTRAINT "labour_rates_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snapshot_days" ADD CONSTRAINT "snapshot_days_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snapshot_items" ADD CONSTRAINT "snapshot_items_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "table_recoveries" ADD CONSTRAINT "table_recoveries_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "snapshot_items_by_day" ON "snapshot_items" USING btree ("account_id","kind","from_day","until_day");--> statement-breakpoint
CREATE INDEX "snapshot_items_open" ON "snapshot_items" USING btree ("account_id","kind") WHERE "snapshot_items"."until_day" is null;--> statement-breakpoint
ALTER TABLE "table_ledger" DROP COLUMN "recovered_cents";