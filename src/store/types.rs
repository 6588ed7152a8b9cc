//! How the domain's words lie in columns: codes as text, moments as timestamps, ids as integers.

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::Pg;
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::{BigInt, Text, Timestamp};
use diesel::sqlite::Sqlite;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::assurance::AssuranceState;
use super::db::{MultiBackend, MultiRawValue};
use crate::domain::amendment::AmendmentState;
use crate::domain::arrival::{Alike, Hold};
use crate::domain::assurance::{Level, Method};
use crate::domain::audit::ActorKind;
use crate::domain::browser::Browser;
use crate::domain::case::{BulkState, CaseKind, CaseOutcome, CaseState, Decision, MailboxKind, MessageKind};
use crate::domain::ceremony::Step;
use crate::domain::challenge::Finding;
use crate::domain::circular::{CircularKind, CircularState};
use crate::domain::commitment::{Kind, Stage, StoredState};
use crate::domain::endorsement::{Authority, EndorsementState, Origin};
use crate::domain::ids::*;
use crate::domain::invalidation::InvalidationState;
use crate::domain::key_change::KeyChangeState;
use crate::domain::link::Purpose;
use crate::domain::locale::Locale;
use crate::domain::merge::MergeState;
use crate::domain::organisation::Category;
use crate::domain::other_name::NameKind;
use crate::domain::outbox::{Hindrance, MailState};
use crate::domain::permit::Roles;
use crate::domain::reason::ReasonPurpose;
use crate::domain::recovery::{Proof, RecoveryState};
use crate::domain::rule::{Effect, RuleKind};
use crate::domain::session::Means;
use crate::domain::staff::StaffState;
use crate::domain::visibility::Visibility;
use crate::domain::{Door, Moment, call};

/// Lets a domain type stand in a column of a SQL type on both databases.
///
/// `pg` and `sqlite` turn the value into what each writes natively; `read` turns the native value back.
macro_rules! column {
    ($ty:ty => $sql:ty as $native:ty, pg: $pg:expr, sqlite: $sqlite:expr, read: $read:expr $(,)?) => {
        const _: () = {
            #[derive(AsExpression, FromSqlRow)]
            #[diesel(foreign_derive)]
            #[diesel(sql_type = $sql)]
            #[allow(dead_code, reason = "a carrier for the derive; the foreign type is what is used")]
            struct Carrier($ty);
        };
        impl FromSql<$sql, Pg> for $ty {
            fn from_sql(bytes: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
                let read: fn($native) -> deserialize::Result<$ty> = $read;
                read(<$native as FromSql<$sql, Pg>>::from_sql(bytes)?)
            }
        }
        impl FromSql<$sql, Sqlite> for $ty {
            fn from_sql(bytes: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
                let read: fn($native) -> deserialize::Result<$ty> = $read;
                read(<$native as FromSql<$sql, Sqlite>>::from_sql(bytes)?)
            }
        }
        impl FromSql<$sql, MultiBackend> for $ty {
            fn from_sql(bytes: MultiRawValue<'_>) -> deserialize::Result<Self> {
                bytes.from_sql::<$ty, $sql>()
            }
        }
        impl ToSql<$sql, Pg> for $ty {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
                let write: fn(&$ty) -> $native = $pg;
                <$native as ToSql<$sql, Pg>>::to_sql(&write(self), &mut out.reborrow())
            }
        }
        impl ToSql<$sql, Sqlite> for $ty {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
                let write = $sqlite;
                out.set_value(write(self));
                Ok(IsNull::No)
            }
        }
        impl ToSql<$sql, MultiBackend> for $ty {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, MultiBackend>) -> serialize::Result {
                out.set_value((<$sql>::default(), self));
                Ok(IsNull::No)
            }
        }
    };
}

macro_rules! code_columns {
    ($($ty:ty),+ $(,)?) => {$(
        column!($ty => Text as String,
            pg: |value| value.code().to_owned(),
            sqlite: |value: &$ty| value.code(),
            read: |code| <$ty>::from_code(&code).ok_or_else(|| format!("unknown {}: {code}", stringify!($ty)).into()),
        );
    )+};
}

