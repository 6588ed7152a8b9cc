//! Who may do what. A permit is a value: an app function that needs one cannot be called without.
//!
//! Roles are a set, and admin implies none of the others. Where two pairs of eyes are needed, the
//! second person is another than the first, holds the role, and is no newcomer.

use std::collections::{BTreeMap, BTreeSet};
use std::marker::PhantomData;

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::ids::StaffId;
use super::{Error, Moment, Refusal, Result, limits};
use crate::codes;

codes! {
    /// What a colleague may do. Held as a set.
    pub enum Role {
        /// Reads everything staff see except protected identities.
        Viewer = "viewer",
        /// Works the queue.
        Moderator = "moderator",
        /// Writes the Call's texts.
        Editor = "editor",
        /// Staff, reasons, settings, erasure.
        Admin = "admin",
    }
}

impl Role {
    /// Whether whoever has it decides something. Such a role is given by two.
    pub fn decides(self) -> bool {
        self != Role::Viewer
    }
}

/// A set of roles, kept as their codes with spaces between.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roles(pub BTreeSet<Role>);

impl Roles {
    /// Reads codes with spaces between; unknown ones fall away.
    pub fn parse(text: &str) -> Roles {
        Roles(text.split_whitespace().filter_map(Role::from_code).collect())
    }

    /// The codes with spaces between.
    pub fn text(&self) -> String {
        self.0.iter().map(|role| role.code()).collect::<Vec<_>>().join(" ")
    }

    /// The roles that stand in both sets.
    pub fn both(&self, other: &Roles) -> Roles {
        Roles(self.0.intersection(&other.0).copied().collect())
    }

    /// The roles of both sets.
    pub fn with(&self, other: &Roles) -> Roles {
        Roles(self.0.union(&other.0).copied().collect())
    }

    /// The roles of this set that are not in the other.
    pub fn without(&self, other: &Roles) -> Roles {
        Roles(self.0.difference(&other.0).copied().collect())
    }

    /// Which of these one admin cannot give alone to somebody who has those (`held`).
    pub fn given_by_two(&self, held: &Roles) -> Roles {
        Roles(self.without(held).0.into_iter().filter(|role| role.decides()).collect())
    }

    /// Whether any of these is held.
    pub fn any(&self, wanted: &[Role]) -> bool {
        wanted.iter().any(|role| self.0.contains(role))
    }
}

/// Since when a colleague has each of their roles.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldSince(BTreeMap<Role, Moment>);

impl HeldSince {
    /// All of these since one moment.
    pub fn all(roles: &Roles, since: Moment) -> HeldSince {
        HeldSince::default().changed(roles, since)
    }

    /// The same after the roles were changed to these: one that stays keeps its day, and one that comes, be it for the
    /// second time, begins now.
    pub fn changed(&self, roles: &Roles, now: Moment) -> HeldSince {
        HeldSince(roles.0.iter().map(|role| (*role, self.0.get(role).copied().unwrap_or(now))).collect())
    }

    /// Whether this role was given so long ago that its holder is no newcomer to it.
    fn is_long(&self, role: Role, now: Moment) -> bool {
        let enough = Duration::hours(limits::SECOND_PERSON_HOURS);
        self.0.get(&role).is_some_and(|since| now - *since >= enough)
    }
}

/// A colleague who is signed in, as the session's row says at this very request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    pub id: StaffId,
    pub name: String,
    pub roles: Roles,
    pub held_since: HeldSince,
    /// When the colleague last proved who they are.
    pub stepped_up_at: Option<Moment>,
}

/// An act that needs a role.
pub trait Power {
    /// Any one of these roles is enough.
    const ROLES: &'static [Role];
    /// Whether a proof of identity within the last minutes is needed.
    const STEP_UP: bool = false;
}

