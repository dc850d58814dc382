CREATE TABLE "explorer_queries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" integer NOT NULL,
	"kept_by" uuid,
	"name" text NOT NULL,
	"text" text NOT NULL,
	"variables" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "explorer_queries_name" UNIQUE("account_id","name")
);
--> statement-breakpoint
CREATE TABLE "explorer_runs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "explorer_runs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"account_id" integer NOT NULL,
	"person_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"text" text NOT NULL,
	"variables" text NOT NULL,
	"estimated_cost" integer NOT NULL,
	"actual_cost" integer
);
--> statement-breakpoint
CREATE TABLE "feed_keys" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" integer NOT NULL,
	"person_id" uuid NOT NULL,
	"feed" text NOT NULL,
	"name" text NOT NULL,
	"key_hash" text NOT NULL,
	"ending" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "feed_keys_keyHash_unique" UNIQUE("key_hash")
);
--> statement-breakpoint
CREATE TABLE "reporting_grants" (
	"role_name" text NOT NULL,
	"account_id" integer NOT NULL,
	"granted_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "reporting_grants_role_name_account_id_pk" PRIMARY KEY("role_name","account_id")
);
--> statement-breakpoint
CREATE TABLE "jobber_app" (
	"is_only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"client_id" text NOT NULL,
	"secret_sealed" text NOT NULL,
	"version" integer NOT NULL,
	"updated_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "jobber_app_one_row" CHECK ("jobber_app"."is_only")
);
--> statement-breakpoint
ALTER TABLE "explorer_queries" ADD CONSTRAINT "explorer_queries_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "explorer_queries" ADD CONSTRAINT "explorer_queries_kept_by_people_id_fk" FOREIGN KEY ("kept_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "explorer_runs" ADD CONSTRAINT "explorer_runs_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "explorer_runs" ADD CONSTRAINT "explorer_runs_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_keys" ADD CONSTRAINT "feed_keys_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_keys" ADD CONSTRAINT "feed_keys_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reporting_grants" ADD CONSTRAINT "reporting_grants_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "explorer_runs_account" ON "explorer_runs" USING btree ("account_id","at");--> statement-breakpoint
CREATE INDEX "explorer_runs_person" ON "explorer_runs" USING btree ("person_id","account_id","id");--> statement-breakpoint
CREATE INDEX "feed_keys_account" ON "feed_keys" USING btree ("account_id","created_at");