CREATE TABLE "job_steps" (
	"account_id" integer NOT NULL,
	"job_id" text NOT NULL,
	"part" text NOT NULL,
	"began_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone NOT NULL,
	CONSTRAINT "job_steps_account_id_job_id_part_pk" PRIMARY KEY("account_id","job_id","part")
);
--> statement-breakpoint
CREATE TABLE "job_sums" (
	"account_id" integer NOT NULL,
	"job_id" text NOT NULL,
	"completed_at" timestamp with time zone NOT NULL,
	"billed_cents" bigint NOT NULL,
	"line_cents" bigint,
	"labour_cents" bigint,
	"spent_cents" bigint,
	CONSTRAINT "job_sums_account_id_job_id_pk" PRIMARY KEY("account_id","job_id")
);
--> statement-breakpoint
CREATE TABLE "worked_times" (
	"account_id" integer NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"job_id" text,
	"visit_id" text,
	"day" date NOT NULL,
	"seconds" integer NOT NULL,
	"cents" bigint,
	CONSTRAINT "worked_times_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
ALTER TABLE "client_sum_windows" ADD COLUMN "year_cents" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "client_sum_windows" ADD COLUMN "year_clients" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "job_steps" ADD CONSTRAINT "job_steps_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_sums" ADD CONSTRAINT "job_sums_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "worked_times" ADD CONSTRAINT "worked_times_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "job_steps_by_end" ON "job_steps" USING btree ("account_id","ended_at","part","began_at","job_id");--> statement-breakpoint
CREATE INDEX "job_sums_by_completed" ON "job_sums" USING btree ("account_id","completed_at","billed_cents","line_cents","labour_cents","spent_cents","job_id");--> statement-breakpoint
CREATE INDEX "worked_times_by_day" ON "worked_times" USING btree ("account_id","day","user_id","job_id","seconds");--> statement-breakpoint
CREATE INDEX "worked_times_by_job" ON "worked_times" USING btree ("account_id","job_id","cents");--> statement-breakpoint
CREATE INDEX "worked_times_by_visit" ON "worked_times" USING btree ("account_id","visit_id","user_id","seconds");