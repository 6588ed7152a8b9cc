//! Stories: what people want of Tilsagn, told through a running site on both databases.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

#[path = "../support/mod.rs"]
mod support;

mod admins_erase;
mod anyone_verifies;
mod anyone_visits;
mod browser_account;
mod browser_copy;
mod browser_ladder;
mod browser_reading;
mod browser_receipts;
mod database_away;
mod editor_changes_the_call;
mod katrine_is_called_otherwise;
mod log_attacked;
mod log_key;
mod log_long;
mod log_sealed;
mod many_from_one_network;
mod nadia_stays_unnamed;
mod operator_exports;
mod operator_hands_over;
mod operator_imports;
mod operator_keeps_the_secret;
mod operator_pauses;
mod operator_takes_over;
mod other_programs_verify;
mod programs_read;
mod readers_of_histories;
mod readers_of_pages;
mod readers_of_the_past;
mod role_matrix;
mod staff_administer;
mod staff_asks;
mod staff_at_the_desk;
mod staff_hides_a_commitment;
mod staff_look_into;
mod staff_merge;
mod staff_moderate;
mod staff_second;
mod staff_sign_in;
mod staff_token;
mod strangers_send_us_nowhere;
mod suzie_comes_back;
mod suzie_confirms;
mod suzie_hides;
mod suzie_is_forgotten;
mod suzie_keeps_her_receipt;
mod suzie_shows_her_domain;
mod suzie_signs;
mod suzie_withdraws;
mod visitors_go_astray;
mod witnesses_keep_watch;
