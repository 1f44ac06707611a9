CREATE TABLE `contact_word` (
	`sub_account_id` text NOT NULL,
	`word` text NOT NULL,
	`contact_id` text NOT NULL,
	PRIMARY KEY(`sub_account_id`, `word`, `contact_id`)
);
--> statement-breakpoint
CREATE INDEX `contact_word_contact` ON `contact_word` (`contact_id`);--> statement-breakpoint
ALTER TABLE `claim` ADD `busy_until` integer;--> statement-breakpoint
CREATE INDEX `claim_caller` ON `claim` (`sub_account_id`,`caller`,`freed_at`);--> statement-breakpoint
CREATE INDEX `claim_user` ON `claim` (`agency_id`,`user_id`) WHERE "claim"."freed_at" is null;--> statement-breakpoint
CREATE INDEX `webhook_event_parked` ON `webhook_event` (`agency_id`,`parked_at`) WHERE "webhook_event"."parked_at" is not null;--> statement-breakpoint
CREATE INDEX `voicemail_call` ON `voicemail` (`call_id`);--> statement-breakpoint
INSERT OR IGNORE INTO `contact_word` (`sub_account_id`, `word`, `contact_id`)
WITH RECURSIVE split(sub, id, word, rest) AS (
	SELECT sub_account_id, id, '', lower(trim(name)) || ' ' FROM contact WHERE deleted_at IS NULL
	UNION ALL
	SELECT sub, id, substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1) FROM split WHERE rest <> ''
)
SELECT sub, word, id FROM split WHERE word <> '';