macro_rules! powers {
    ($($(#[$doc:meta])* $name:ident: [$($role:ident),+] $(, $step_up:ident)?;)+) => {
        /// Every power by name, and whether it asks for a proof.
        #[cfg(test)]
        const ALL: &[(&str, bool)] = &[$((stringify!($name), $name::STEP_UP)),+];
    $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $name;
        impl Power for $name {
            const ROLES: &'static [Role] = &[$(Role::$role),+];
            $(const STEP_UP: bool = powers!(@ $step_up);)?
        }
    )+};
    (@ step_up) => { true };
}

powers! {
    /// Reads the queue, Cases and statistics.
    SeeCases: [Viewer, Moderator, Admin];
    /// Sees who must not be named, after having asked for it.
    SeeIdentities: [Moderator, Admin];
    /// Asks for it, and takes a Case out as a file.
    Unmask: [Moderator, Admin], step_up;
    /// Locks, notes and decides Cases.
    Moderate: [Moderator];
    /// Gives an opinion on a Case when a colleague asks for it.
    Advise: [Moderator, Admin];
    /// Comes to what waits for a second person, and takes back what they decided themselves.
    SeeWaiting: [Moderator, Admin];
    /// Is the second person for a state or an official letter.
    ConfirmState: [Moderator, Admin], step_up;
    /// Is the second person for revoking, for reversing a withdrawal and for erasing.
    ConfirmGrave: [Admin], step_up;
    /// Proposes to erase a signatory that was in the register.
    ProposeErasure: [Admin], step_up;
    /// Sees the versions of the Call, the one being prepared too.
    SeeCall: [Viewer, Moderator, Editor, Admin];
    /// Prepares a version of the Call.
    EditCall: [Editor];
    /// Publishes a version of the Call.
    PublishCall: [Admin], step_up;
    /// Sees who has an account, in which roles.
    SeeStaff: [Viewer, Admin];
    /// Creates, disables and changes colleagues.
    ManageStaff: [Admin], step_up;
    /// Changes how they themselves sign in.
    ChangeOwnKeys: [Viewer, Moderator, Editor, Admin], step_up;
    /// Sees settings and reasons.
    SeeSettings: [Viewer, Admin];
    /// Sees limits, rules and what piles up.
    SeeLimits: [Viewer, Moderator, Admin];
    /// Changes settings, reasons, the words of mails, limits and rules.
    ManageSettings: [Admin], step_up;
    /// Opens, closes and archives the Call.
    MoveCall: [Admin], step_up;
    /// Stops new signatures, makes the site read-only, puts up a banner.
    ThrowSwitches: [Admin], step_up;
    /// Sees how the log stands, its key and who keeps watch.
    SeeLog: [Viewer, Admin];
    /// Asks for another key of the log, or allows one.
    ChangeLogKey: [Admin], step_up;
    /// Reads the audit trail.
    SeeAudit: [Viewer, Admin];
    /// Sees mails to many signatories.
    SeeCirculars: [Viewer, Moderator, Admin];
    /// Drafts a mail to many signatories, and stops one.
    DraftCircular: [Moderator, Admin];
    /// Sends one to a few, or proposes to send it to many.
    SendCircular: [Moderator, Admin], step_up;
    /// Is the second person for one that goes to many.
    ConfirmCircular: [Admin], step_up;
    /// Sees mails that could not be sent.
    SeeMail: [Viewer, Moderator, Admin];
    /// Sends mails again that could not be sent.
    ManageMail: [Moderator, Admin];
}

/// Proof that a colleague may do a thing. Only `Staff::permit` makes one.
#[derive(Debug, Clone)]
pub struct Permit<P: Power> {
    staff: Staff,
    power: PhantomData<P>,
}

impl Staff {
    /// The permit for an act, or why not.
    pub fn permit<P: Power>(&self, now: Moment) -> Result<Permit<P>> {
        if !self.roles.any(P::ROLES) {
            return Err(Error::Refused(Refusal::NotPermitted));
        }
        let fresh =
            self.stepped_up_at.is_some_and(|at| now - at <= Duration::minutes(limits::STEP_UP_MINUTES));
        if P::STEP_UP && !fresh {
            return Err(Error::Refused(Refusal::StepUp));
        }
        Ok(Permit { staff: self.clone(), power: PhantomData })
    }

    /// Why this colleague cannot be the second pair of eyes after these, with these roles asked for; nothing where they
    /// can, once they have proved who they are. Whoever has more than one of the roles is the second by the one that they
    /// have had for long enough.
    pub fn barred_as_second(
        &self,
        roles: &[Role],
        firsts: impl IntoIterator<Item = StaffId>,
        now: Moment,
    ) -> Option<Refusal> {
        let mut held = roles.iter().filter(|role| self.roles.0.contains(role)).peekable();
        if firsts.into_iter().any(|first| first == self.id) {
            Some(Refusal::SamePerson)
        } else if held.peek().is_none() {
            Some(Refusal::NotPermitted)
        } else if !held.any(|role| self.held_since.is_long(*role, now)) {
            Some(Refusal::TooNew)
        } else {
            None
        }
    }
}

impl<P: Power> Permit<P> {
    /// Who acts.
    pub fn staff(&self) -> &Staff {
        &self.staff
    }

    /// Who acts, by id.
    pub fn id(&self) -> StaffId {
        self.staff.id
    }

    /// Checks that what waits for a second person is this colleague's own: whoever decided first, and nobody else, takes it
    /// back.
    pub fn own(&self, first: StaffId) -> Result<()> {
        if first == self.id() { Ok(()) } else { Err(Error::Refused(Refusal::NotPermitted)) }
    }

    /// Checks that this colleague can be the second pair of eyes after the first.
    pub fn second_to(&self, first: StaffId, now: Moment) -> Result<()> {
        match self.staff.barred_as_second(P::ROLES, [first], now) {
            Some(why) => Err(Error::Refused(why)),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn staff(roles: &str) -> Staff {
        Staff {
            id: StaffId(1),
            name: "Bodil Prøve".to_owned(),
            roles: Roles::parse(roles),
            held_since: HeldSince::all(&Roles::parse(roles), Moment::from_millis(0)),
            stepped_up_at: None,
        }
    }

    #[test]
    fn an_admin_who_is_no_moderator_cannot_moderate() {
        let now = Moment::from_millis(0);
        assert!(staff("admin").permit::<Moderate>(now).is_err());
        assert!(staff("moderator").permit::<Moderate>(now).is_ok());
    }

    #[test]
    fn a_dangerous_act_needs_a_proof_of_identity_within_ten_minutes() {
        let now = Moment::from_millis(0) + Duration::minutes(11);
        let mut admin = staff("admin");
        admin.stepped_up_at = Some(Moment::from_millis(0));
        assert!(matches!(admin.permit::<ManageStaff>(now), Err(Error::Refused(Refusal::StepUp))));
        assert!(admin.permit::<ManageStaff>(now - Duration::minutes(1)).is_ok());
    }

    #[test]
    fn these_acts_and_no_others_ask_for_a_proof() {
        let asking: Vec<&str> = ALL.iter().filter(|(_, asks)| *asks).map(|(name, _)| *name).collect();
        let pinned = [
            "Unmask",
            "ConfirmState",
            "ConfirmGrave",
            "ProposeErasure",
            "PublishCall",
            "ManageStaff",
            "ChangeOwnKeys",
            "ManageSettings",
            "MoveCall",
            "ThrowSwitches",
            "ChangeLogKey",
            "SendCircular",
            "ConfirmCircular",
        ];
        assert_eq!(asking, pinned, "docs/moderating.md says the same");
    }

    #[test]
    fn the_second_person_is_another_and_no_newcomer() {
        let later = Moment::from_millis(0) + Duration::hours(25);
        let permit = staff("moderator").permit::<Moderate>(later).unwrap();
        assert!(matches!(permit.second_to(StaffId(1), later), Err(Error::Refused(Refusal::SamePerson))));
        assert!(permit.second_to(StaffId(2), later).is_ok());
        assert!(matches!(
            permit.second_to(StaffId(2), later - Duration::hours(2)),
            Err(Error::Refused(Refusal::TooNew))
        ));
        let bars = |roles, first| permit.staff().barred_as_second(roles, [StaffId(first)], later);
        assert_eq!(bars(Moderate::ROLES, 2), None);
        assert_eq!(bars(ConfirmGrave::ROLES, 2), Some(Refusal::NotPermitted));
        assert_eq!(bars(ConfirmGrave::ROLES, 1), Some(Refusal::SamePerson));
    }

    #[test]
    fn a_role_that_decides_is_given_by_two() {
        let by_two = |held: &str, wanted: &str| Roles::parse(wanted).given_by_two(&Roles::parse(held)).text();
        assert_eq!(by_two("viewer", "viewer moderator editor admin"), "moderator editor admin");
        assert_eq!(
            by_two("moderator admin", "viewer admin"),
            "",
            "what goes, who has it, and who only reads"
        );
    }

    #[test]
    fn each_role_has_a_day_of_its_own() {
        let later = Moment::from_millis(0) + Duration::hours(25);
        let mut one = staff("moderator");
        let mut becomes = |roles: &str| {
            one.roles = Roles::parse(roles);
            one.held_since = one.held_since.changed(&one.roles, later);
            [Role::Moderator, Role::Admin].map(|role| one.barred_as_second(&[role], [], later))
        };
        assert_eq!(becomes("moderator admin"), [None, Some(Refusal::TooNew)]);
        assert_eq!(becomes("admin"), [Some(Refusal::NotPermitted), Some(Refusal::TooNew)]);
        assert_eq!(becomes("moderator"), [Some(Refusal::TooNew), Some(Refusal::NotPermitted)], "given anew");
        one.roles = Roles::parse("moderator admin");
        one.held_since = staff("admin").held_since.changed(&one.roles, later);
        assert_eq!(one.barred_as_second(&[Role::Moderator, Role::Admin], [], later), None, "as an admin");
    }
}
