CREATE TABLE `turn` (
	`name` text PRIMARY KEY NOT NULL,
	`held_until` integer NOT NULL,
	`next_at` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE `finding` ADD `told_at` integer;--> statement-breakpoint
CREATE INDEX `finding_untold` ON `finding` (`agency_id`) WHERE "finding"."told_at" is null;--> statement-breakpoint
ALTER TABLE `purchase` ADD `check_at` integer;--> statement-breakpoint
CREATE INDEX `purchase_check` ON `purchase` (`check_at`) WHERE "purchase"."check_at" is not null;--> statement-breakpoint
CREATE INDEX `purchase_number` ON `purchase` (`e164`,`created_at`);--> statement-breakpoint
ALTER TABLE `agency` ADD `reconcile_started_at` integer;--> statement-breakpoint
ALTER TABLE `agency` ADD `reconciled_at` integer;--> statement-breakpoint
CREATE INDEX `agency_customer` ON `agency` (`stripe_customer_id`);--> statement-breakpoint
CREATE INDEX `agency_account` ON `agency` (`stripe_account_id`);--> statement-breakpoint
CREATE INDEX `agency_reconciled` ON `agency` (`reconciled_at`);--> statement-breakpoint
CREATE INDEX `call_slot_freed` ON `call_slot` (`taken_at`) WHERE "call_slot"."freed_at" is not null;--> statement-breakpoint
CREATE INDEX `bulk_result_at` ON `bulk_result` (`at`);--> statement-breakpoint
CREATE INDEX `number_e164` ON `number` (`e164`,`bought_at`);--> statement-breakpoint
CREATE INDEX `number_released` ON `number` (`released_at`) WHERE "number"."released_at" is not null;--> statement-breakpoint
CREATE INDEX `sub_account_checkout` ON `sub_account` (`plan_checkout_id`) WHERE "sub_account"."plan_checkout_id" is not null;--> statement-breakpoint
CREATE INDEX `sub_account_standing` ON `sub_account` (`standing_at`) WHERE "sub_account"."stripe_customer_id" is not null and "sub_account"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX `sub_account_deleted` ON `sub_account` (`deleted_at`) WHERE "sub_account"."deleted_at" is not null;--> statement-breakpoint
UPDATE `finding` SET `told_at` = `found_at`;--> statement-breakpoint
UPDATE `purchase` SET `check_at` = `updated_at` WHERE `state` IN ('declined', 'failed');
