CREATE TABLE `assignment` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`sub_account_id` text NOT NULL,
	`number_id` text NOT NULL,
	`user_id` text NOT NULL,
	`state` text NOT NULL,
	`mode` text NOT NULL,
	`telco_cost` integer NOT NULL,
	`telco_currency` text NOT NULL,
	`markup` integer NOT NULL,
	`price` integer NOT NULL,
	`currency` text NOT NULL,
	`stripe_account_id` text,
	`stripe_customer_id` text,
	`checkout_session_id` text,
	`checkout_url` text,
	`checkout_count` integer DEFAULT 0 NOT NULL,
	`subscription_id` text,
	`paid_through` integer,
	`ends_at` integer,
	`expires_at` integer,
	`check_at` integer,
	`end_reason` text,
	`created_at` integer NOT NULL,
	`activated_at` integer,
	`ended_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `assignment_one_live` ON `assignment` (`number_id`) WHERE "assignment"."state" <> 'ended';--> statement-breakpoint
CREATE UNIQUE INDEX `assignment_subscription` ON `assignment` (`subscription_id`) WHERE "assignment"."subscription_id" is not null;--> statement-breakpoint
CREATE INDEX `assignment_sub_account` ON `assignment` (`agency_id`,`sub_account_id`,`state`);--> statement-breakpoint
CREATE INDEX `assignment_due` ON `assignment` (`check_at`) WHERE "assignment"."state" <> 'ended';--> statement-breakpoint
CREATE INDEX `assignment_checkout` ON `assignment` (`checkout_session_id`);--> statement-breakpoint
CREATE TABLE `audit` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`agency_id` text NOT NULL,
	`sub_account_id` text,
	`entity` text NOT NULL,
	`entity_id` text NOT NULL,
	`act` text NOT NULL,
	`actor_kind` text NOT NULL,
	`actor_id` text NOT NULL,
	`source` text NOT NULL,
	`before` text,
	`after` text,
	`at` integer NOT NULL,
	`changed` integer NOT NULL,
	CONSTRAINT "audit_changed" CHECK("audit"."changed" > 0)
);
--> statement-breakpoint
CREATE INDEX `audit_agency` ON `audit` (`agency_id`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_entity` ON `audit` (`entity`,`entity_id`,`seq`);--> statement-breakpoint
CREATE TABLE `contact` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`sub_account_id` text NOT NULL,
	`host_contact_id` text NOT NULL,
	`name` text NOT NULL,
	`owner_host_user_id` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `contact_host` ON `contact` (`sub_account_id`,`host_contact_id`);--> statement-breakpoint
CREATE TABLE `contact_phone` (
	`sub_account_id` text NOT NULL,
	`e164` text NOT NULL,
	`contact_id` text NOT NULL,
	PRIMARY KEY(`sub_account_id`, `e164`, `contact_id`)
);
--> statement-breakpoint
CREATE INDEX `contact_phone_contact` ON `contact_phone` (`contact_id`);--> statement-breakpoint
CREATE TABLE `host` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`issuer` text NOT NULL,
	`name` text NOT NULL,
	`algorithm` text NOT NULL,
	`public_key` text,
	`jwks_url` text,
	`shared_secret` text,
	`webhook_secret` text NOT NULL,
	`api_token` text,
	`api_base_url` text,
	`embed_origins` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `host_issuer_unique` ON `host` (`issuer`);--> statement-breakpoint
CREATE TABLE `used_token` (
	`host_id` text NOT NULL,
	`jti` text NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`host_id`, `jti`)
);
--> statement-breakpoint
CREATE INDEX `used_token_expiry` ON `used_token` (`expires_at`);--> statement-breakpoint
CREATE TABLE `webhook_event` (
	`id` text PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`origin` text NOT NULL,
	`type` text NOT NULL,
	`payload` text NOT NULL,
	`received_at` integer NOT NULL,
	`processed_at` integer,
	`parked_at` integer,
	`leased_until` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`error` text
);
--> statement-breakpoint
CREATE INDEX `webhook_event_open` ON `webhook_event` (`processed_at`,`parked_at`,`received_at`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`key` text NOT NULL,
	`effect` text NOT NULL,
	`created_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`leased_until` integer,
	`delivered_at` integer,
	`parked_at` integer,
	`error` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_key_unique` ON `outbox` (`key`);--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`due_at`) WHERE "outbox"."delivered_at" is null and "outbox"."parked_at" is null;--> statement-breakpoint
