CREATE TABLE `free_number` (
	`agency_id` text NOT NULL,
	`number_id` text NOT NULL,
	PRIMARY KEY(`agency_id`, `number_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `pool_result` (
	`agency_id` text NOT NULL,
	`request_id` text NOT NULL,
	`asked` text NOT NULL,
	`result` text NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`agency_id`, `request_id`)
);
--> statement-breakpoint
CREATE INDEX `pool_result_at` ON `pool_result` (`at`);--> statement-breakpoint
CREATE TABLE `column_choice` (
	`agency_id` text NOT NULL,
	`user_id` text NOT NULL,
	`list` text NOT NULL,
	`columns` text NOT NULL,
	PRIMARY KEY(`agency_id`, `user_id`, `list`)
);
--> statement-breakpoint
INSERT INTO `free_number` (`agency_id`, `number_id`)
SELECT n.`agency_id`, n.`id` FROM `number` n WHERE n.`released_at` IS NULL
AND NOT EXISTS (SELECT 1 FROM `assignment` a WHERE a.`number_id` = n.`id` AND a.`state` <> 'ended') ORDER BY 1, 2;
--> statement-breakpoint
CREATE TRIGGER `free_number_held` AFTER INSERT ON `number` WHEN new.`released_at` IS NULL BEGIN
	INSERT OR IGNORE INTO `free_number` (`agency_id`, `number_id`) SELECT new.`agency_id`, new.`id`
	WHERE NOT EXISTS (SELECT 1 FROM `assignment` a WHERE a.`number_id` = new.`id` AND a.`state` <> 'ended');
END;
--> statement-breakpoint
CREATE TRIGGER `free_number_released` AFTER UPDATE OF `released_at` ON `number` WHEN new.`released_at` IS NOT NULL BEGIN
	DELETE FROM `free_number` WHERE `agency_id` = new.`agency_id` AND `number_id` = new.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `free_number_deleted` AFTER DELETE ON `number` BEGIN
	DELETE FROM `free_number` WHERE `agency_id` = old.`agency_id` AND `number_id` = old.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `free_number_assigned` AFTER INSERT ON `assignment` WHEN new.`state` <> 'ended' BEGIN
	DELETE FROM `free_number` WHERE `agency_id` = new.`agency_id` AND `number_id` = new.`number_id`;
END;
--> statement-breakpoint
CREATE TRIGGER `free_number_ended` AFTER UPDATE OF `state` ON `assignment` WHEN old.`state` <> 'ended' AND new.`state` = 'ended' BEGIN
	INSERT OR IGNORE INTO `free_number` (`agency_id`, `number_id`) SELECT n.`agency_id`, n.`id` FROM `number` n
	WHERE n.`id` = new.`number_id` AND n.`released_at` IS NULL
	AND NOT EXISTS (SELECT 1 FROM `assignment` a WHERE a.`number_id` = n.`id` AND a.`state` <> 'ended');
END;
