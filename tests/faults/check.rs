//! What is in the records after the kills: every signature once and whole, every one that was confirmed or published with
//! what belongs to that, and nothing besides.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Binary, Nullable, Text};
use tilsagn::app::contact;
use tilsagn::domain::Result;
use tilsagn::native;
use tilsagn::store::Db;

use super::publisher;
use super::signers::{Signature, Signed};
use super::site::Deployment;
use crate::support::mailbox;
use crate::support::postgres::Postgres;

/// An organisation with how many there are of what belongs to it.
#[derive(Debug, QueryableByName)]
struct Whole {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Nullable<Binary>)]
    sealed: Option<Vec<u8>>,
    #[diesel(sql_type = Text)]
    parts: String,
    #[diesel(sql_type = Text)]
    mail: String,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Text)]
    confirmed: String,
}

#[derive(Debug, QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

#[derive(Debug, QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// One endorsement, one representative, one commitment, one audit line, one link, one mail.
const WHOLE: &str = "1 1 1 1 1 1";

/// One Case, one audit line, the link used, one to call it off, one mail; or nothing of all that.
const WHOLE_CONFIRMED: &str = "1 1 1 1 1";
const UNCONFIRMED: &str = "0 0 0 0 0";

const SIGNATURES: &str = "SELECT o.name,
    (SELECT r.sealed FROM representatives r WHERE r.organisation_id = o.id LIMIT 1) AS sealed,
    (SELECT count(*) FROM endorsements x WHERE x.organisation_id = o.id AND x.state IN ('submitted', 'in_review'))
    || ' ' ||
    (SELECT count(*) FROM representatives r WHERE r.organisation_id = o.id AND r.id = e.representative_id)
    || ' ' ||
    (SELECT count(*) FROM commitments c WHERE c.organisation_id = o.id) || ' ' ||
    (SELECT count(*) FROM audit_lines a WHERE a.act = 'endorsement.submitted'
        AND a.subject_kind = 'endorsement' AND a.subject_id = e.id) || ' ' ||
    (SELECT count(*) FROM links l WHERE l.purpose = 'confirm' AND l.subject_id = e.id) || ' ' ||
    (SELECT count(*) FROM outbox m WHERE m.event LIKE 'confirm_signature.' || e.id || '.%') AS parts,
    coalesce((SELECT min(m.state) FROM outbox m WHERE m.event LIKE 'confirm_signature.' || e.id || '.%'
        AND (m.sealed IS NOT NULL OR m.state = 'sent')), '') AS mail,
    coalesce(e.state, '') AS state,
    (SELECT count(*) FROM cases c WHERE c.kind = 'endorsement' AND c.subject_id = e.id) || ' ' ||
    (SELECT count(*) FROM audit_lines a WHERE a.act = 'endorsement.confirmed'
        AND a.subject_kind = 'endorsement' AND a.subject_id = e.id) || ' ' ||
    (SELECT count(*) FROM links l WHERE l.purpose = 'confirm' AND l.subject_id = e.id
        AND l.used_at IS NOT NULL) || ' ' ||
    (SELECT count(*) FROM links l WHERE l.purpose = 'cancel' AND l.subject_id = e.id) || ' ' ||
    (SELECT count(*) FROM outbox m WHERE m.event = 'signature_confirmed.' || e.id) AS confirmed
    FROM organisations o LEFT JOIN endorsements e ON e.organisation_id = o.id
    WHERE o.name NOT LIKE 'Foreningen Mole %' ORDER BY o.id";

/// A Case whose signature is in the register, with how many there are of what belongs to that.
#[derive(Debug, QueryableByName)]
struct Published {
    #[diesel(sql_type = BigInt)]
    number: i64,
    #[diesel(sql_type = Text)]
    parts: String,
}

/// One entry of the signature and one of its commitment, one audit line, one mail, and the Case is closed.
const WHOLE_IN_REGISTER: &str = "1 1 1 1 closed";

const IN_REGISTER: &str = "SELECT c.number,
    (SELECT count(*) FROM entries n WHERE n.organisation_id = e.organisation_id
        AND n.kind = 'endorsement.published') || ' ' ||
    (SELECT count(*) FROM entries n WHERE n.organisation_id = e.organisation_id
        AND n.kind = 'commitment.published') || ' ' ||
    (SELECT count(*) FROM audit_lines a WHERE a.act = 'case.published' AND a.subject_kind = 'case'
        AND a.subject_id = c.id) || ' ' ||
    (SELECT count(*) FROM outbox m WHERE m.event LIKE 'case.' || c.id || '.%') || ' ' || c.state AS parts
    FROM endorsements e JOIN cases c ON c.subject_id = e.id AND c.kind = 'endorsement'
    WHERE e.state = 'published' ORDER BY c.number";

