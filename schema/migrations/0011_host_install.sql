CREATE TABLE `host_domain` (
	`agency_id` text NOT NULL,
	`origin` text NOT NULL,
	`source` text NOT NULL,
	`created_at` integer NOT NULL,
	`confirmed_at` integer,
	PRIMARY KEY(`agency_id`, `origin`)
);
--> statement-breakpoint
CREATE INDEX `host_domain_origin` ON `host_domain` (`origin`);--> statement-breakpoint
CREATE TABLE `host_token` (
	`agency_id` text NOT NULL,
	`host_location_id` text NOT NULL,
	`access_token` text NOT NULL,
	`expires_at` integer NOT NULL,
	`refresh_token` text,
	`version` integer DEFAULT 1 NOT NULL,
	`leased_until` integer,
	`refused_at` integer,
	`error` text,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`agency_id`, `host_location_id`)
);
--> statement-breakpoint
ALTER TABLE `host` ADD `client_id` text;--> statement-breakpoint
ALTER TABLE `host` ADD `client_secret` text;--> statement-breakpoint
ALTER TABLE `host` ADD `authorize_url` text;--> statement-breakpoint
ALTER TABLE `host` ADD `conversation_provider_id` text;--> statement-breakpoint
ALTER TABLE `agency` ADD `install_changed_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `agency` ADD `host_event_at` integer;--> statement-breakpoint
ALTER TABLE `sub_account` ADD `uninstalled_at` integer;--> statement-breakpoint
ALTER TABLE `sub_account` ADD `install_changed_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `sub_account_host_location` ON `sub_account` (`host_location_id`);