-- Of plans on offer under one name all but the oldest get a name of their own.
UPDATE `plan` SET `name` = substr(`name`, 1, 50) || ' ' || substr(`id`, -6) WHERE `archived_at` IS NULL AND EXISTS (
	SELECT 1 FROM `plan` AS `o` WHERE `o`.`agency_id` = `plan`.`agency_id` AND `o`.`archived_at` IS NULL
	AND lower(`o`.`name`) = lower(`plan`.`name`) AND (`o`.`created_at`, `o`.`id`) < (`plan`.`created_at`, `plan`.`id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plan_name` ON `plan` (`agency_id`,lower("name")) WHERE "plan"."archived_at" is null;
