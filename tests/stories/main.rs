//! Stories: what people want of Tilsagn, told through a running site on both databases.

#[path = "../support/mod.rs"]
mod support;

mod anyone_visits;
mod staff_moderate;
mod staff_second;
mod staff_sign_in;
