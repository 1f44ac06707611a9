CREATE TABLE `finding` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`detail` text NOT NULL,
	`found_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`repaired_at` integer,
	`resolved_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `finding_open` ON `finding` (`agency_id`,`kind`,`subject`) WHERE "finding"."resolved_at" is null;--> statement-breakpoint
CREATE INDEX `finding_agency` ON `finding` (`agency_id`,`found_at`);--> statement-breakpoint
CREATE TABLE `invoice` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`sub_account_id` text NOT NULL,
	`assignment_id` text NOT NULL,
	`number_id` text NOT NULL,
	`amount` integer NOT NULL,
	`refunded` integer DEFAULT 0 NOT NULL,
	`currency` text NOT NULL,
	`paid_at` integer NOT NULL,
	`period_start` integer NOT NULL,
	`period_end` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `invoice_agency` ON `invoice` (`agency_id`,`paid_at`);--> statement-breakpoint
CREATE INDEX `invoice_assignment` ON `invoice` (`assignment_id`);--> statement-breakpoint
CREATE TABLE `number_request` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`sub_account_id` text NOT NULL,
	`user_id` text NOT NULL,
	`country` text NOT NULL,
	`type` text NOT NULL,
	`area_code` text,
	`note` text NOT NULL,
	`state` text NOT NULL,
	`number_id` text,
	`answer` text,
	`created_at` integer NOT NULL,
	`answered_at` integer
);
--> statement-breakpoint
CREATE INDEX `number_request_agency` ON `number_request` (`agency_id`,`state`,`created_at`);--> statement-breakpoint
DROP INDEX `purchase_number_open`;--> statement-breakpoint
ALTER TABLE `purchase` ADD `consent_url` text;--> statement-breakpoint
ALTER TABLE `purchase` ADD `sub_account_id` text;--> statement-breakpoint
CREATE UNIQUE INDEX `purchase_number_open` ON `purchase` (`e164`) WHERE "purchase"."state" in ('reserved', 'consent', 'charged', 'ordered');--> statement-breakpoint
ALTER TABLE `assignment` ADD `past_due_since` integer;--> statement-breakpoint
ALTER TABLE `assignment` ADD `suspended_at` integer;--> statement-breakpoint
ALTER TABLE `assignment` ADD `reminders` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `assignment` ADD `next_price` integer;--> statement-breakpoint
ALTER TABLE `assignment` ADD `next_markup` integer;--> statement-breakpoint
ALTER TABLE `agency` ADD `card_on_file` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `agency` ADD `charges_enabled` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `agency` ADD `telephony` text;--> statement-breakpoint
ALTER TABLE `agency` ADD `keeping_subscription_id` text;--> statement-breakpoint
ALTER TABLE `agency` ADD `keeping_status` text;--> statement-breakpoint
ALTER TABLE `plan` ADD `archived_at` integer;--> statement-breakpoint
ALTER TABLE `sub_account` ADD `plan_checkout_id` text;--> statement-breakpoint
ALTER TABLE `sub_account` ADD `plan_checkout_url` text;--> statement-breakpoint
ALTER TABLE `sub_account` ADD `plan_checkout_count` integer DEFAULT 0 NOT NULL;