ALTER TABLE `agent` ADD `secret` text;--> statement-breakpoint
ALTER TABLE `agent` ADD `last_check` text;--> statement-breakpoint
ALTER TABLE `message` ADD `agent_id` text;--> statement-breakpoint
ALTER TABLE `call` ADD `placed_by_agent_id` text;