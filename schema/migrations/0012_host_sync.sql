CREATE TABLE `host_seen` (
	`run_id` text NOT NULL,
	`host_id` text NOT NULL,
	PRIMARY KEY(`run_id`, `host_id`)
);
--> statement-breakpoint
CREATE TABLE `host_sync` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`sub_account_id` text NOT NULL,
	`kind` text NOT NULL,
	`run_id` text NOT NULL,
	`why` text NOT NULL,
	`phase` text NOT NULL,
	`cursor` text,
	`pages` integer DEFAULT 0 NOT NULL,
	`done` integer DEFAULT 0 NOT NULL,
	`changed` integer DEFAULT 0 NOT NULL,
	`gone` integer DEFAULT 0 NOT NULL,
	`total` integer,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`complete_at` integer,
	`due_at` integer NOT NULL,
	`leased_until` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`error` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `host_sync_of` ON `host_sync` (`agency_id`,`kind`,`sub_account_id`);--> statement-breakpoint
CREATE INDEX `host_sync_open` ON `host_sync` (`phase`,`due_at`);--> statement-breakpoint
ALTER TABLE `contact` ADD `sync_run` text DEFAULT '';--> statement-breakpoint
CREATE INDEX `contact_fresh` ON `contact` (`sub_account_id`) WHERE "contact"."sync_run" is null;