//! Every number that a rule turns on, in one place.
//!
//! Lengths are in Unicode scalar values after NFC, times as the unit in the name says.

mod floods;
mod requests;
mod staff;

use chrono::Duration;

pub use self::floods::*;
pub use self::requests::*;
pub use self::staff::*;

/// How often something may be done: over time, and at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Milliseconds after which one more may be done.
    step_millis: i64,
    /// How many may be done at once.
    pub at_once: u32,
}

impl Pace {
    const fn per_hour(often: i64, at_once: u32) -> Pace {
        Pace { step_millis: 3_600_000 / often, at_once }
    }

    const fn per_day(often: i64, at_once: u32) -> Pace {
        Pace { step_millis: 24 * 3_600_000 / often, at_once }
    }

    /// The time after which one more may be done.
    pub const fn step(self) -> Duration {
        Duration::milliseconds(self.step_millis)
    }
}

/// How many leading bits of an address count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bits {
    pub v4: u8,
    pub v6: u8,
}

/// Longest name of an organisation. The longest official names known (about 200) pass.
pub const NAME: usize = 300;
/// Longest mail address (RFC 5321 allows a path of 256 octets with its brackets).
pub const EMAIL: usize = 254;
/// Most names besides the main one.
pub const OTHER_NAMES: usize = 20;
/// Longest website address.
pub const WEBSITE: usize = 500;
/// Longest description of an organisation.
pub const DESCRIPTION: usize = 600;
/// Longest public statement.
pub const STATEMENT: usize = 2_000;
/// Longest title of a commitment, job title or name of a person.
pub const TITLE: usize = 200;
/// Longest account of what will be done.
pub const ACTION: usize = 2_000;
/// Most links to evidence of one commitment. Each is as long as a website's address at most.
pub const EVIDENCE: usize = 5;
/// Longest line that says to whom promised money goes.
pub const RECIPIENTS: usize = 300;
/// Longest note that staff write.
pub const NOTE: usize = 4_000;
/// First and last year that a day in a form may have.
pub const FIRST_YEAR: i32 = 2000;
pub const LAST_YEAR: i32 = 2100;
/// Most commitments in one submission.
pub const COMMITMENTS: usize = 20;
/// Most signatures that wait for one mailbox to confirm them; of those that must not be named as many again. Each that
/// comes costs a look at all of them. A secretariat that signs for as many members at once still fits.
pub const WAITING_FOR_A_MAILBOX: usize = 50;
/// Most of them that end for one that comes, where too many wait: others wait for that act.
pub const ENDED_FOR_ONE: usize = 10;
/// Endorsements that are read of one mailbox.
pub const READ_OF_A_MAILBOX: i64 = 1_000;
/// Days after which a signature that nobody confirmed is erased.
pub const UNCONFIRMED_DAYS: i64 = 30;
/// Days after which a question that nobody answered ends the signature.
pub const UNANSWERED_DAYS: i64 = 60;
/// Days after which a signature that was declined is erased: long enough to ask again, and to know
/// somebody who keeps signing in another's name.
pub const DECLINED_DAYS: i64 = 180;
/// Days in which a withdrawal can be taken back.
pub const REVERSAL_DAYS: i64 = 14;
/// Days in which the ministry promises to decide.
pub const REVIEW_DAYS: i64 = 14;
/// Days before the promise runs out at which a Case is marked.
pub const NEARLY_OVERDUE_DAYS: i64 = 3;
/// Days of decisions from which it is told how long they take.
pub const RECENT_DECISIONS_DAYS: i64 = 90;
/// Fewest decisions from which it is told.
pub const RECENT_DECISIONS: usize = 10;
/// Most people whom one colleague may write to at once without a second one.
pub const CIRCULAR_ALONE: usize = 50;
/// Mails of one circular that wait in the outbox at most before more are queued, so that nobody's other mail waits long.
pub const CIRCULAR_WAITING: i64 = 50;
/// Months that the statistics look back, this one included.
pub const STATISTICS_MONTHS: u32 = 12;
/// Minutes that a Case stays locked without a sign of its holder.
pub const LOCK_MINUTES: i64 = 30;
/// Days that a draft is kept after its last change.
pub const DRAFT_DAYS: i64 = 30;
/// How often a change of a draft is tried, when others change other pages of it at the same moment.
pub const DRAFT_TRIES: usize = 5;
/// Hours in which the mail address of a form that was sent can be corrected.
pub const CORRECTION_HOURS: i64 = 24;
/// Days that a link to confirm a signature lives.
pub const CONFIRM_DAYS: i64 = 7;
/// Minutes that a link into the account lives (greylisting eats ten of them).
pub const ACCOUNT_LINK_MINUTES: i64 = 30;
/// Times in a day that one mailbox is sent its links into accounts, whoever asks; and that it is told of having none.
pub const ACCOUNT_ASKS_PER_DAY: i64 = 20;
/// Times beyond these for who asks from a browser in which the mailbox's owner was signed in: whatever strangers ask
/// for, the owner gets in.
pub const ACCOUNT_ASKS_KEPT_FOR_OWNER: i64 = 5;
/// Mails that one mailbox gets in a day when anybody asks with it to get back in.
pub const RECOVERY_MAILS_PER_DAY: i64 = 20;
/// Minutes for which the same form of the same person is another click and no other wish.
pub const AGAIN_MINUTES: i64 = 10;
/// Acts of one kind, newest first, among which another click is looked for.
pub const AGAIN_ACTS: i64 = 200;
/// Minutes for which a page of the account says what was done just before.
pub const DONE_MINUTES: i64 = 10;
/// Seconds for which an invitation that is sent once more is another click and no other wish.
pub const INVITED_AGAIN_SECONDS: i64 = 60;
/// Days that an invitation to act for an organisation lives.
pub const INVITATION_DAYS: i64 = 14;
/// Days that a request to act for an organisation can be followed by its link.
pub const RECOVERY_DAYS: i64 = 90;
/// Days for which those who act may object before somebody else is let in.
pub const OBJECTION_DAYS: i64 = 7;
/// People who act for one organisation at most, those who are invited counted with them.
pub const PEOPLE: usize = 10;
/// Longest note to a colleague who is invited.
pub const GREETING: usize = 600;
/// Days for which is kept who somebody was that no longer acts for an organisation, should it turn out to be wrong.
pub const REMOVED_DAYS: i64 = 60;
/// Hours that a staff set-up link lives.
pub const SETUP_HOURS: i64 = 24;
/// Minutes without a request after which a session ends.
pub const IDLE_MINUTES: i64 = 30;
/// Minutes for which a browser's answer is waited for: a passkey, or coming back from the identity provider.
pub const CEREMONY_MINUTES: i64 = 10;
/// Seconds that the identity provider has to answer one question.
pub const PROVIDER_SECONDS: u64 = 10;
/// Longest answer of it that is read, in bytes.
pub const PROVIDER_BYTES: u64 = 256 * 1024;
/// Minutes for which what it says of itself is taken as it was.
pub const PROVIDER_MINUTES: i64 = 60;
/// Seconds after which its keys are read again for one that is not among them.
pub const PROVIDER_KEYS_SECONDS: i64 = 60;
/// Seconds for which it is not asked what it is once it did not answer as it should.
pub const PROVIDER_AGAIN_SECONDS: i64 = 5;
/// Seconds by which its clock may differ from ours.
pub const PROVIDER_SKEW_SECONDS: i64 = 60;
/// Longest name of a person there, in bytes (OpenID Connect Core 1.0, section 2).
pub const PROVIDER_SUBJECT: usize = 255;
/// Passkeys that a colleague may have.
pub const PASSKEYS: usize = 10;
/// Longest name of a passkey.
pub const PASSKEY_NAME: usize = 60;
/// Seconds by which the clocks of two nodes may differ.
pub const NODE_SKEW_SECONDS: i64 = 60;
/// Hours after which a session ends whatever happens.
pub const SESSION_HOURS: i64 = 12;
/// Minutes for which a fresh proof of identity holds.
pub const STEP_UP_MINUTES: i64 = 10;
/// How long a change of the log's key may be begun after it was allowed, in days.
pub const KEY_CHANGE_DAYS: i64 = 7;
/// Hours that a staff account must have existed to be the second pair of eyes.
pub const SECOND_PERSON_HOURS: i64 = 24;
/// Mails to one address for one submission.
pub const MAILS_PER_SUBMISSION: i64 = 5;
/// Seconds for which the link to a form, asked for to the same address, is another click and no other wish.
pub const FORM_MAILED_SECONDS: i64 = 60;
/// Entries of the log in one download.
pub const ENTRIES_AT_ONCE: u64 = 10_000;
/// Minutes for which mails with receipts wait for the witnesses' word on the checkpoint.
pub const WITNESS_MINUTES: i64 = 5;
/// Months after which an embargo ends at the latest.
pub const EMBARGO_MONTHS: u32 = 12;
/// Minutes for which a colleague sees a protected identity after asking for it.
pub const UNMASKED_MINUTES: i64 = 30;
/// Days that a link to hide a signatory lives: until it withdraws, so longer than any deployment.
pub const HIDE_LINK_DAYS: i64 = 36_500;
/// Days that a link to get no more mails to many lives: always, so longer than any deployment.
pub const UNSUBSCRIBE_LINK_DAYS: i64 = 36_500;
/// Longest text of the Call in one language.
pub const CALL_TEXT: usize = 100_000;
/// Longest id of a paragraph or pillar, in bytes.
pub const ANCHOR: usize = 60;
/// Longest local part of a mail address (RFC 5321, 4.5.3.1.1), in octets.
pub const EMAIL_LOCAL: usize = 64;
/// Longest domain name (RFC 1035, 2.3.4, as written with dots), in octets.
pub const HOST: usize = 253;
/// Longest slug, the readable end of a signatory's address.
pub const SLUG: usize = 80;
/// Minutes without an answer from the database after which a node stops showing names.
pub const UNREACHED_MINUTES: i64 = 15;
/// Most seconds that whoever takes something from the public waits until this node shows it no more.
pub const CATCH_UP_SECONDS: u64 = 10;
/// Seconds after which to ask again, when the database does not answer.
pub const AWAY_SECONDS: u32 = 60;
/// Form pages that one form, and forms that one address, may send or begin. A conference hall is one address.
pub const ANSWERS: Pace = Pace::per_hour(600, 60);
/// Signing forms that one address may send. Each is six pages of work and costs one mail to one mailbox; in a
/// conference hall or an office many sign together behind one address.
pub const SIGNATURES: Pace = Pace::per_hour(120, 30);
/// Other mails that one address may cause.
pub const MAILS: Pace = Pace::per_hour(60, 5);
/// The same from one network (/24; IPv6: /48), which one customer may have all to themself.
pub const MAILS_OF_SITE: Pace = Pace::per_hour(240, 20);
/// Links into an account that one network may ask for, for one mailbox.
pub const ACCOUNT_LINKS: Pace = Pace::per_day(5, 5);
/// Requests to get back in with one mailbox, from one network.
pub const RECOVERIES: Pace = Pace::per_day(5, 5);
/// Tries to sign in that fail, from one address (but for browsers that are known), or from one network to one account.
pub const SIGN_INS: Pace = Pace::per_hour(60, 10);
/// Tries to sign in to one account that fail, from wherever: five networks that try all the time keep out who comes from
/// elsewhere, and one does not. That is 7,200 guesses a day. A password has 12 characters or more. Who knows it guesses at
/// a code of which 3 in 1,000,000 hold at a moment, and comes in on one day of 46; each try is in the audit trail.
pub const GUESSES: Pace = Pace::per_hour(300, 100);
/// Beginnings of a sign-in by passkey or at the identity provider, and answers that do not let in, from one address: an
/// office is one address.
pub const CEREMONIES: Pace = Pace::per_hour(600, 60);
/// Concerns that one address may report.
pub const REPORTS: Pace = Pace::per_hour(20, 5);
/// The same from one network (/24; IPv6: /48).
pub const REPORTS_OF_SITE: Pace = Pace::per_hour(80, 20);
/// Reports that the page of a Case shows beside the first, the newest.
pub const REPORTS_SHOWN: i64 = 20;
/// Reports in a while for which whoever is about to decide their Case looks at it anew. No decision waits for more.
pub const REPORTS_READ_FIRST: usize = 5;
/// Minutes within which they count.
pub const REPORTS_READ_MINUTES: i64 = 60;
/// Looks at a domain that one address, or one person, may ask for.
pub const DOMAIN_LOOKS: Pace = Pace::per_hour(20, 5);
/// Registers of past days that one address may have made: each reads every entry, and costs what starting the site costs. The
/// last few that were made cost nothing and do not count.
pub const PAST_DAYS: Pace = Pace::per_hour(240, 60);
/// Fewest minutes between two looks for a token that never appeared so far.
pub const DOMAIN_WAIT_SHORTEST_MINUTES: i64 = 1;
/// Most minutes between them. In between, it is half of the time waited.
pub const DOMAIN_WAIT_LONGEST_MINUTES: i64 = 360;
/// Days after which a token that never appeared is no longer looked for, unless somebody asks.
pub const DOMAIN_WAIT_DAYS: i64 = 14;
/// Days after which a token that was found is looked for again.
pub const DOMAIN_AGAIN_DAYS: i64 = 7;
/// Minutes until the next look once it is missed, and once more.
pub const DOMAIN_MISSED_MINUTES: [i64; 2] = [60, 360];
/// Minutes until every later look at what is missed.
pub const DOMAIN_MISSED_LATER_MINUTES: i64 = 1_440;
/// Looks in a row that must miss it before its people are warned, and before it lapses.
pub const DOMAIN_MISSES: i64 = 3;
/// Days between two looks after which they no longer come in a row.
pub const DOMAIN_APART_DAYS: i64 = 7;
/// Days for which it must be gone before it lapses.
pub const DOMAIN_LAPSE_DAYS: i64 = 14;
/// Days for which its place must be out of reach before it lapses.
pub const DOMAIN_SILENT_DAYS: i64 = 30;
/// Days after which the domain of an open request to act is looked at again.
pub const RECOVERY_AGAIN_DAYS: i64 = 1;
/// Minutes for which nobody else looks at a domain that somebody is looking at.
pub const DOMAIN_CLAIM_MINUTES: i64 = 2;
/// Seconds that one name server has to answer one question.
pub const DNS_SECONDS: u64 = 3;
/// Longest answer of a name server that is read, in bytes. A name with a token has few records.
pub const DNS_ANSWER_BYTES: usize = 16 * 1024;
/// Most aliases that are followed in one answer.
pub const DNS_ALIASES: usize = 8;
/// Most addresses of one host that are looked at.
pub const DNS_ADDRESSES: usize = 16;
/// Seconds that fetching the file may take, with every name, redirect and byte.
pub const FILE_SECONDS: u64 = 10;
/// Most redirects on the way to the file.
pub const FILE_REDIRECTS: usize = 3;
/// Longest file that is read, in bytes.
pub const FILE_BYTES: u64 = 4 * 1024;
/// Longest text that the register's search takes; what is longer is cut.
pub const SEARCH: usize = 200;
/// Fewest characters of a letter's reference by which the queue finds its Case.
pub const REFERENCE_SOUGHT: usize = 4;
/// Most values that one filter takes in one address.
pub const FILTER_VALUES: usize = 60;
/// Most items that the API answers at once.
pub const API_PAGE: usize = 500;
/// Items that the API answers when nobody says how many.
pub const API_PAGE_DEFAULT: usize = 100;
/// Shortest password of staff (NIST SP 800-63B asks for 8 with a second factor; we ask for more).
pub const PASSWORD_SHORTEST: usize = 12;
/// Longest password of staff.
pub const PASSWORD: usize = 200;
/// Fewest letters and digits of a staff password besides pieces of its owner's own name and address, or of runs of keys.
pub const PASSWORD_OTHER: usize = 6;
/// Passwords that wait to be hashed, beyond which a sign-in is asked to come back.
pub const PASSWORDS_WAITING: usize = 32;
/// Days that a link to call a signature off lives: longer than all waits before publication
/// together (7 to confirm, 14 to decide, 60 to answer, 14 to decide again).
pub const CANCEL_DAYS: i64 = 120;
/// Days that a browser counts as one from which its colleague has signed in before.
pub const KNOWN_BROWSER_DAYS: i64 = 60;
/// Days for which it is kept from where a signature was sent.
pub const ARRIVAL_DAYS: i64 = 30;
/// Days for which it is known that a fake was removed, once it is erased.
pub const REMOVAL_DAYS: i64 = 365;
/// Fewest leading bits of a network that a rule or an invalidation may be about, in IPv4.
pub const NETWORK_WIDEST_V4_BITS: u8 = 8;
/// The same in IPv6, where the largest networks that are given out are longer (RFC 6177).
pub const NETWORK_WIDEST_V6_BITS: u8 = 16;
/// Longest pattern for domains or names.
pub const PATTERN: usize = 200;
/// Fewest letters and digits beside its stars that a pattern has by which something is taken away.
pub const PATTERN_LETTERS: usize = 3;
/// Seconds after which a session's last request is noted anew; not at every request.
pub const TOUCH_SECONDS: i64 = 60;
/// Milliseconds for which a request waits at most for that note.
pub const TOUCH_MILLIS: u64 = 1_000;
/// Lines on one page of the audit trail.
pub const AUDIT_PAGE: i64 = 50;
/// Lines of the audit trail that an export holds in memory at once.
pub const AUDIT_EXPORT: i64 = 1_000;
/// Items on one page of the register's lists.
pub const REGISTER_PAGE: u32 = 50;
/// Seconds for which a browser need not ask again whether a page of another site may read public data.
pub const PREFLIGHT_SECONDS: u32 = 86_400;
/// Most addresses in one part of the sitemap (sitemaps.org).
pub const SITEMAP: usize = 50_000;
/// Days for which the word on whom to tell of a weakness holds (RFC 9116 asks for less than a year).
pub const CONTACT_DAYS: i64 = 180;

