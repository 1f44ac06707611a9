CREATE TABLE `agent` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`sub_account_id` text,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`endpoint` text,
	`message_webhook` text,
	`created_at` integer NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE INDEX `agent_sub_account` ON `agent` (`agency_id`,`sub_account_id`);--> statement-breakpoint
CREATE TABLE `call_slot` (
	`call_sid` text PRIMARY KEY NOT NULL,
	`number_id` text NOT NULL,
	`taken_at` integer NOT NULL,
	`freed_at` integer
);
--> statement-breakpoint
CREATE INDEX `call_slot_held` ON `call_slot` (`number_id`) WHERE "call_slot"."freed_at" is null;--> statement-breakpoint
CREATE TABLE `company_number` (
	`assignment_id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`sub_account_id` text NOT NULL,
	`number_id` text NOT NULL,
	`source` text,
	`tag` text,
	`call_limit` integer DEFAULT 50 NOT NULL,
	`limited` integer DEFAULT false NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `company_number_sub_account` ON `company_number` (`agency_id`,`sub_account_id`);--> statement-breakpoint
CREATE INDEX `company_number_number` ON `company_number` (`number_id`);--> statement-breakpoint
CREATE TABLE `company_number_user` (
	`assignment_id` text NOT NULL,
	`user_id` text NOT NULL,
	PRIMARY KEY(`assignment_id`, `user_id`)
);
--> statement-breakpoint
CREATE TABLE `unknown_rule` (
	`id` text PRIMARY KEY NOT NULL,
	`assignment_id` text NOT NULL,
	`agency_id` text NOT NULL,
	`sub_account_id` text NOT NULL,
	`is_default` integer NOT NULL,
	`name` text NOT NULL,
	`enabled` integer DEFAULT true NOT NULL,
	`action` text NOT NULL,
	`hours` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `unknown_rule_default` ON `unknown_rule` (`assignment_id`) WHERE "unknown_rule"."is_default" = 1;--> statement-breakpoint
CREATE INDEX `unknown_rule_assignment` ON `unknown_rule` (`assignment_id`);--> statement-breakpoint
CREATE TABLE `claim` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`sub_account_id` text NOT NULL,
	`caller` text NOT NULL,
	`user_id` text NOT NULL,
	`claimed_at` integer NOT NULL,
	`freed_at` integer,
	`freed_why` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `claim_live` ON `claim` (`sub_account_id`,`caller`) WHERE "claim"."freed_at" is null;--> statement-breakpoint
CREATE TABLE `inbox_share` (
	`record` text NOT NULL,
	`sub_account_id` text NOT NULL,
	`user_id` text NOT NULL,
	PRIMARY KEY(`record`, `user_id`)
);
--> statement-breakpoint
CREATE INDEX `inbox_share_user` ON `inbox_share` (`sub_account_id`,`user_id`);--> statement-breakpoint
CREATE TABLE `message` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`sub_account_id` text NOT NULL,
	`assignment_id` text NOT NULL,
	`number_id` text NOT NULL,
	`direction` text NOT NULL,
	`from` text NOT NULL,
	`to` text NOT NULL,
	`body` text NOT NULL,
	`media` text NOT NULL,
	`kind` text NOT NULL,
	`message_sid` text,
	`status` text NOT NULL,
	`error_code` text,
	`unknown` integer DEFAULT false NOT NULL,
	`contact_id` text,
	`user_id` text,
	`decision` text,
	`at` integer NOT NULL,
	`status_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `message_message_sid_unique` ON `message` (`message_sid`);--> statement-breakpoint
CREATE INDEX `message_sub_account` ON `message` (`sub_account_id`,`at`);--> statement-breakpoint
CREATE INDEX `message_from` ON `message` (`sub_account_id`,`from`,`at`);--> statement-breakpoint
CREATE INDEX `message_to` ON `message` (`sub_account_id`,`to`,`at`);--> statement-breakpoint
CREATE TABLE `opt_out` (
	`sub_account_id` text NOT NULL,
	`e164` text NOT NULL,
	`keyword` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`sub_account_id`, `e164`)
);
--> statement-breakpoint
CREATE TABLE `call_leg` (
	`call_id` text NOT NULL,
	`step` integer NOT NULL,
	`to` text NOT NULL,
	`user_id` text,
	`leg_sid` text,
	`rang_at` integer NOT NULL,
	`accepted_at` integer,
	`answered_at` integer,
	`ended_at` integer,
	`bridged` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`call_id`, `step`, `to`)
);
--> statement-breakpoint
CREATE INDEX `call_leg_user` ON `call_leg` (`user_id`,`ended_at`);--> statement-breakpoint
ALTER TABLE `contact` ADD `source` text;--> statement-breakpoint
ALTER TABLE `webhook_event` ADD `agency_id` text;--> statement-breakpoint
ALTER TABLE `outbox` ADD `lane` text;--> statement-breakpoint
CREATE INDEX `outbox_lane` ON `outbox` (`lane`,`id`) WHERE "outbox"."lane" is not null and "outbox"."delivered_at" is null;--> statement-breakpoint
CREATE INDEX `outbox_parked` ON `outbox` (`agency_id`,`parked_at`) WHERE "outbox"."parked_at" is not null;--> statement-breakpoint
ALTER TABLE `number` ADD `wired_agent_id` text;--> statement-breakpoint
ALTER TABLE `call` ADD `direction` text DEFAULT 'in' NOT NULL;--> statement-breakpoint
ALTER TABLE `call` ADD `unknown` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `call` ADD `overflow` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `call` ADD `contact_id` text;--> statement-breakpoint
ALTER TABLE `call` ADD `rule_id` text;--> statement-breakpoint
ALTER TABLE `call` ADD `rule_name` text;--> statement-breakpoint
ALTER TABLE `call` ADD `answered_at_number` text;--> statement-breakpoint
ALTER TABLE `call` ADD `placed_by_user_id` text;--> statement-breakpoint
CREATE INDEX `call_from` ON `call` (`sub_account_id`,`from`,`started_at`);--> statement-breakpoint
CREATE INDEX `call_in_progress` ON `call` (`started_at`) WHERE "call"."ended_at" is null;--> statement-breakpoint
ALTER TABLE `voicemail` ADD `heard_at` integer;--> statement-breakpoint
ALTER TABLE `staff_setting` ADD `greeting_recording_sid` text;--> statement-breakpoint
ALTER TABLE `staff_setting` ADD `email_voicemail` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `staff_setting` ADD `press_one` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `staff_setting` ADD `copy_texts` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `staff_setting` ADD `sender_number_id` text;--> statement-breakpoint
ALTER TABLE `staff_setting` ADD `company_number_id` text;