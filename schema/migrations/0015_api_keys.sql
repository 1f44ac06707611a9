CREATE TABLE `api_key` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`sub_account_id` text,
	`agent_id` text,
	`name` text NOT NULL,
	`prefix` text NOT NULL,
	`hash` text NOT NULL,
	`scopes` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`last_used_at` integer,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_key_hash` ON `api_key` (`hash`);--> statement-breakpoint
CREATE INDEX `api_key_place` ON `api_key` (`agency_id`,`sub_account_id`,`created_at`);