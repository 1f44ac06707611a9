CREATE TABLE `workflow_delivery` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`sub_account_id` text,
	`event_id` text NOT NULL,
	`subscription_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`leased_until` integer,
	`tried_at` integer,
	`delivered_at` integer,
	`failed_at` integer,
	`status` integer,
	`error` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `workflow_delivery_once` ON `workflow_delivery` (`event_id`,`subscription_id`);--> statement-breakpoint
CREATE INDEX `workflow_delivery_due` ON `workflow_delivery` (`due_at`) WHERE "workflow_delivery"."delivered_at" is null and "workflow_delivery"."failed_at" is null;--> statement-breakpoint
CREATE INDEX `workflow_delivery_subscription` ON `workflow_delivery` (`subscription_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `workflow_delivery_agency` ON `workflow_delivery` (`agency_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `workflow_event` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`sub_account_id` text,
	`trigger` text NOT NULL,
	`payload` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `workflow_event_agency` ON `workflow_event` (`agency_id`,`at`);--> statement-breakpoint
CREATE INDEX `workflow_event_at` ON `workflow_event` (`at`);--> statement-breakpoint
CREATE TABLE `workflow_run` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`sub_account_id` text,
	`action` text NOT NULL,
	`caller` text NOT NULL,
	`key` text NOT NULL,
	`input` text NOT NULL,
	`input_hash` text NOT NULL,
	`state` text NOT NULL,
	`result` text,
	`status` integer,
	`started_at` integer NOT NULL,
	`leased_until` integer,
	`ended_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `workflow_run_key` ON `workflow_run` (`agency_id`,`caller`,`key`);--> statement-breakpoint
CREATE INDEX `workflow_run_agency` ON `workflow_run` (`agency_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `workflow_run_at` ON `workflow_run` (`started_at`);--> statement-breakpoint
CREATE TABLE `workflow_subscription` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`sub_account_id` text,
	`kind` text NOT NULL,
	`trigger` text NOT NULL,
	`version` integer NOT NULL,
	`target_url` text NOT NULL,
	`filters` text NOT NULL,
	`secret` text,
	`former_secret` text,
	`former_until` integer,
	`host_trigger_id` text,
	`host_workflow_id` text,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	`end_reason` text
);
--> statement-breakpoint
CREATE INDEX `workflow_subscription_heard` ON `workflow_subscription` (`agency_id`,`trigger`) WHERE "workflow_subscription"."ended_at" is null;--> statement-breakpoint
CREATE INDEX `workflow_subscription_place` ON `workflow_subscription` (`agency_id`,`sub_account_id`,`created_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `workflow_subscription_host` ON `workflow_subscription` (`agency_id`,`host_trigger_id`) WHERE "workflow_subscription"."host_trigger_id" is not null and "workflow_subscription"."ended_at" is null;