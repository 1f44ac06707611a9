ALTER TABLE `agency` ADD `leaves_at` integer;--> statement-breakpoint
CREATE INDEX `agency_leaving` ON `agency` (`leaves_at`) WHERE "agency"."leaves_at" is not null;--> statement-breakpoint
ALTER TABLE `sub_account` ADD `leaves_at` integer;--> statement-breakpoint
CREATE INDEX `sub_account_leaving` ON `sub_account` (`leaves_at`) WHERE "sub_account"."leaves_at" is not null;--> statement-breakpoint
UPDATE `agency` SET `leaves_at` = `uninstalled_at` + 2592000000 WHERE `uninstalled_at` IS NOT NULL;
