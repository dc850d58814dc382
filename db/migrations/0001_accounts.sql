CREATE TABLE "account_formats" (
	"account_id" integer PRIMARY KEY NOT NULL,
	"currency" text DEFAULT 'USD' NOT NULL,
	"locale" text DEFAULT 'en-US' NOT NULL,
	"time_zone" text,
	"first_weekday" integer DEFAULT 1 NOT NULL,
	"working_days" integer[] DEFAULT '{1,2,3,4,5}' NOT NULL,
	"updated_at" timestamp with time zone DEFAULT app_now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "accounts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"jobber_account_id" text NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "accounts_jobberAccountId_unique" UNIQUE("jobber_account_id"),
	CONSTRAINT "accounts_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "app_sessions" (
	"sid" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"absolute_expiry_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"jobber_account_id" text NOT NULL,
	"jobber_user_id" text NOT NULL,
	"person_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "identities_jobber_account_id_jobber_user_id_pk" PRIMARY KEY("jobber_account_id","jobber_user_id")
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"account_id" integer NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"invited_by" uuid,
	"since" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "memberships_account_id_person_id_pk" PRIMARY KEY("account_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "connection_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "connection_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"connection_id" uuid NOT NULL,
	"grant_no" integer NOT NULL,
	"token_version" integer NOT NULL,
	"attempt_id" uuid,
	"at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"what" text NOT NULL,
	"why" text
);
--> statement-breakpoint
CREATE TABLE "connection_uses" (
	"connection_id" uuid PRIMARY KEY NOT NULL,
	"used_at" timestamp with time zone DEFAULT app_now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jobber_connections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"jobber_account_id" text NOT NULL,
	"jobber_user_id" text NOT NULL,
	"status" text NOT NULL,
	"status_reason" text,
	"status_since" timestamp with time zone DEFAULT app_now() NOT NULL,
	"grant_no" integer NOT NULL,
	"token_version" integer NOT NULL,
	"access_expires_at" timestamp with time zone,
	"access_lifetime_ms" integer,
	"rotated_at" timestamp with time zone,
	"rotated_by" uuid,
	"lease_id" uuid,
	"lease_until" timestamp with time zone,
	"intent_version" integer,
	"intent_at" timestamp with time zone,
	"intent_count" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone,
	"soft_failures" integer DEFAULT 0 NOT NULL,
	"unclear_count" integer DEFAULT 0 NOT NULL,
	"unclear_since" timestamp with time zone,
	"forced_at" timestamp with time zone,
	"quarantined_at" timestamp with time zone,
	"first_connected_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"connected_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "jobber_connections_grant" UNIQUE("jobber_account_id","jobber_user_id"),
	CONSTRAINT "jobber_connections_versions" CHECK ("jobber_connections"."grant_no" >= 1 and "jobber_connections"."token_version" >= 1),
	CONSTRAINT "jobber_connections_lease" CHECK (("jobber_connections"."lease_id" is null) = ("jobber_connections"."lease_until" is null))
);
--> statement-breakpoint
CREATE TABLE "jobber_tokens" (
	"connection_id" uuid PRIMARY KEY NOT NULL,
	"grant_no" integer NOT NULL,
	"token_version" integer NOT NULL,
	"access_sealed" text NOT NULL,
	"refresh_sealed" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "vault_breaker" (
	"is_open" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"reason" text NOT NULL,
	"opened_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"probe_at" timestamp with time zone NOT NULL,
	CONSTRAINT "vault_breaker_one_row" CHECK ("vault_breaker"."is_open")
);
--> statement-breakpoint
CREATE TABLE "vault_key_checks" (
	"kid" text PRIMARY KEY NOT NULL,
	"sealed" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "account_formats" ADD CONSTRAINT "account_formats_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app_sessions" ADD CONSTRAINT "app_sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_invited_by_people_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connection_events" ADD CONSTRAINT "connection_events_connection_id_jobber_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."jobber_connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connection_uses" ADD CONSTRAINT "connection_uses_connection_id_jobber_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."jobber_connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobber_tokens" ADD CONSTRAINT "jobber_tokens_connection_id_jobber_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."jobber_connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "app_sessions_person" ON "app_sessions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "identities_person" ON "identities" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "memberships_person" ON "memberships" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "connection_events_connection" ON "connection_events" USING btree ("connection_id","id");--> statement-breakpoint
CREATE INDEX "connection_events_at" ON "connection_events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "jobber_connections_expiry" ON "jobber_connections" USING btree ("access_expires_at");