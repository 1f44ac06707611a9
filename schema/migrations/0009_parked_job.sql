CREATE TABLE `parked_job` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text,
	`job` text NOT NULL,
	`error` text NOT NULL,
	`retries` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`parked_at` integer,
	`retried_at` integer,
	`done_at` integer
);
--> statement-breakpoint
CREATE INDEX `parked_job_agency` ON `parked_job` (`agency_id`,`parked_at`) WHERE "parked_job"."parked_at" is not null;--> statement-breakpoint
CREATE INDEX `parked_job_open` ON `parked_job` (`retried_at`) WHERE "parked_job"."parked_at" is null and "parked_job"."done_at" is null;