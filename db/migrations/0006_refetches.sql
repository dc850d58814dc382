CREATE TABLE "refetches" (
	"account_id" integer NOT NULL,
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"not_before" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "refetches_account_id_kind_id_pk" PRIMARY KEY("account_id","kind","id")
);
--> statement-breakpoint
CREATE TABLE "sweep_ids" (
	"account_id" integer NOT NULL,
	"entity" text NOT NULL,
	"id" text NOT NULL,
	CONSTRAINT "sweep_ids_account_id_entity_id_pk" PRIMARY KEY("account_id","entity","id")
);
--> statement-breakpoint
ALTER TABLE "refetches" ADD CONSTRAINT "refetches_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sweep_ids" ADD CONSTRAINT "sweep_ids_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "refetches_due" ON "refetches" USING btree ("account_id","not_before");