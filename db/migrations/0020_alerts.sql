CREATE TABLE "alerts" (
	"account_id" integer NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"report" text NOT NULL,
	"period" text NOT NULL,
	"direction" text NOT NULL,
	"threshold" double precision NOT NULL,
	"channel" text NOT NULL,
	"target" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"is_beyond" boolean,
	"beyond_since" timestamp with time zone,
	"last_value" double precision,
	"evaluated_at" timestamp with time zone,
	CONSTRAINT "alerts_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "outbox_webhooks" (
	"account_id" integer NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"alert_id" uuid NOT NULL,
	"url" text NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"sent_at" timestamp with time zone,
	"status" integer,
	"last_error" text,
	CONSTRAINT "outbox_webhooks_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
ALTER TABLE "outbox_mails" ADD COLUMN "alert_id" uuid;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_membership" FOREIGN KEY ("account_id","person_id") REFERENCES "public"."memberships"("account_id","person_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox_webhooks" ADD CONSTRAINT "outbox_webhooks_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox_webhooks" ADD CONSTRAINT "outbox_webhooks_alert" FOREIGN KEY ("account_id","alert_id") REFERENCES "public"."alerts"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outbox_webhooks_waiting" ON "outbox_webhooks" USING btree ("next_attempt_at") WHERE "outbox_webhooks"."sent_at" is null;--> statement-breakpoint
CREATE INDEX "outbox_webhooks_by_alert" ON "outbox_webhooks" USING btree ("account_id","alert_id","created_at");--> statement-breakpoint
ALTER TABLE "outbox_mails" ADD CONSTRAINT "outbox_mails_alert" FOREIGN KEY ("account_id","alert_id") REFERENCES "public"."alerts"("account_id","id") ON DELETE cascade ON UPDATE no action;