CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"account_id" integer,
	"list" text NOT NULL,
	"name" text NOT NULL,
	"params" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "saved_views_name" UNIQUE("person_id","list","name")
);
--> statement-breakpoint
DROP INDEX "clients_by_city";--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "saved_views_account" ON "saved_views" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "invoices_by_status_id" ON "invoices" USING btree ("account_id","status","id");--> statement-breakpoint
CREATE INDEX "invoices_open" ON "invoices" USING btree ("account_id","due_at","id") WHERE "invoices"."status" in ('awaiting_payment', 'past_due', 'sent_not_due') and "invoices"."balance_cents" > 0;--> statement-breakpoint
CREATE INDEX "invoices_open_of_client" ON "invoices" USING btree ("account_id","client_id","due_at") WHERE "invoices"."status" in ('awaiting_payment', 'past_due', 'sent_not_due') and "invoices"."balance_cents" > 0;--> statement-breakpoint
CREATE INDEX "jobs_by_status_id" ON "jobs" USING btree ("account_id","status","id");--> statement-breakpoint
CREATE INDEX "jobs_open" ON "jobs" USING btree ("account_id","job_number","id") WHERE "jobs"."status" <> 'archived';--> statement-breakpoint
CREATE INDEX "jobs_unbilled" ON "jobs" USING btree ("account_id","uninvoiced_cents","id") WHERE "jobs"."uninvoiced_cents" > 0 and "jobs"."status" <> 'archived';--> statement-breakpoint
CREATE INDEX "quotes_by_status_id" ON "quotes" USING btree ("account_id","status","id");--> statement-breakpoint
CREATE INDEX "quotes_open" ON "quotes" USING btree ("account_id","created_at","id") WHERE "quotes"."status" in ('awaiting_response', 'changes_requested');--> statement-breakpoint
CREATE INDEX "requests_by_status_id" ON "requests" USING btree ("account_id","status","id");--> statement-breakpoint
CREATE INDEX "requests_open" ON "requests" USING btree ("account_id","created_at","id") WHERE "requests"."status" not in ('completed', 'converted', 'archived');--> statement-breakpoint
CREATE INDEX "visits_by_status_id" ON "visits" USING btree ("account_id","status","id");--> statement-breakpoint
CREATE INDEX "visits_open" ON "visits" USING btree ("account_id","start_at","id") WHERE not "visits"."is_complete";--> statement-breakpoint
CREATE INDEX "clients_by_city" ON "clients" USING btree ("account_id","billing_city","id");