/// How long a mail waits after its first, second, ... failed attempt, in minutes: 1 min, 5 min, 30 min,
/// 2 h, 6 h.
pub const MAIL_RETRY_MINUTES: [i64; 5] = [1, 5, 30, 120, 360];
/// The same of a mail whose link lives for minutes only, so that it comes in time past a server that lets nobody in at first:
/// attempts after 1, 3, 6, 10, 15, 21 and 27 minutes, and one to see that the link has run out.
pub const MAIL_RETRY_SOON_MINUTES: [i64; 8] = [1, 2, 3, 4, 5, 6, 6, 5];
/// How long either waits after every later attempt, in minutes: 12 h.
pub const MAIL_RETRY_LATER_MINUTES: i64 = 720;
/// How long a mail is tried before it is given up, in days (RFC 5321, section 4.5.4.1, asks for 4 to 5).
pub const MAIL_GIVE_UP_DAYS: i64 = 5;
/// How much earlier than planned a retry may come, in per cent, so that mails that failed together do not
/// all come back together.
pub const MAIL_RETRY_JITTER_PERCENT: i64 = 20;
/// How long one attempt may take, connecting included, in seconds.
pub const MAIL_ATTEMPT_SECONDS: u64 = 120;
/// Longest text of a mail server that is kept.
pub const MAIL_REASON: usize = 200;
/// Room on a disk, in MiB, below which it counts as full.
pub const DISK_FULL_MIB: u64 = 100;
/// Room on a disk, in MiB, below which it is filling up.
pub const DISK_SCARCE_MIB: u64 = 1_000;
/// Cases or submissions about which one moderator decides, many at once; above it, an admin looks (domain: four eyes).
pub const ALONE_IN_BULK: i64 = 50;
/// Minutes within which these count together, in however many pieces.
pub const ALONE_MINUTES: i64 = 60;
/// Most Cases that are decided at once. What is more is a flood: it is invalidated.
pub const DECIDE_AT_ONCE: usize = 200;
/// Minutes after which many that are not all decided are taken for broken off. 200 take seconds.
pub const DECIDING_MINUTES: i64 = 5;
/// Minutes for which what was shown before something is done to many may be done.
pub const PLAN_MINUTES: i64 = 60;
/// Submissions that an invalidation takes in one transaction: some ten milliseconds, for which signers wait.
pub const INVALIDATION_BATCH: i64 = 1_000;
/// Seconds for which one node has a job in hand after each batch.
pub const INVALIDATION_CLAIM_SECONDS: i64 = 30;
/// Most days that a time says alone what is invalidated: a flood comes in days, and honest signers in weeks.
pub const INVALIDATION_WINDOW_DAYS: i64 = 7;
/// Days in which an invalidation can be undone. Shorter than `DECLINED_DAYS`, after which nothing is left to bring back.
pub const INVALIDATION_UNDO_DAYS: i64 = 30;
/// Most mails that an invalidation writes: a flood must not become a flood of mails.
pub const INVALIDATION_MAILS: i64 = 500;
/// Submissions that are shown before an invalidation begins.
pub const INVALIDATION_SAMPLE: usize = 10;
/// Invalidations that are listed.
pub const INVALIDATIONS_SHOWN: i64 = 50;
/// Minutes that an entry may be dated ahead of the clock of whoever checks the log: two clocks are never the same.
pub const CLOCK_MINUTES: i64 = 5;
/// Minutes that an entry may be dated before the latest that was there when the log was seen before: acts that take long, and those
/// of several machines, are not entered in the order of their dates.
pub const BACKDATED_MINUTES: i64 = 60;
/// Entries, the last that were signed, of which the latest date counts for those that are signed next.
pub const DATES_HELD: i64 = 1_000;
/// Most entries that enter the log's tree with one checkpoint.
pub const SEALED_AT_ONCE: u64 = 65_536;
/// Lines on one page of the queue.
pub const QUEUE_PAGE: usize = 25;
/// Most mails that the file of a Case tells of.
pub const RECORD_MAILS: i64 = 1_000;
/// Mails shown in the history of a Case.
pub const CASE_MAILS: i64 = 30;
