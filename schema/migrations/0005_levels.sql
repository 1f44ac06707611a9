CREATE TABLE `bulk_result` (
	`agency_id` text NOT NULL,
	`sub_account_id` text NOT NULL,
	`request_id` text NOT NULL,
	`asked` text NOT NULL,
	`result` text NOT NULL,
	`done_count` integer NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`sub_account_id`, `request_id`)
);
--> statement-breakpoint
CREATE TABLE `business_unit` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`sub_account_id` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `business_unit_sub_account` ON `business_unit` (`sub_account_id`);--> statement-breakpoint
CREATE TABLE `program` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`sub_account_id` text NOT NULL,
	`unit_id` text NOT NULL,
	`name` text NOT NULL,
	`call_purpose` text NOT NULL,
	`display_name` text NOT NULL,
	`starts_at` text NOT NULL,
	`ends_at` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `program_sub_account` ON `program` (`sub_account_id`);--> statement-breakpoint
CREATE INDEX `program_unit` ON `program` (`unit_id`);--> statement-breakpoint
ALTER TABLE `number` ADD `unit_id` text;--> statement-breakpoint
ALTER TABLE `number` ADD `program_id` text;--> statement-breakpoint
CREATE INDEX `number_unit` ON `number` (`unit_id`) WHERE "number"."unit_id" is not null;--> statement-breakpoint
CREATE INDEX `number_program` ON `number` (`program_id`) WHERE "number"."program_id" is not null;