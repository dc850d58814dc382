CREATE TABLE "client_sum_windows" (
	"account_id" integer PRIMARY KEY NOT NULL,
	"to_day" date NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"to_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "client_sums" (
	"account_id" integer NOT NULL,
	"client_id" text NOT NULL,
	"year_cents" bigint DEFAULT 0 NOT NULL,
	"year_n" integer DEFAULT 0 NOT NULL,
	"visit_days" integer DEFAULT 0 NOT NULL,
	"last_day" date,
	"usual_days" double precision,
	CONSTRAINT "client_sums_account_id_client_id_pk" PRIMARY KEY("account_id","client_id")
);
--> statement-breakpoint
ALTER TABLE "client_sum_windows" ADD CONSTRAINT "client_sum_windows_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_sums" ADD CONSTRAINT "client_sums_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invoices_owed" ON "invoices" USING btree ("account_id","status","due_at","issued_at","balance_cents","client_id","id") WHERE "invoices"."status" in ('awaiting_payment', 'past_due', 'sent_not_due', 'bad_debt') and "invoices"."balance_cents" > 0;--> statement-breakpoint
CREATE INDEX "jobs_recurring" ON "jobs" USING btree ("account_id","end_at","id") WHERE "jobs"."job_type" = 'RECURRING';