//! The numbers by which many signatures, or mails, at once are held back, let go and told of.

use super::Bits;
use crate::domain::allowance::Allowance;

/// Signatures from one network, or from mailboxes of one domain, that may come at once; what is more waits for staff.
pub const SIGNING_BURST: Allowance = Allowance { most: 1, seconds: 60 };
/// The same over a while.
pub const SIGNING_SUSTAINED: Allowance = Allowance { most: 5, seconds: 300 };
/// Mails to one mailbox.
pub const MAILBOX_MAILS: Allowance = Allowance { most: 60, seconds: 86_400 };
/// Mails to mailboxes of one domain, unless a free provider's.
pub const DOMAIN_MAILS: Allowance = Allowance { most: 300, seconds: 3_600 };
/// All mails.
pub const ALL_MAILS: Allowance = Allowance { most: 3_000, seconds: 3_600 };
/// Per cent of a cap that mails which give way leave to the others.
pub const MAILS_LEAVE_PERCENT: i64 = 25;
/// How many, in a day and from one site, of the mails that anybody can have sent to any mailbox go to one as others do: what
/// is more goes behind.
pub const MAILS_OF_SITE_TO_ONE: i64 = 5;
/// Signatures from one network after which admins are told.
pub const NETWORK_ALARM: Allowance = Allowance { most: 10, seconds: 3_600 };
/// How many times as many may come from one site: in a town hall or a university some sign at the same time, each from an
/// address of their own.
pub const SITE_ALARM_TIMES: i64 = 3;
/// The same from one provider's network: half a country may share it, and a handful of its customers is no flood.
pub const CARRIER_ALARM_TIMES: i64 = 10;
/// Per cent of what came from a network from which on something smaller in it stands out and is told of by itself: of so
/// large ones there are four at most, and five or more are told of in one.
pub const STANDS_OUT_PERCENT: i64 = 25;
/// Signatures from mailboxes of one domain after which admins are told.
pub const DOMAIN_ALARM: Allowance = Allowance { most: 10, seconds: 3_600 };
/// Minutes for which a mail waits that would pass a cap, before it is looked at again.
pub const MAIL_HELD_MINUTES: i64 = 5;
/// Networks, or domains, that pile up at once of each of which admins get a mail. Of more they get one in all.
pub const ALARMS_AT_ONCE: usize = 5;
/// Minutes until they get that one again.
pub const ALARM_OF_ALL_MINUTES: i64 = 60;
/// Most of each that the page about limits shows, the largest first.
pub const TRENDS_SHOWN: usize = 50;
/// Seconds between two looks at what piles up.
pub const ALARM_LOOK_SECONDS: u64 = 60;
/// Milliseconds of which an answer takes a whole number, where how long it takes could tell what was found.
pub const EVEN_MILLIS: u64 = 300;
/// Most that an allowance can be set to.
pub const ALLOWED_MOST: i64 = 1_000_000;
/// Longest while that it can be set for: a week.
pub const ALLOWED_SECONDS: i64 = 604_800;
/// Most signatures that are looked at to say what a rule would have held.
pub const RULE_TRIED_ON: i64 = 10_000;
/// Leading bits of an IPv6 address that tell one visitor from another.
pub const VISITOR_V6_BITS: u8 = 64;
/// Leading bits of a network as one site has it: in IPv4 the smallest that is announced on its own, in IPv6 what a site is
/// given (RFC 6177).
pub const SITE_BITS: Bits = Bits { v4: 24, v6: 48 };
/// The same as a provider has it: a mobile carrier's customers come from one, and in IPv6 no provider is given less.
pub const CARRIER_BITS: Bits = Bits { v4: 16, v6: 32 };
/// How many days before a signature that is held would run out moderators are told that nobody has decided on it.
pub const HELD_WARNING_DAYS: i64 = 7;
/// How many days before it would run out one that is held for nothing but how many came is let through by itself: moderators
/// have been told of it for some.
pub const LET_GO_DAYS: i64 = 3;
/// Most that one run of the job lets through so. It runs every ten minutes: in an hour a tenth of all mails that may go out
/// (`ALL_MAILS`), so that a flood that was held keeps nobody else's waiting.
pub const LET_GO_AT_ONCE: i64 = 50;
