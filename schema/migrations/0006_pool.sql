CREATE TABLE `number_digits` (
	`agency_id` text NOT NULL,
	`digits` text NOT NULL,
	`number_id` text NOT NULL,
	PRIMARY KEY(`agency_id`, `digits`, `number_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `assignment_pool` ON `assignment` (`agency_id`,`sub_account_id`,`state`,`number_id`) WHERE "assignment"."state" <> 'ended';--> statement-breakpoint
CREATE INDEX `assignment_pool_state` ON `assignment` (`agency_id`,`state`,`number_id`) WHERE "assignment"."state" <> 'ended';--> statement-breakpoint
CREATE INDEX `number_pool` ON `number` (`agency_id`,`id`) WHERE "number"."released_at" is null;--> statement-breakpoint
CREATE INDEX `number_pool_cost` ON `number` (`agency_id`,`telco_cost`,`id`) WHERE "number"."released_at" is null;--> statement-breakpoint
INSERT INTO `number_digits` (`agency_id`, `digits`, `number_id`)
SELECT DISTINCT n.`agency_id`, substr(n.`e164`, p.i, 4), n.`id` FROM `number` n
CROSS JOIN (SELECT 2 AS i UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9 UNION ALL SELECT 10 UNION ALL SELECT 11 UNION ALL SELECT 12 UNION ALL SELECT 13 UNION ALL SELECT 14) p
WHERE n.`released_at` IS NULL AND p.i <= length(n.`e164`) - 2 ORDER BY 1, 2, 3;
--> statement-breakpoint
CREATE TRIGGER `number_digits_held` AFTER INSERT ON `number` WHEN new.`released_at` IS NULL BEGIN
	INSERT OR IGNORE INTO `number_digits` (`agency_id`, `digits`, `number_id`)
	SELECT new.`agency_id`, substr(new.`e164`, p.i, 4), new.`id`
	FROM (SELECT 2 AS i UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9 UNION ALL SELECT 10 UNION ALL SELECT 11 UNION ALL SELECT 12 UNION ALL SELECT 13 UNION ALL SELECT 14) p
	WHERE p.i <= length(new.`e164`) - 2;
END;
--> statement-breakpoint
CREATE TRIGGER `number_digits_released` AFTER UPDATE OF `released_at` ON `number` WHEN old.`released_at` IS NULL AND new.`released_at` IS NOT NULL BEGIN
	DELETE FROM `number_digits` WHERE `agency_id` = new.`agency_id` AND `number_id` = new.`id` AND `digits` IN (
		SELECT substr(new.`e164`, p.i, 4)
		FROM (SELECT 2 AS i UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9 UNION ALL SELECT 10 UNION ALL SELECT 11 UNION ALL SELECT 12 UNION ALL SELECT 13 UNION ALL SELECT 14) p
	);
END;
