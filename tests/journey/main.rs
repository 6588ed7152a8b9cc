//! The whole site as a new user meets it: the real program, started as a demo, in a real browser.
//!
//! Each test starts a demo of its own in an empty folder and plays every part in it: the one who signs,
//! the moderator, the public. Stories of single acts are in `tests/stories`.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

#[path = "../support/mod.rs"]
mod support;

mod browser_keyboard;
mod browser_new_user;
mod browser_pages;
mod browser_staff_pages;
mod demo;
mod form;
mod later;
mod readme;
mod tour;
