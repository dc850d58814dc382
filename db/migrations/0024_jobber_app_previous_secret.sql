ALTER TABLE "jobber_app" ADD COLUMN "previous_sealed" text;--> statement-breakpoint
ALTER TABLE "jobber_app" ADD COLUMN "previous_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "jobber_app" ADD CONSTRAINT "jobber_app_previous" CHECK (("jobber_app"."previous_sealed" is null) = ("jobber_app"."previous_until" is null));