/// What belongs to a signature in the register, of one that is not there; and a number that was left out.
const AHEAD: &[&str] = &[
    "entries x JOIN endorsements e ON e.organisation_id = x.organisation_id WHERE e.state <> 'published'",
    "audit_lines x JOIN cases c ON c.id = x.subject_id JOIN endorsements e ON e.id = c.subject_id
        WHERE x.act = 'case.published' AND x.subject_kind = 'case' AND e.state <> 'published'",
    "outbox x JOIN cases c ON x.event LIKE 'case.' || c.id || '.%' JOIN endorsements e ON e.id = c.subject_id
        WHERE e.state <> 'published'",
    "commitments x JOIN endorsements e ON e.organisation_id = x.organisation_id
        WHERE (x.state = 'active') <> (e.state = 'published')",
    "organisations x WHERE x.number > (SELECT count(*) FROM organisations y WHERE y.number IS NOT NULL)",
];

/// Rows without the row that they belong to, and mails that are there twice.
const ASTRAY: &[&str] = &[
    "endorsements x LEFT JOIN organisations o ON o.id = x.organisation_id WHERE o.id IS NULL",
    "endorsements x LEFT JOIN representatives r ON r.id = x.representative_id WHERE r.id IS NULL",
    "representatives x LEFT JOIN endorsements e ON e.representative_id = x.id WHERE e.id IS NULL",
    "commitments x LEFT JOIN endorsements e ON e.organisation_id = x.organisation_id WHERE e.id IS NULL",
    "links x LEFT JOIN endorsements e ON e.id = x.subject_id WHERE x.purpose = 'confirm' AND e.id IS NULL",
    "audit_lines x LEFT JOIN endorsements e ON e.id = x.subject_id
        WHERE x.act = 'endorsement.submitted' AND e.id IS NULL",
    "(SELECT event FROM outbox GROUP BY event, recipient_index HAVING count(*) > 1) x",
    "outbox x WHERE x.state NOT IN ('queued', 'sent')",
];

/// Fails at whatever is lost, doubled or half there; says how much was looked at.
pub fn check(deployment: &Deployment, signed: &Signed) -> String {
    // A server may still be ending the transaction of a process that is gone.
    std::thread::sleep(std::time::Duration::from_millis(500));
    let (rows, astray, mails, integrity) = deployment.with_app(async |app| {
        let read = app.store.read(|db| {
            let rows: Vec<Whole> = native!(db, |c| sql_query(SIGNATURES).load(c))?;
            let mails = count(db, "outbox x WHERE x.event LIKE 'confirm_signature.%'")?;
            let astray: Result<Vec<i64>> = ASTRAY.iter().map(|from| count(db, from)).collect();
            Ok((rows, astray?, mails, integrity(db)?))
        });
        let (rows, astray, mails, integrity) = read.await.unwrap();
        let rows: Vec<(Whole, String)> = rows
            .into_iter()
            .map(|row| {
                let sealed = row.sealed.as_deref().unwrap_or_else(|| panic!("half there: {row:?}"));
                let email = contact::open(app, sealed).unwrap().email;
                (row, email)
            })
            .collect();
        (rows, astray, mails, integrity)
    });
    for (from, count) in ASTRAY.iter().zip(astray) {
        assert_eq!(count, 0, "{from}");
    }
    assert_eq!(integrity, Vec::<String>::new());

    let found: Vec<Signature> =
        rows.iter().map(|(row, email)| Signature { name: row.name.clone(), email: email.clone() }).collect();
    let once: BTreeSet<&Signature> = found.iter().collect();
    assert_eq!(once.len(), found.len(), "a signature is there twice");
    let expected: BTreeSet<&Signature> = signed.acknowledged.iter().chain(&signed.unanswered).collect();
    assert_eq!(expected.difference(&once).collect::<Vec<_>>(), Vec::<&&Signature>::new(), "lost");
    assert_eq!(once.difference(&expected).collect::<Vec<_>>(), Vec::<&&Signature>::new(), "never sent");
    assert_eq!(mails, i64::try_from(found.len()).unwrap());

    let delivered = delivered(deployment);
    let mut sent = 0;
    for (row, email) in &rows {
        assert_eq!(row.parts, WHOLE, "{row:?}");
        let confirmed = signed.confirmed.iter().any(|signature| signature.email == *email);
        let (state, whole) =
            if confirmed { ("in_review", WHOLE_CONFIRMED) } else { ("submitted", UNCONFIRMED) };
        assert_eq!((row.state.as_str(), row.confirmed.as_str()), (state, whole), "{row:?}");
        let copies = delivered.get(email).copied().unwrap_or_default();
        match row.mail.as_str() {
            "sent" => assert_eq!(copies.asking, 1, "{email}"),
            // Put into the folder, and killed before it was noted: the next try replaces the file.
            "queued" => assert!(copies.asking <= 1, "{email}"),
            other => panic!("{other:?}: {row:?}"),
        }
        assert!(copies.others <= u32::from(confirmed), "{email}: {copies:?}");
        sent += u32::from(row.mail == "sent");
    }
    let known = |to: &String| publisher::is_theirs(to) || rows.iter().any(|(_, email)| email == to);
    assert!(delivered.keys().all(known), "a mail to nobody");
    format!(
        "{} signatures in the records, all whole; {sent} mails out, {} to go",
        rows.len(),
        rows.len() - sent as usize
    )
}

