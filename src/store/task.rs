//! What is asked of the database, whatever comes of it.
//!
//! Some thousand acts and questions go to a thread of their own. Were the way there generic, it would be compiled anew for
//! each of them, with all of the runtime's task; so both lose their types on the way, and what comes back gets its own again.

use std::any::Any;

use super::Db;
use crate::domain::{Error, Result};

/// An act or a question.
pub(super) type Task = Box<dyn FnOnce(&mut Db) -> Result<Done> + Send>;
/// What it came to.
pub(super) type Done = Box<dyn Any + Send>;

/// Takes the types away.
pub(super) fn of<T, F>(act: F) -> Task
where
    T: Send + 'static,
    F: FnOnce(&mut Db) -> Result<T> + Send + 'static,
{
    Box::new(move |db| Ok(Box::new(act(db)?)))
}

/// Gives what came back its type again.
pub(super) fn outcome<T: 'static>(done: Done) -> Result<T> {
    let typed = done.downcast().map_err(|_| Error::internal("a task came to something of another type"))?;
    Ok(*typed)
}
