CREATE TABLE "worker_heartbeat" (
	"is_beating" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "worker_heartbeat_one_row" CHECK ("worker_heartbeat"."is_beating")
);