/// Fails where a signature is in the register by halves, or one is not of which the site said so. Somebody may serve and
/// publish meanwhile.
pub fn check_published(deployment: &Deployment, told: &[i64]) {
    let (rows, ahead) = deployment.with_reader(async |app| {
        let read = app.store.read(|db| {
            let rows: Vec<Published> = native!(db, |c| sql_query(IN_REGISTER).load(c))?;
            let ahead: Result<Vec<i64>> = AHEAD.iter().map(|from| count(db, from)).collect();
            Ok((rows, ahead?))
        });
        read.await.unwrap()
    });
    for (from, count) in AHEAD.iter().zip(ahead) {
        assert_eq!(count, 0, "{from}");
    }
    for row in &rows {
        assert_eq!(row.parts, WHOLE_IN_REGISTER, "{row:?}");
    }
    let there: BTreeSet<i64> = rows.iter().map(|row| row.number).collect();
    assert!(told.iter().all(|number| there.contains(number)), "lost: {told:?}, of which there are {there:?}");
    assert_eq!(there.len(), rows.len(), "published twice");
}

fn count(db: &mut Db, from: &str) -> Result<i64> {
    let found: Count =
        native!(db, |c| sql_query(format!("SELECT count(*) AS count FROM {from}")).get_result(c))?;
    Ok(found.count)
}

/// What SQLite's own checks complain of. PostgreSQL's are run beside (`check_indexes`).
fn integrity(db: &mut Db) -> Result<Vec<String>> {
    let Db::Sqlite(connection) = db else { return Ok(Vec::new()) };
    let mut said: Vec<Line> =
        sql_query("SELECT integrity_check AS line FROM pragma_integrity_check").load(connection)?;
    said.retain(|said| said.line != "ok");
    let keys: Vec<Line> =
        sql_query("SELECT \"table\" AS line FROM pragma_foreign_key_check").load(connection)?;
    Ok(said.into_iter().chain(keys).map(|said| said.line).collect())
}

/// Fails when an index of PostgreSQL and its table do not say the same.
pub fn check_indexes(postgres: &Postgres) {
    postgres.execute(
        "CREATE EXTENSION amcheck;
         SELECT bt_index_check(i.indexrelid, true) FROM pg_index i
            JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
            WHERE m.amname = 'btree' AND c.relnamespace = current_schema()::regnamespace",
    );
}

/// How many mails to somebody lie in the folder: those that ask them to confirm, and others.
#[derive(Debug, Clone, Copy, Default)]
struct Copies {
    asking: u32,
    others: u32,
}

fn delivered(deployment: &Deployment) -> BTreeMap<String, Copies> {
    let mut found: BTreeMap<String, Copies> = BTreeMap::new();
    for mail in mailbox::read(&deployment.mails()) {
        let asks = mail.links().iter().any(|link| link.contains("/confirm/"));
        for to in mail.to {
            let copies = found.entry(to).or_default();
            *(if asks { &mut copies.asking } else { &mut copies.others }) += 1;
        }
    }
    found
}