CREATE INDEX `outbox_agency` ON `outbox` (`agency_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `number` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`e164` text NOT NULL,
	`country` text NOT NULL,
	`type` text NOT NULL,
	`voice` integer NOT NULL,
	`sms` integer NOT NULL,
	`twilio_sid` text NOT NULL,
	`twilio_account_sid` text NOT NULL,
	`telco_cost` integer NOT NULL,
	`telco_currency` text NOT NULL,
	`call_purpose` text,
	`wired_to` text,
	`wired_user_id` text,
	`forward_to` text,
	`bought_at` integer NOT NULL,
	`returned_at` integer,
	`released_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `number_e164_held` ON `number` (`e164`) WHERE "number"."released_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX `number_direct_user` ON `number` (`wired_user_id`) WHERE "number"."wired_user_id" is not null;--> statement-breakpoint
CREATE INDEX `number_agency` ON `number` (`agency_id`,`e164`);--> statement-breakpoint
CREATE TABLE `purchase` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`request_id` text NOT NULL,
	`e164` text NOT NULL,
	`country` text NOT NULL,
	`type` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`state` text NOT NULL,
	`payment_intent_id` text,
	`twilio_sid` text,
	`number_id` text,
	`why_code` text,
	`why` text,
	`voice` integer NOT NULL,
	`sms` integer NOT NULL,
	`buyer_id` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `purchase_request` ON `purchase` (`agency_id`,`request_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `purchase_number_open` ON `purchase` (`e164`) WHERE "purchase"."state" in ('reserved', 'charged', 'ordered');--> statement-breakpoint
CREATE INDEX `purchase_state` ON `purchase` (`state`,`updated_at`);--> statement-breakpoint
CREATE TABLE `call` (
	`id` text PRIMARY KEY NOT NULL,
	`call_sid` text NOT NULL,
	`agency_id` text NOT NULL,
	`sub_account_id` text,
	`assignment_id` text,
	`number_id` text NOT NULL,
	`from` text NOT NULL,
	`to` text NOT NULL,
	`decision` text NOT NULL,
	`step` integer DEFAULT 0 NOT NULL,
	`status` text NOT NULL,
	`answered_by_user_id` text,
	`started_at` integer NOT NULL,
	`answered_at` integer,
	`ended_at` integer,
	`duration_s` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `call_call_sid_unique` ON `call` (`call_sid`);--> statement-breakpoint
CREATE INDEX `call_sub_account` ON `call` (`sub_account_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `call_open` ON `call` (`answered_by_user_id`,`ended_at`);--> statement-breakpoint
CREATE TABLE `voicemail` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`sub_account_id` text NOT NULL,
	`assignment_id` text NOT NULL,
	`call_id` text NOT NULL,
	`user_id` text,
	`recording_sid` text NOT NULL,
	`duration_s` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `voicemail_recording_sid_unique` ON `voicemail` (`recording_sid`);--> statement-breakpoint
CREATE INDEX `voicemail_sub_account` ON `voicemail` (`sub_account_id`,`at`);--> statement-breakpoint
CREATE TABLE `staff_setting` (
	`agency_id` text NOT NULL,
	`sub_account_id` text NOT NULL,
	`user_id` text NOT NULL,
	`phone` text,
	`ring_seconds` integer DEFAULT 20 NOT NULL,
	`do_not_disturb_until` integer,
	`hours` text,
	`voicemail` integer DEFAULT false NOT NULL,
	`greeting` text,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`sub_account_id`, `user_id`)
);
--> statement-breakpoint
CREATE TABLE `agency` (
	`id` text PRIMARY KEY NOT NULL,
	`host_id` text NOT NULL,
	`host_company_id` text NOT NULL,
	`name` text NOT NULL,
	`support_email` text,
	`support_phone` text,
	`stripe_customer_id` text,
	`stripe_account_id` text,
	`twilio_sid` text,
	`twilio_token` text,
	`pending_expiry_days` integer DEFAULT 14,
	`cooldown_days` integer DEFAULT 0 NOT NULL,
	`allowed_countries` text NOT NULL,
	`created_at` integer NOT NULL,
	`uninstalled_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `agency_host_company` ON `agency` (`host_id`,`host_company_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `agency_twilio` ON `agency` (`twilio_sid`) WHERE "agency"."twilio_sid" is not null;--> statement-breakpoint
CREATE TABLE `membership` (
	`agency_id` text NOT NULL,
	`sub_account_id` text NOT NULL,
	`user_id` text NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`sub_account_id`, `user_id`)
);
--> statement-breakpoint
CREATE INDEX `membership_user` ON `membership` (`user_id`);--> statement-breakpoint
CREATE TABLE `plan` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`name` text NOT NULL,
	`currency` text NOT NULL,
	`base_price` integer NOT NULL,
	`trial_days` integer DEFAULT 0 NOT NULL,
	`number_price` integer NOT NULL,
	`mode` text DEFAULT 'paid' NOT NULL,
	`clients_may_buy` integer DEFAULT false NOT NULL,
	`direct_numbers` integer DEFAULT true NOT NULL,
	`conversion_rate` integer DEFAULT 1000000 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `plan_agency` ON `plan` (`agency_id`);--> statement-breakpoint
CREATE TABLE `sub_account` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`host_location_id` text NOT NULL,
	`name` text NOT NULL,
	`timezone` text NOT NULL,
	`country` text NOT NULL,
	`plan_id` text,
	`stripe_customer_id` text,
	`plan_subscription_id` text,
	`plan_status` text,
	`card_valid` integer DEFAULT false NOT NULL,
	`standing_at` integer,
	`forward_to` text,
	`voicemail` integer DEFAULT false NOT NULL,
	`greeting` text,
	`created_at` integer NOT NULL,
	`host_updated_at` integer DEFAULT 0 NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sub_account_location` ON `sub_account` (`agency_id`,`host_location_id`);--> statement-breakpoint
CREATE INDEX `sub_account_customer` ON `sub_account` (`stripe_customer_id`);--> statement-breakpoint
CREATE TABLE `user` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`host_user_id` text NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`phone` text,
	`agency_role` text,
	`status` text NOT NULL,
	`created_at` integer NOT NULL,
	`host_updated_at` integer DEFAULT 0 NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `user_host` ON `user` (`agency_id`,`host_user_id`);