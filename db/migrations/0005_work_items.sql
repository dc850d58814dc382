CREATE TABLE "table_ledger" (
	"account_id" integer NOT NULL,
	"kind" text NOT NULL,
	"record_id" text NOT NULL,
	"cause" text NOT NULL,
	"first_seen" date NOT NULL,
	"last_seen" date NOT NULL,
	"amount_cents" bigint NOT NULL,
	"gone_on" date,
	"recovered_cents" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "table_ledger_account_id_kind_record_id_cause_first_seen_pk" PRIMARY KEY("account_id","kind","record_id","cause","first_seen")
);
--> statement-breakpoint
CREATE TABLE "work_items" (
	"account_id" integer NOT NULL,
	"kind" text NOT NULL,
	"record_id" text NOT NULL,
	"snoozed_until" date,
	"assignee_id" uuid,
	"note" text,
	"done_at" timestamp with time zone,
	"done_cents" bigint,
	"changed_by" uuid,
	"changed_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "work_items_account_id_kind_record_id_pk" PRIMARY KEY("account_id","kind","record_id")
);
--> statement-breakpoint
ALTER TABLE "table_ledger" ADD CONSTRAINT "table_ledger_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_items" ADD CONSTRAINT "work_items_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_items" ADD CONSTRAINT "work_items_assignee_id_people_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_items" ADD CONSTRAINT "work_items_changed_by_people_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "table_ledger_gone" ON "table_ledger" USING btree ("account_id","gone_on");--> statement-breakpoint
CREATE INDEX "table_ledger_open" ON "table_ledger" USING btree ("account_id","kind","record_id") WHERE "table_ledger"."gone_on" is null;