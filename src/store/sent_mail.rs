//! Mails that went out in the last days, and from where those came about that anybody can cause: by keyed indexes, to be
//! counted.

use diesel::prelude::*;

use super::Db;
use super::schema::caused_mails;
use super::schema::sent_mails::dsl;
use crate::domain::{Moment, Result};

/// Notes that a mail went out to a mailbox, whose domain counts unless it is a free provider's.
pub fn note(db: &mut Db, mailbox_index: &str, domain_index: Option<&str>, now: Moment) -> Result<()> {
    diesel::insert_into(dsl::sent_mails)
        .values((dsl::mailbox_index.eq(mailbox_index), dsl::domain_index.eq(domain_index), dsl::at.eq(now)))
        .execute(db)?;
    Ok(())
}

/// How many went out since a moment.
pub fn count(db: &mut Db, since: Moment) -> Result<i64> {
    Ok(dsl::sent_mails.filter(dsl::at.gt(since)).count().get_result(db)?)
}

/// How many of them to a mailbox.
pub fn count_to_mailbox(db: &mut Db, index: &str, since: Moment) -> Result<i64> {
    let to = dsl::sent_mails.filter(dsl::mailbox_index.eq(index).and(dsl::at.gt(since)));
    Ok(to.count().get_result(db)?)
}

/// How many of them to mailboxes of a domain.
pub fn count_to_domain(db: &mut Db, index: &str, since: Moment) -> Result<i64> {
    let to = dsl::sent_mails.filter(dsl::domain_index.eq(index)).filter(dsl::at.gt(since));
    Ok(to.count().get_result(db)?)
}

/// Notes that a mail was written to a mailbox; which network had it written, or of which kind it is, is in the index too.
pub fn note_caused(db: &mut Db, cause_index: &str, now: Moment) -> Result<()> {
    let new = (caused_mails::cause_index.eq(cause_index), caused_mails::at.eq(now));
    diesel::insert_into(caused_mails::table).values(new).execute(db)?;
    Ok(())
}

/// How many were written so since a moment.
pub fn count_caused(db: &mut Db, cause_index: &str, since: Moment) -> Result<i64> {
    let caused = caused_mails::cause_index.eq(cause_index).and(caused_mails::at.gt(since));
    Ok(caused_mails::table.filter(caused).count().get_result(db)?)
}

/// Forgets that of before a moment. Says how many.
pub fn delete_caused_before(db: &mut Db, moment: Moment) -> Result<usize> {
    Ok(diesel::delete(caused_mails::table.filter(caused_mails::at.lt(moment))).execute(db)?)
}

/// Forgets mails that went out before a moment. Says how many.
pub fn delete_before(db: &mut Db, moment: Moment) -> Result<usize> {
    Ok(diesel::delete(dsl::sent_mails.filter(dsl::at.lt(moment))).execute(db)?)
}
