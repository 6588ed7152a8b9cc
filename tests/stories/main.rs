//! Stories: what people want of Tilsagn, told through a running site on both databases.

#[path = "../support/mod.rs"]
mod support;

mod anyone_visits;
mod suzie_signs;
