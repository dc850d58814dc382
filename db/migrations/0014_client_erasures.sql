CREATE TABLE "client_erasures" (
	"account_id" integer NOT NULL,
	"client_id" text NOT NULL,
	"erased_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"erased_by" uuid,
	CONSTRAINT "client_erasures_account_id_client_id_pk" PRIMARY KEY("account_id","client_id")
);
--> statement-breakpoint
ALTER TABLE "client_erasures" ADD CONSTRAINT "client_erasures_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_erasures" ADD CONSTRAINT "client_erasures_erased_by_people_id_fk" FOREIGN KEY ("erased_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;