macro_rules! id_columns {
    ($($ty:ident),+ $(,)?) => {$(
        column!($ty => BigInt as i64,
            pg: |value| value.0, sqlite: |value: &$ty| value.0, read: |id| Ok($ty(id)));
    )+};
}

id_columns!(
    VersionId,
    OrganisationId,
    RepresentativeId,
    EndorsementId,
    CommitmentId,
    AmendmentId,
    AssuranceId,
    ChallengeId,
    InvitationId,
    RecoveryId,
    MergeId,
    CaseId,
    CaseMessageId,
    StaffId,
    DraftId,
    ReportId,
    SessionId,
    AuditLineId,
    MailId,
    KeyChangeId,
    PasskeyId,
    CircularId,
    ArrivalId,
    InvalidationId,
    BulkDecisionId,
    RuleId,
);

code_columns!(
    Category,
    EndorsementState,
    Origin,
    Authority,
    Visibility,
    CaseKind,
    Decision,
    CaseState,
    CaseOutcome,
    CircularKind,
    CircularState,
    MailboxKind,
    MessageKind,
    AmendmentState,
    AssuranceState,
    Level,
    Method,
    Finding,
    Kind,
    Stage,
    StoredState,
    call::ChangeKind,
    call::VersionState,
    call::Authority,
);
code_columns!(Proof, RecoveryState);
code_columns!(
    ActorKind,
    Alike,
    BulkState,
    Door,
    Effect,
    Hindrance,
    Hold,
    InvalidationState,
    KeyChangeState,
    Locale,
    MailState,
    Means,
    MergeState,
    NameKind,
    Purpose,
    ReasonPurpose,
    RuleKind,
    StaffState,
    Step
);

column!(Browser => Text as String,
    pg: |browser| browser.text(), sqlite: |browser: &Browser| browser.text(), read: |text| Ok(Browser::parse(&text)));

column!(Roles => Text as String,
    pg: |roles| roles.text(), sqlite: |roles: &Roles| roles.text(), read: |text| Ok(Roles::parse(&text)));

/// A moment as it lies in an embedded database, and as SQL for either may have it in quotes. Always three decimals, so
/// that text compares as time does.
pub(super) fn written(moment: Moment) -> String {
    moment.naive().format("%Y-%m-%d %H:%M:%S%.3f").to_string()
}

column!(Moment => Timestamp as chrono::NaiveDateTime,
    pg: |moment| moment.naive(),
    sqlite: |moment: &Moment| written(*moment),
    read: |naive| Ok(Moment::from_naive(naive)),
);

/// A value kept as JSON text.
#[derive(Debug, Clone, PartialEq, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Json<T: std::fmt::Debug>(pub T);

impl<T: DeserializeOwned + std::fmt::Debug> FromSql<Text, Pg> for Json<T> {
    fn from_sql(bytes: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        let text = <String as FromSql<Text, Pg>>::from_sql(bytes)?;
        Ok(Json(serde_json::from_str(&text)?))
    }
}

impl<T: DeserializeOwned + std::fmt::Debug> FromSql<Text, Sqlite> for Json<T> {
    fn from_sql(bytes: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        let text = <String as FromSql<Text, Sqlite>>::from_sql(bytes)?;
        Ok(Json(serde_json::from_str(&text)?))
    }
}

impl<T: DeserializeOwned + std::fmt::Debug> FromSql<Text, MultiBackend> for Json<T> {
    fn from_sql(bytes: MultiRawValue<'_>) -> deserialize::Result<Self> {
        bytes.from_sql::<Json<T>, Text>()
    }
}

impl<T: Serialize + std::fmt::Debug + Send + Sync> ToSql<Text, Pg> for Json<T> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        <String as ToSql<Text, Pg>>::to_sql(&serde_json::to_string(&self.0)?, &mut out.reborrow())
    }
}

impl<T: Serialize + std::fmt::Debug + Send + Sync> ToSql<Text, Sqlite> for Json<T> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(serde_json::to_string(&self.0)?);
        Ok(IsNull::No)
    }
}

impl<T: Serialize + std::fmt::Debug + Send + Sync + 'static> ToSql<Text, MultiBackend> for Json<T> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, MultiBackend>) -> serialize::Result {
        out.set_value((Text, self));
        Ok(IsNull::No)
    }
}
