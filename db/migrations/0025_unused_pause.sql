ALTER TABLE "sync_accounts" DROP COLUMN "paused_because";--> statement-breakpoint
ALTER TABLE "sync_accounts" DROP COLUMN "paused_until";