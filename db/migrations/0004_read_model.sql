CREATE TABLE "client_emails" (
	"account_id" integer NOT NULL,
	"client_id" text NOT NULL,
	"id" text NOT NULL,
	"address" text NOT NULL,
	"search" text NOT NULL,
	"description" text,
	"is_primary" boolean NOT NULL,
	CONSTRAINT "client_emails_account_id_client_id_id_pk" PRIMARY KEY("account_id","client_id","id")
);
--> statement-breakpoint
CREATE TABLE "client_phones" (
	"account_id" integer NOT NULL,
	"client_id" text NOT NULL,
	"id" text NOT NULL,
	"number" text NOT NULL,
	"digits" text NOT NULL,
	"friendly" text,
	"description" text,
	"is_primary" boolean NOT NULL,
	"sms_allowed" boolean,
	CONSTRAINT "client_phones_account_id_client_id_id_pk" PRIMARY KEY("account_id","client_id","id")
);
--> statement-breakpoint
CREATE TABLE "client_tags" (
	"account_id" integer NOT NULL,
	"client_id" text NOT NULL,
	"id" text NOT NULL,
	"label" text NOT NULL,
	CONSTRAINT "client_tags_account_id_client_id_id_pk" PRIMARY KEY("account_id","client_id","id")
);
--> statement-breakpoint
CREATE TABLE "clients" (
	"account_id" integer NOT NULL,
	"id" text NOT NULL,
	"hash" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"detail_hash" text,
	"detail_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"name" text NOT NULL,
	"sort_name" text NOT NULL,
	"first_name" text,
	"last_name" text,
	"company_name" text,
	"secondary_name" text,
	"title" text,
	"is_company" boolean DEFAULT false NOT NULL,
	"is_lead" boolean NOT NULL,
	"is_archived" boolean NOT NULL,
	"balance_cents" bigint NOT NULL,
	"email" text,
	"phone" text,
	"phone_digits" text,
	"billing_street" text,
	"billing_city" text,
	"billing_province" text,
	"billing_postal_code" text,
	"billing_country" text,
	"lead_source" text,
	"jobber_uri" text,
	CONSTRAINT "clients_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "custom_field_values" (
	"account_id" integer NOT NULL,
	"owner_kind" text NOT NULL,
	"owner_id" text NOT NULL,
	"position" smallint NOT NULL,
	"label" text NOT NULL,
	"type" text NOT NULL,
	"value" text NOT NULL,
	"value_number" double precision,
	CONSTRAINT "custom_field_values_account_id_owner_kind_owner_id_position_pk" PRIMARY KEY("account_id","owner_kind","owner_id","position")
);
--> statement-breakpoint
CREATE TABLE "properties" (
	"account_id" integer NOT NULL,
	"id" text NOT NULL,
	"hash" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"detail_hash" text,
	"detail_at" timestamp with time zone,
	"client_id" text,
	"name" text,
	"street" text,
	"street1" text,
	"street2" text,
	"city" text,
	"province" text,
	"postal_code" text,
	"country" text,
	"latitude" double precision,
	"longitude" double precision,
	"is_billing_address" boolean,
	"routing_order" smallint,
	"jobber_uri" text,
	CONSTRAINT "properties_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "tags" (
	"account_id" integer NOT NULL,
	"id" text NOT NULL,
	"label" text NOT NULL,
	CONSTRAINT "tags_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "record_search" (
	"account_id" integer NOT NULL,
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"search" text NOT NULL,
	"label" text NOT NULL,
	"recent_at" timestamp with time zone,
	CONSTRAINT "record_search_account_id_kind_id_pk" PRIMARY KEY("account_id","kind","id")
);
--> statement-breakpoint
CREATE TABLE "rollups" (
	"account_id" integer NOT NULL,
	"kind" text NOT NULL,
	"day" date NOT NULL,
	"status" text NOT NULL,
	"n" integer NOT NULL,
	"net_cents" bigint NOT NULL,
	"total_cents" bigint NOT NULL,
	"balance_cents" bigint NOT NULL,
	CONSTRAINT "rollups_account_id_kind_day_status_pk" PRIMARY KEY("account_id","kind","day","status")
);
--> statement-breakpoint
CREATE TABLE "tombstones" (
	"account_id" integer NOT NULL,
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"found_by" text NOT NULL,
	CONSTRAINT "tombstones_account_id_kind_id_pk" PRIMARY KEY("account_id","kind","id")
);
--> statement-breakpoint
CREATE TABLE "invoice_jobs" (
	"account_id" integer NOT NULL,
	"invoice_id" text NOT NULL,
	"job_id" text NOT NULL,
	"is_archived" boolean NOT NULL,
	CONSTRAINT "invoice_jobs_account_id_invoice_id_job_id_pk" PRIMARY KEY("account_id","invoice_id","job_id")
);
--> statement-breakpoint
CREATE TABLE "invoices" (
	"account_id" integer NOT NULL,
	"id" text NOT NULL,
	"hash" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"detail_hash" text,
	"detail_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"client_id" text,
	"client_sort" text,
	"salesperson_id" text,
	"invoice_number" text NOT NULL,
	"number_sort" bigint,
	"subject" text,
	"message" text,
	"status" text NOT NULL,
	"subtotal_cents" bigint NOT NULL,
	"discount_cents" bigint NOT NULL,
	"tax_cents" bigint,
	"total_cents" bigint NOT NULL,
	"balance_cents" bigint NOT NULL,
	"payments_cents" bigint,
	"deposit_cents" bigint,
	"tips_cents" bigint,
	"issued_at" timestamp with time zone,
	"due_at" timestamp with time zone,
	"received_at" timestamp with time zone,
	"net_days" integer,
	"viewed_at" timestamp with time zone,
	"client_hub_uri" text,
	"jobber_uri" text,
	CONSTRAINT "invoices_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "line_items" (
	"account_id" integer NOT NULL,
	"owner_kind" text NOT NULL,
	"owner_id" text NOT NULL,
	"id" text NOT NULL,
	"position" smallint NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"category" text,
	"quantity" double precision NOT NULL,
	"unit_price_cents" bigint NOT NULL,
	"total_cents" bigint NOT NULL,
	"unit_cost_cents" bigint,
	"total_cost_cents" bigint,
	"is_taxable" boolean,
	"is_optional" boolean,
	"is_text_only" boolean,
	"product_id" text,
	"job_line_item_id" text,
	"served_at" timestamp with time zone,
	CONSTRAINT "line_items_account_id_owner_kind_owner_id_id_pk" PRIMARY KEY("account_id","owner_kind","owner_id","id")
);
--> statement-breakpoint
CREATE TABLE "payment_records" (
	"account_id" integer NOT NULL,
	"id" text NOT NULL,
	"hash" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"detail_hash" text,
	"detail_at" timestamp with time zone,
	"client_id" text,
	"invoice_id" text,
	"quote_id" text,
	"adjustment_type" text NOT NULL,
	"payment_type" text,
	"amount_cents" bigint NOT NULL,
	"raw_cents" bigint NOT NULL,
	"tip_cents" bigint,
	"entry_at" timestamp with time zone NOT NULL,
	"details" text,
	CONSTRAINT "payment_records_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "expenses" (
	"account_id" integer NOT NULL,
	"id" text NOT NULL,
	"hash" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"detail_hash" text,
	"detail_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"job_id" text,
	"entered_by_id" text,
	"paid_by_id" text,
	"reimbursable_to_id" text,
	"title" text NOT NULL,
	"description" text,
	"total_cents" bigint,
	"spent_at" timestamp with time zone NOT NULL,
	CONSTRAINT "expenses_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "products" (
	"account_id" integer NOT NULL,
	"id" text NOT NULL,
	"hash" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"detail_hash" text,
	"detail_at" timestamp with time zone,
	"name" text NOT NULL,
	"description" text,
	"category" text NOT NULL,
	"price_cents" bigint NOT NULL,
	"cost_cents" bigint,
	"is_taxable" boolean,
	"is_visible" boolean,
	"duration_minutes" integer,
	CONSTRAINT "products_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "time_sheets" (
	"account_id" integer NOT NULL,
	"id" text NOT NULL,
	"hash" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"detail_hash" text,
	"detail_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"user_id" text,
	"client_id" text,
	"job_id" text,
	"visit_id" text,
	"start_at" timestamp with time zone NOT NULL,
	"end_at" timestamp with time zone,
	"seconds" integer NOT NULL,
	"is_ticking" boolean NOT NULL,
	"is_approved" boolean NOT NULL,
	"is_payable" boolean,
	"category" text,
	"label" text,
	"note" text,
	"labour_rate_cents" bigint,
	CONSTRAINT "time_sheets_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"account_id" integer NOT NULL,
	"id" text NOT NULL,
	"hash" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"detail_hash" text,
	"detail_at" timestamp with time zone,
	"created_at" timestamp with time zone,
	"name" text NOT NULL,
	"first_name" text,
	"last_name" text,
	"email" text,
	"phone" text,
	"status" text NOT NULL,
	"is_admin" boolean NOT NULL,
	"is_owner" boolean NOT NULL,
	"available_for_scheduling" boolean,
	"color" text,
	"time_zone" text,
	CONSTRAINT "users_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "assessments" (
	"account_id" integer NOT NULL,
	"request_id" text NOT NULL,
	"id" text NOT NULL,
	"title" text,
	"instructions" text,
	"start_at" timestamp with time zone,
	"end_at" timestamp with time zone,
	"all_day" boolean NOT NULL,
	"is_complete" boolean NOT NULL,
	"completed_at" timestamp with time zone,
	CONSTRAINT "assessments_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"account_id" integer NOT NULL,
	"id" text NOT NULL,
	"hash" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"detail_hash" text,
	"detail_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"client_id" text,
	"client_sort" text,
	"property_id" text,
	"quote_id" text,
	"request_id" text,
	"salesperson_id" text,
	"job_number" integer NOT NULL,
	"title" text,
	"instructions" text,
	"status" text NOT NULL,
	"job_type" text NOT NULL,
	"billing_type" text,
	"billing_frequency" text,
	"schedule_summary" text,
	"source" text,
	"total_cents" bigint NOT NULL,
	"invoiced_cents" bigint,
	"uninvoiced_cents" bigint NOT NULL,
	"start_at" timestamp with time zone,
	"end_at" timestamp with time zone,
	"completed_at" timestamp with time zone,
	"labour_cost_cents" bigint,
	"labour_seconds" integer,
	"expense_cost_cents" bigint,
	"line_item_cost_cents" bigint,
	"jobber_uri" text,
	CONSTRAINT "jobs_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "quotes" (
	"account_id" integer NOT NULL,
	"id" text NOT NULL,
	"hash" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"detail_hash" text,
	"detail_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"client_id" text,
	"client_sort" text,
	"property_id" text,
	"request_id" text,
	"salesperson_id" text,
	"quote_number" text NOT NULL,
	"number_sort" bigint,
	"title" text,
	"status" text NOT NULL,
	"subtotal_cents" bigint,
	"discount_cents" bigint,
	"tax_cents" bigint,
	"total_cents" bigint NOT NULL,
	"deposit_cents" bigint,
	"outstanding_deposit_cents" bigint,
	"unallocated_deposit_cents" bigint,
	"sent_at" timestamp with time zone,
	"transitioned_at" timestamp with time zone,
	"approved_at" timestamp with time zone,
	"changes_requested_at" timestamp with time zone,
	"converted_at" timestamp with time zone,
	"viewed_at" timestamp with time zone,
	"message" text,
	"client_hub_uri" text,
	"jobber_uri" text,
	CONSTRAINT "quotes_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "requests" (
	"account_id" integer NOT NULL,
	"id" text NOT NULL,
	"hash" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"detail_hash" text,
	"detail_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"client_id" text,
	"client_sort" text,
	"property_id" text,
	"title" text,
	"status" text NOT NULL,
	"source" text,
	"salesperson_id" text,
	"contact_name" text,
	"company_name" text,
	"email" text,
	"phone" text,
	"jobber_uri" text,
	CONSTRAINT "requests_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "visit_assignees" (
	"account_id" integer NOT NULL,
	"visit_id" text NOT NULL,
	"user_id" text NOT NULL,
	CONSTRAINT "visit_assignees_account_id_visit_id_user_id_pk" PRIMARY KEY("account_id","visit_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "visits" (
	"account_id" integer NOT NULL,
	"id" text NOT NULL,
	"hash" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"detail_hash" text,
	"detail_at" timestamp with time zone,
	"created_at" timestamp with time zone,
	"client_id" text,
	"client_sort" text,
	"property_id" text,
	"job_id" text NOT NULL,
	"invoice_id" text,
	"title" text,
	"instructions" text,
	"status" text NOT NULL,
	"start_at" timestamp with time zone,
	"end_at" timestamp with time zone,
	"all_day" boolean NOT NULL,
	"is_complete" boolean NOT NULL,
	"completed_at" timestamp with time zone,
	"completed_by" text,
	"client_confirmed" boolean,
	"duration_minutes" integer,
	CONSTRAINT "visits_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "budget_holds" (
	"account_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "budget_holds_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"points" integer NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "budget_holds_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "jobber_budgets" (
	"account_id" integer PRIMARY KEY NOT NULL,
	"maximum" integer DEFAULT 10000 NOT NULL,
	"restore_per_second" double precision DEFAULT 500 NOT NULL,
	"available" double precision DEFAULT 10000 NOT NULL,
	"as_of" timestamp with time zone DEFAULT app_now() NOT NULL,
	"request_window_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"requests_in_window" integer DEFAULT 0 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"open_until" timestamp with time zone,
	"is_trial" boolean DEFAULT false NOT NULL,
	"throttled_count" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sync_accounts" (
	"account_id" integer PRIMARY KEY NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"watched_until" timestamp with time zone,
	"started_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"newest_read_at" timestamp with time zone,
	"first_read_done_at" timestamp with time zone,
	"last_slice_at" timestamp with time zone,
	"next_slice_at" timestamp with time zone,
	"version_warning" text,
	"paused_because" text,
	"paused_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "sync_events" (
	"account_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "sync_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"entity" text,
	"stage" text,
	"kind" text NOT NULL,
	"message" text NOT NULL,
	"rows" integer,
	"points" integer,
	CONSTRAINT "sync_events_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "sync_streams" (
	"account_id" integer NOT NULL,
	"entity" text NOT NULL,
	"stage" text NOT NULL,
	"state" text NOT NULL,
	"cursor" text,
	"watermark" timestamp with time zone,
	"covered_from" timestamp with time zone,
	"pass_started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"next_due_at" timestamp with time zone,
	"rows_read" integer DEFAULT 0 NOT NULL,
	"rows_expected" integer,
	"points_used" bigint DEFAULT 0 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"last_error_at" timestamp with time zone,
	CONSTRAINT "sync_streams_account_id_entity_stage_pk" PRIMARY KEY("account_id","entity","stage")
);
--> statement-breakpoint
CREATE TABLE "webhook_events" (
	"jobber_account_id" text NOT NULL,
	"digest" text NOT NULL,
	"account_id" integer,
	"topic" text NOT NULL,
	"item_id" text NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"handled_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "webhook_events_jobber_account_id_digest_pk" PRIMARY KEY("jobber_account_id","digest")
);
--> statement-breakpoint
ALTER TABLE "client_emails" ADD CONSTRAINT "client_emails_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_emails" ADD CONSTRAINT "client_emails_client" FOREIGN KEY ("account_id","client_id") REFERENCES "public"."clients"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_phones" ADD CONSTRAINT "client_phones_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_phones" ADD CONSTRAINT "client_phones_client" FOREIGN KEY ("account_id","client_id") REFERENCES "public"."clients"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_tags" ADD CONSTRAINT "client_tags_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_tags" ADD CONSTRAINT "client_tags_client" FOREIGN KEY ("account_id","client_id") REFERENCES "public"."clients"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clients" ADD CONSTRAINT "clients_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "custom_field_values" ADD CONSTRAINT "custom_field_values_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "properties" ADD CONSTRAINT "properties_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tags" ADD CONSTRAINT "tags_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_search" ADD CONSTRAINT "record_search_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rollups" ADD CONSTRAINT "rollups_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tombstones" ADD CONSTRAINT "tombstones_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_jobs" ADD CONSTRAINT "invoice_jobs_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_jobs" ADD CONSTRAINT "invoice_jobs_invoice" FOREIGN KEY ("account_id","invoice_id") REFERENCES "public"."invoices"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "line_items" ADD CONSTRAINT "line_items_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_records" ADD CONSTRAINT "payment_records_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expenses" ADD CONSTRAINT "expenses_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_sheets" ADD CONSTRAINT "time_sheets_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_request" FOREIGN KEY ("account_id","request_id") REFERENCES "public"."requests"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_assignees" ADD CONSTRAINT "visit_assignees_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_assignees" ADD CONSTRAINT "visit_assignees_visit" FOREIGN KEY ("account_id","visit_id") REFERENCES "public"."visits"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_holds" ADD CONSTRAINT "budget_holds_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobber_budgets" ADD CONSTRAINT "jobber_budgets_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sync_accounts" ADD CONSTRAINT "sync_accounts_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sync_events" ADD CONSTRAINT "sync_events_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sync_streams" ADD CONSTRAINT "sync_streams_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "client_emails_by_address" ON "client_emails" USING btree ("account_id","search");--> statement-breakpoint
CREATE INDEX "client_phones_by_digits" ON "client_phones" USING btree ("account_id","digits");--> statement-breakpoint
CREATE INDEX "client_tags_by_tag" ON "client_tags" USING btree ("account_id","id","client_id");--> statement-breakpoint
CREATE INDEX "client_tags_by_label" ON "client_tags" USING btree ("account_id","label","client_id");--> statement-breakpoint
CREATE INDEX "clients_by_name" ON "clients" USING btree ("account_id","sort_name","id");--> statement-breakpoint
CREATE INDEX "clients_by_updated" ON "clients" USING btree ("account_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "clients_by_created" ON "clients" USING btree ("account_id","created_at","id");--> statement-breakpoint
CREATE INDEX "clients_by_balance" ON "clients" USING btree ("account_id","balance_cents","id");--> statement-breakpoint
CREATE INDEX "clients_by_city" ON "clients" USING btree ("account_id","billing_city","sort_name");--> statement-breakpoint
CREATE INDEX "custom_field_values_by_value" ON "custom_field_values" USING btree ("account_id","owner_kind","label","value","owner_id");--> statement-breakpoint
CREATE INDEX "properties_by_client" ON "properties" USING btree ("account_id","client_id");--> statement-breakpoint
CREATE INDEX "properties_by_city" ON "properties" USING btree ("account_id","city","id");--> statement-breakpoint
CREATE INDEX "tags_by_label" ON "tags" USING btree ("account_id","label");--> statement-breakpoint
CREATE INDEX "record_search_trigrams" ON "record_search" USING gin ("account_id","kind","search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "record_search_prefix" ON "record_search" USING btree ("account_id","kind",left("search", 12) text_pattern_ops);--> statement-breakpoint
CREATE INDEX "tombstones_by_time" ON "tombstones" USING btree ("account_id","read_at");--> statement-breakpoint
CREATE INDEX "invoice_jobs_by_job" ON "invoice_jobs" USING btree ("account_id","job_id","invoice_id");--> statement-breakpoint
CREATE INDEX "invoices_by_number" ON "invoices" USING btree ("account_id","number_sort","id");--> statement-breakpoint
CREATE INDEX "invoices_by_created" ON "invoices" USING btree ("account_id","created_at","id");--> statement-breakpoint
CREATE INDEX "invoices_by_updated" ON "invoices" USING btree ("account_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "invoices_by_status" ON "invoices" USING btree ("account_id","status","due_at","id");--> statement-breakpoint
CREATE INDEX "invoices_by_issued" ON "invoices" USING btree ("account_id","issued_at","id");--> statement-breakpoint
CREATE INDEX "invoices_by_due" ON "invoices" USING btree ("account_id","due_at","id");--> statement-breakpoint
CREATE INDEX "invoices_by_total" ON "invoices" USING btree ("account_id","total_cents","id");--> statement-breakpoint
CREATE INDEX "invoices_by_balance" ON "invoices" USING btree ("account_id","balance_cents","id");--> statement-breakpoint
CREATE INDEX "invoices_by_client" ON "invoices" USING btree ("account_id","client_id","issued_at");--> statement-breakpoint
CREATE INDEX "invoices_by_client_sort" ON "invoices" USING btree ("account_id","client_sort","id");--> statement-breakpoint
CREATE INDEX "invoices_by_salesperson" ON "invoices" USING btree ("account_id","salesperson_id","issued_at");--> statement-breakpoint
CREATE INDEX "line_items_by_product" ON "line_items" USING btree ("account_id","product_id","owner_kind","owner_id");--> statement-breakpoint
CREATE INDEX "payment_records_by_entry" ON "payment_records" USING btree ("account_id","entry_at","id");--> statement-breakpoint
CREATE INDEX "payment_records_by_client" ON "payment_records" USING btree ("account_id","client_id","entry_at");--> statement-breakpoint
CREATE INDEX "payment_records_by_invoice" ON "payment_records" USING btree ("account_id","invoice_id");--> statement-breakpoint
CREATE INDEX "payment_records_by_quote" ON "payment_records" USING btree ("account_id","quote_id");--> statement-breakpoint
CREATE INDEX "expenses_by_date" ON "expenses" USING btree ("account_id","spent_at","id");--> statement-breakpoint
CREATE INDEX "expenses_by_updated" ON "expenses" USING btree ("account_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "expenses_by_created" ON "expenses" USING btree ("account_id","created_at","id");--> statement-breakpoint
CREATE INDEX "expenses_by_job" ON "expenses" USING btree ("account_id","job_id");--> statement-breakpoint
CREATE INDEX "products_by_name" ON "products" USING btree ("account_id","name","id");--> statement-breakpoint
CREATE INDEX "time_sheets_by_start" ON "time_sheets" USING btree ("account_id","start_at","id");--> statement-breakpoint
CREATE INDEX "time_sheets_by_updated" ON "time_sheets" USING btree ("account_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "time_sheets_by_created" ON "time_sheets" USING btree ("account_id","created_at","id");--> statement-breakpoint
CREATE INDEX "time_sheets_by_user" ON "time_sheets" USING btree ("account_id","user_id","start_at");--> statement-breakpoint
CREATE INDEX "time_sheets_by_job" ON "time_sheets" USING btree ("account_id","job_id","start_at");--> statement-breakpoint
CREATE INDEX "time_sheets_by_visit" ON "time_sheets" USING btree ("account_id","visit_id");--> statement-breakpoint
CREATE INDEX "users_by_name" ON "users" USING btree ("account_id","name","id");--> statement-breakpoint
CREATE INDEX "assessments_by_request" ON "assessments" USING btree ("account_id","request_id");--> statement-breakpoint
CREATE INDEX "assessments_by_start" ON "assessments" USING btree ("account_id","start_at","id");--> statement-breakpoint
CREATE INDEX "jobs_by_number" ON "jobs" USING btree ("account_id","job_number","id");--> statement-breakpoint
CREATE INDEX "jobs_by_created" ON "jobs" USING btree ("account_id","created_at","id");--> statement-breakpoint
CREATE INDEX "jobs_by_updated" ON "jobs" USING btree ("account_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "jobs_by_status" ON "jobs" USING btree ("account_id","status","start_at","id");--> statement-breakpoint
CREATE INDEX "jobs_by_start" ON "jobs" USING btree ("account_id","start_at","id");--> statement-breakpoint
CREATE INDEX "jobs_by_total" ON "jobs" USING btree ("account_id","total_cents","id");--> statement-breakpoint
CREATE INDEX "jobs_by_uninvoiced" ON "jobs" USING btree ("account_id","uninvoiced_cents","id");--> statement-breakpoint
CREATE INDEX "jobs_by_client" ON "jobs" USING btree ("account_id","client_id","created_at");--> statement-breakpoint
CREATE INDEX "jobs_by_client_sort" ON "jobs" USING btree ("account_id","client_sort","id");--> statement-breakpoint
CREATE INDEX "jobs_by_property" ON "jobs" USING btree ("account_id","property_id");--> statement-breakpoint
CREATE INDEX "jobs_by_quote" ON "jobs" USING btree ("account_id","quote_id");--> statement-breakpoint
CREATE INDEX "jobs_by_title" ON "jobs" USING btree ("account_id","title","id");--> statement-breakpoint
CREATE INDEX "jobs_by_salesperson" ON "jobs" USING btree ("account_id","salesperson_id","created_at");--> statement-breakpoint
CREATE INDEX "jobs_by_completed" ON "jobs" USING btree ("account_id","completed_at","id");--> statement-breakpoint
CREATE INDEX "quotes_by_created" ON "quotes" USING btree ("account_id","created_at","id");--> statement-breakpoint
CREATE INDEX "quotes_by_updated" ON "quotes" USING btree ("account_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "quotes_by_status" ON "quotes" USING btree ("account_id","status","created_at","id");--> statement-breakpoint
CREATE INDEX "quotes_by_sent" ON "quotes" USING btree ("account_id","sent_at","id");--> statement-breakpoint
CREATE INDEX "quotes_by_number" ON "quotes" USING btree ("account_id","number_sort","id");--> statement-breakpoint
CREATE INDEX "quotes_by_total" ON "quotes" USING btree ("account_id","total_cents","id");--> statement-breakpoint
CREATE INDEX "quotes_by_client" ON "quotes" USING btree ("account_id","client_id","created_at");--> statement-breakpoint
CREATE INDEX "quotes_by_client_sort" ON "quotes" USING btree ("account_id","client_sort","id");--> statement-breakpoint
CREATE INDEX "quotes_by_property" ON "quotes" USING btree ("account_id","property_id");--> statement-breakpoint
CREATE INDEX "quotes_by_request" ON "quotes" USING btree ("account_id","request_id");--> statement-breakpoint
CREATE INDEX "quotes_by_title" ON "quotes" USING btree ("account_id","title","id");--> statement-breakpoint
CREATE INDEX "quotes_by_salesperson" ON "quotes" USING btree ("account_id","salesperson_id","created_at");--> statement-breakpoint
CREATE INDEX "requests_by_created" ON "requests" USING btree ("account_id","created_at","id");--> statement-breakpoint
CREATE INDEX "requests_by_updated" ON "requests" USING btree ("account_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "requests_by_status" ON "requests" USING btree ("account_id","status","created_at","id");--> statement-breakpoint
CREATE INDEX "requests_by_client" ON "requests" USING btree ("account_id","client_id","created_at");--> statement-breakpoint
CREATE INDEX "requests_by_client_sort" ON "requests" USING btree ("account_id","client_sort","id");--> statement-breakpoint
CREATE INDEX "requests_by_property" ON "requests" USING btree ("account_id","property_id");--> statement-breakpoint
CREATE INDEX "requests_by_title" ON "requests" USING btree ("account_id","title","id");--> statement-breakpoint
CREATE INDEX "requests_by_salesperson" ON "requests" USING btree ("account_id","salesperson_id","created_at");--> statement-breakpoint
CREATE INDEX "visit_assignees_by_user" ON "visit_assignees" USING btree ("account_id","user_id","visit_id");--> statement-breakpoint
CREATE INDEX "visits_by_start" ON "visits" USING btree ("account_id","start_at","id");--> statement-breakpoint
CREATE INDEX "visits_by_status" ON "visits" USING btree ("account_id","status","start_at","id");--> statement-breakpoint
CREATE INDEX "visits_by_completed" ON "visits" USING btree ("account_id","completed_at","id");--> statement-breakpoint
CREATE INDEX "visits_by_job" ON "visits" USING btree ("account_id","job_id","start_at");--> statement-breakpoint
CREATE INDEX "visits_by_client" ON "visits" USING btree ("account_id","client_id","start_at");--> statement-breakpoint
CREATE INDEX "visits_by_client_sort" ON "visits" USING btree ("account_id","client_sort","id");--> statement-breakpoint
CREATE INDEX "visits_by_property" ON "visits" USING btree ("account_id","property_id","start_at");--> statement-breakpoint
CREATE INDEX "visits_by_invoice" ON "visits" USING btree ("account_id","invoice_id");--> statement-breakpoint
CREATE INDEX "visits_by_created" ON "visits" USING btree ("account_id","created_at","id");--> statement-breakpoint
CREATE INDEX "sync_events_by_time" ON "sync_events" USING btree ("account_id","at");--> statement-breakpoint
CREATE INDEX "webhook_events_waiting" ON "webhook_events" USING btree ("account_id","received_at") WHERE "webhook_events"."handled_at" is null;--> statement-breakpoint
CREATE VIEW "public"."deposits" AS (select account_id, id, client_id, quote_id, invoice_id, amount_cents, entry_at from payment_records where adjustment_type = 'DEPOSIT');