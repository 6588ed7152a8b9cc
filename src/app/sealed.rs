//! Whether what lies sealed in the database opens: whoever can write to the database can destroy what they cannot read, and
//! nobody would miss it before it is needed. Nothing of what is inside is told or kept.

use super::log::{entered, place, tree};
use super::{
    account, arrival, case, contact, identity, invalidation, limits, outgoing, people, recovery, report,
};
use super::{sign, staff, unnamed};
use crate::domain::entry::EntryKind;
use crate::domain::{Error, Result};
use crate::log::subject;
use crate::secret::Secrets;
use crate::store::sealed::{Column, Emptied, Sealed};
use crate::store::{self, Db};

/// Rows that are read together.
const AT_ONCE: i64 = 10_000;

/// Whether what was opened is what the row says beside it.
type Fits = fn(&Secrets, &[u8], &str) -> bool;

/// What each column is sealed for, and what holds it to its row. What opens for a purpose may have been put into another row.
const COLUMNS: [(Column, &str, Option<Fits>); 17] = [
    (store::sealed::TOTP, staff::TOTP, None),
    (store::sealed::IDENTITY, identity::IDENTITY, Some(identity::is_of_skeleton)),
    (store::sealed::COMMITMENT, identity::WORDS, None),
    (store::sealed::CONTACT, contact::SEALED_FOR, Some(contact::is_of_index)),
    (store::sealed::INVITATION, people::INVITATION_SEALED_FOR, None),
    (store::sealed::RECOVERY, recovery::SEALED_FOR, None),
    (store::sealed::DRAFT, sign::draft::SEALED_FOR, None),
    (store::sealed::REPORT, report::SEALED_FOR, None),
    (store::sealed::ARRIVAL, arrival::SEALED_FOR, None),
    (store::sealed::RULE, limits::rule::SEALED_FOR, None),
    (store::sealed::QUESTION, case::question::SEALED_FOR, None),
    (store::sealed::REPLY, account::answer::REPLY, None),
    (store::sealed::CHANGED, account::answer::CHANGED, None),
    (store::sealed::INVALIDATION, invalidation::SEALED_FOR, None),
    (store::sealed::MAIL, outgoing::SEALED_FOR, None),
    (store::sealed::HELD_ENTRY, unnamed::ENTRY, None),
    (store::sealed::ENTRY, unnamed::ENTRY, Some(unnamed::is_of_digest)),
];

/// Opens everything that lies sealed, and says how much that is.
///
/// # Errors
/// Internal, with the first row in which something does not open, or lies no more.
pub fn check(db: &mut Db, secrets: &Secrets) -> Result<u64> {
    tree::undisturbed(db, |db| {
        check_emptied(db)?;
        check_entered(db)?;
        let mut opened = check_letters(db, secrets)?;
        for (column, purpose, fits) in COLUMNS {
            opened += open_all(db, column, |one| wrong(secrets, (purpose, fits), one))?;
        }
        Ok(opened)
    })
}

/// Opens a whole column. `wrong` says what is wrong in a row.
fn open_all(db: &mut Db, column: Column, wrong: impl Fn(&Sealed) -> Option<String>) -> Result<u64> {
    // Somebody may have chosen an id below those that are given.
    let (mut opened, mut last) = (0, -i64::MAX);
    loop {
        let rows = store::sealed::after(db, column, last, AT_ONCE)?;
        let Some(newest) = rows.last() else { return Ok(opened) };
        last = newest.id;
        opened += rows.len() as u64;
        if let Some((id, what)) = rows.iter().find_map(|one| Some((one.id, wrong(one)?))) {
            return Err(broken((column.table, column.name), id, &what));
        }
    }
}

fn wrong(secrets: &Secrets, (purpose, fits): (&str, Option<Fits>), one: &Sealed) -> Option<String> {
    let Some(bytes) = one.bytes.as_ref().filter(|bytes| !bytes.is_empty()) else {
        return Some("nothing lies there any more, and something must".to_owned());
    };
    let plain = match secrets.open(purpose, bytes) {
        Ok(plain) => plain,
        Err(error) => return Some(error.reason()),
    };
    let is_other = fits.is_some_and(|fits| !fits(secrets, &plain, &one.beside));
    is_other.then(|| format!("the sealed {purpose} that lies there is not the one of this row"))
}

/// Texts hold what is sealed of where letters are filed.
fn check_letters(db: &mut Db, secrets: &Secrets) -> Result<u64> {
    let mut opened = 0;
    for column in store::sealed::LETTERS {
        for one in store::sealed::telling(db, column, identity::SEALED)? {
            let found = identity::open_within(secrets, &one.text);
            opened += found.map_err(|error| broken(column, one.id, &error.reason()))?;
        }
    }
    Ok(opened)
}

fn broken((table, name): (&str, &str), id: i64, what: &str) -> Error {
    Error::internal(format!("the row {id} of the table {table}, column {name}: {what}"))
}

/// Nobody but who is erased is without words, open or sealed; and what came from a copy that had none.
fn check_emptied(db: &mut Db) -> Result<()> {
    let emptied = store::sealed::emptied(db)?;
    if emptied.is_empty() {
        return Ok(());
    }
    let (erased, copied) = (unnamed::erased(db)?, entered::copied(db)?);
    let is_rightly = |one: &&Emptied| {
        let came = one.number.is_some_and(|number| copied.iter().any(|range| range.contains(&place(number))));
        // Of who was never named no notice tells which entries were theirs.
        let unnamed = one.erased == 1 && subject::is_of_batch(&one.subject);
        came || unnamed || erased.contains(&one.subject)
    };
    match emptied.iter().find(|one| !is_rightly(one)) {
        None => Ok(()),
        Some(one) => {
            let what = "what the entry says lies nowhere any more, and no entry says that it is erased";
            Err(broken(("entries", "sealed"), one.id, what))
        }
    }
}

/// Whoever was published without a name was entered, or waits for the week's batch: nobody outside could miss it.
fn check_entered(db: &mut Db) -> Result<()> {
    match store::sealed::unentered(db, EntryKind::EndorsementPublished.code())? {
        None => Ok(()),
        Some(organisation) => Err(Error::internal(format!(
            "the row {organisation} of the table organisations: it was published without a name, and neither the table entries nor \
             held_entries has that"
        ))),
    }
}
