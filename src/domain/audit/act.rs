//! What can be done, as the audit trail calls it. Trails are kept, saved and searched for years: a code never changes, and never
//! means anything else.

use crate::codes;

codes! {
    /// What was done.
    pub enum AuditAct {
        // The way into the register.
        /// Somebody who fills the form in has a link to it sent.
        DraftMailed = "draft.mailed",
        /// Somebody asks for another link to confirm.
        LinkAsked = "link.asked",
        EndorsementSubmitted = "endorsement.submitted",
        /// The form came again, and the signature stayed as it was.
        EndorsementRepeated = "endorsement.repeated",
        EndorsementConfirmed = "endorsement.confirmed",
        /// Its mailbox has confirmed another one under the same name.
        EndorsementSuperseded = "endorsement.superseded",
        /// More waited for its mailbox than may.
        EndorsementCrowdedOut = "endorsement.crowded_out",
        /// The applicant answers what staff asked.
        EndorsementAnswered = "endorsement.answered",
        /// Called off by whoever signed.
        EndorsementCancelled = "endorsement.cancelled",
        /// Nobody confirmed or answered in time.
        EndorsementExpired = "endorsement.expired",
        /// What was sent is forgotten, some time after its end.
        EndorsementErased = "endorsement.erased",

        // A signature that is held.
        HoldLetThrough = "hold.let_through",
        HoldTurnedAway = "hold.turned_away",
        /// A rule blocks it by now, when it was to be let through by itself.
        HoldBlocked = "hold.blocked",

        // A signatory.
        /// How it appears.
        EndorsementVisibility = "endorsement.visibility",
        EndorsementWithdrawn = "endorsement.withdrawn",
        /// A state asks, and a letter must come.
        EndorsementWithdrawalAsked = "endorsement.withdrawal_asked",
        /// Somebody says that a withdrawal was not theirs.
        EndorsementReversalAsked = "endorsement.reversal_asked",
        /// A change, of the organisation or of one of its commitments.
        AmendmentProposed = "amendment.proposed",
        AmendmentAnswered = "amendment.answered",
        AmendmentCalledBack = "amendment.called_back",
        CommitmentSent = "commitment.sent",
        CommitmentChanged = "commitment.changed",
        CommitmentCalledBack = "commitment.called_back",
        /// Given up, while it was in the register.
        CommitmentDropped = "commitment.dropped",
        /// A member of the public reports a signatory.
        ReportSent = "report.sent",

        // How it is known who signed.
        /// For control of a domain to be shown.
        ChallengeAsked = "challenge.asked",
        /// Somebody had the domain looked at.
        ChallengeChecked = "challenge.checked",
        /// What was to be found at the domain is not there.
        ChallengeMissed = "challenge.missed",
        /// Control of a domain.
        AssuranceRecorded = "assurance.recorded",
        /// The mailbox, against a new domain.
        AssuranceWeighed = "assurance.weighed",
        AssuranceLapsed = "assurance.lapsed",
        LetterRecorded = "letter.recorded",
        /// By a second person.
        LetterConfirmed = "letter.confirmed",
        LetterPutAside = "letter.put_aside",

        // The account.
        AccountLinkAsked = "account.link_asked",
        AccountEntered = "account.entered",
        AccountLeft = "account.left",
        /// All sessions but this one.
        AccountOthersEnded = "account.others_ended",
        /// Whether the representative is named in public.
        AccountNaming = "account.naming",

        // Who acts for an organisation.
        PeopleInvited = "people.invited",
        PeopleInvitedAgain = "people.invited_again",
        PeopleInvitationCalledBack = "people.invitation_called_back",
        PeopleJoined = "people.joined",
        PeopleLeft = "people.left",
        /// By a colleague of theirs.
        PeopleTakenOff = "people.taken_off",
        /// Name, job title or language.
        PeopleCorrected = "people.corrected",
        /// To another mailbox.
        PeopleMoveAsked = "people.move_asked",
        PeopleMoveCalledBack = "people.move_called_back",
        PeopleMoved = "people.moved",
        /// By staff, on a request.
        PeopleLetIn = "people.let_in",

        // A request to act for an organisation.
        RecoveryAsked = "recovery.asked",
        /// By the mailbox of whoever asks.
        RecoveryConfirmed = "recovery.confirmed",
        /// They had the domain looked at.
        RecoveryChecked = "recovery.checked",
        /// What is to be found at the domain is there.
        RecoveryFound = "recovery.found",
        /// It is there no more.
        RecoveryLost = "recovery.lost",
        RecoveryCalledOff = "recovery.called_off",
        /// Somebody who acts says that it is right.
        RecoveryAgreed = "recovery.agreed",
        /// Somebody who acts says that it is not.
        RecoveryObjected = "recovery.objected",

        // The course of a Case.
        CaseOpened = "case.opened",
        /// One colleague holds it.
        CaseTaken = "case.taken",
        /// From the one who held it.
        CaseTakenOver = "case.taken_over",
        /// Whoever held it has read that it was taken over.
        CaseTakingOverRead = "case.taking_over_read",
        CaseReleased = "case.released",
        CaseAssigned = "case.assigned",
        CaseNoted = "case.noted",
        CaseOpinionAsked = "case.opinion_asked",
        CaseOpinionGiven = "case.opinion_given",
        CaseOpinionTakenBack = "case.opinion_taken_back",
        /// The applicant is told that it takes longer.
        CaseDelayed = "case.delayed",
        /// Other names and numbers of the organisation.
        CaseNamed = "case.named",
        /// One that stands in a letter.
        CaseCommitmentEntered = "case.commitment_entered",
        CaseCommitmentTakenOff = "case.commitment_taken_off",
        /// Saved as a file.
        CaseExported = "case.exported",
        /// A colleague looks at who must not be named.
        IdentitySeen = "identity.seen",

        // Decisions on a Case.
        /// It waits for a second person.
        CaseProposed = "case.proposed",
        /// By the second person.
        CaseSentBack = "case.sent_back",
        /// By the first person.
        CaseDecisionTakenBack = "case.decision_taken_back",
        CasePublished = "case.published",
        CaseAsked = "case.asked",
        CaseQuestionTakenBack = "case.question_taken_back",
        CaseDeclined = "case.declined",
        CaseSuspended = "case.suspended",
        CaseRestored = "case.restored",
        /// Of one that withdrew meanwhile: the withdrawal stands.
        CaseSuspensionEnded = "case.suspension_ended",
        CaseRevoked = "case.revoked",
        CaseClosed = "case.closed",
        CaseErased = "case.erased",
        CaseMerged = "case.merged",
        CaseUnmerged = "case.unmerged",
        CaseCommitmentSuspended = "case.commitment_suspended",
        CaseCommitmentRestored = "case.commitment_restored",
        /// A state's, on its letter.
        CaseWithdrawalConfirmed = "case.withdrawal_confirmed",
        CaseWithdrawalReversed = "case.withdrawal_reversed",
        CaseLetIn = "case.let_in",

        // Decisions on many Cases at once.
        DecisionsMade = "decisions.made",
        DecisionsProposed = "decisions.proposed",
        DecisionsAllowed = "decisions.allowed",
        DecisionsSentBack = "decisions.sent_back",
        DecisionsTakenBack = "decisions.taken_back",

        // Submissions that are invalidated by a condition.
        InvalidationProposed = "invalidation.proposed",
        InvalidationSentBack = "invalidation.sent_back",
        InvalidationTakenBack = "invalidation.taken_back",
        InvalidationStarted = "invalidation.started",
        /// Some of many were declined.
        InvalidationBatch = "invalidation.batch",
        InvalidationStopped = "invalidation.stopped",
        InvalidationDone = "invalidation.done",
        InvalidationUndoStarted = "invalidation.undo_started",
        /// Some of many were brought back.
        InvalidationBatchUndone = "invalidation.batch_undone",
        InvalidationUndone = "invalidation.undone",

        // Mails.
        /// One that was given up.
        MailSentAgain = "mail.sent_again",
        /// Those that a mail is made of.
        WordsChanged = "words.changed",
        CircularBegun = "circular.begun",
        CircularWritten = "circular.written",
        CircularDiscarded = "circular.discarded",
        CircularProposed = "circular.proposed",
        /// To write on.
        CircularTakenBack = "circular.taken_back",
        CircularBegunToSend = "circular.begun_to_send",
        /// For some of many.
        CircularQueued = "circular.queued",
        CircularSent = "circular.sent",
        CircularStopped = "circular.stopped",
        /// Whether somebody wants such mails.
        CircularOpted = "circular.opted",

        // The Call.
        /// Its texts were read in, from the command line.
        CallPrepared = "call.prepared",
        CallBegun = "call.begun",
        CallKindChanged = "call.kind_changed",
        CallTextSaved = "call.text_saved",
        CallTextRemoved = "call.text_removed",
        CallDiscarded = "call.discarded",
        CallProposed = "call.proposed",
        CallTakenBack = "call.taken_back",
        CallSentBack = "call.sent_back",
        CallPublished = "call.published",
        /// Whether it can be signed.
        CallStateChanged = "call.state_changed",

        // What admins set.
        SettingsChanged = "settings.changed",
        BannerChanged = "banner.changed",
        SwitchThrown = "switch.thrown",
        LimitsChanged = "limits.changed",
        RuleAdded = "rule.added",
        /// Whether a mailbox has signed was asked.
        RuleTried = "rule.tried",
        RuleRemoved = "rule.removed",
        ReasonAdded = "reason.added",
        ReasonChanged = "reason.changed",
        ReasonDeleted = "reason.deleted",
        /// The catalogue got its first reasons.
        ReasonSeeded = "reason.seeded",
        AlarmRaised = "alarm.raised",

        // Colleagues, and how they come in.
        /// From the command line.
        StaffAdded = "staff.added",
        StaffProposed = "staff.proposed",
        StaffConfirmed = "staff.confirmed",
        /// To set the account up.
        StaffLinkSent = "staff.link_sent",
        StaffSetUp = "staff.set_up",
        StaffReset = "staff.reset",
        StaffDisabled = "staff.disabled",
        StaffRolesChanged = "staff.roles_changed",
        StaffRolesProposed = "staff.roles_proposed",
        StaffRolesConfirmed = "staff.roles_confirmed",
        StaffRolesCalledOff = "staff.roles_called_off",
        StaffSignedIn = "staff.signed_in",
        StaffSignInRefused = "staff.sign_in_refused",
        StaffSignedOut = "staff.signed_out",
        /// By an admin.
        StaffSignedOutEverywhere = "staff.signed_out_everywhere",
        /// Some of one's own.
        StaffSessionsEnded = "staff.sessions_ended",
        /// Who is signed in proved it anew.
        StaffIdentityConfirmed = "staff.identity_confirmed",
        StaffIdentityRefused = "staff.identity_refused",
        StaffPasswordChanged = "staff.password_changed",
        /// The authenticator app.
        StaffAppChanged = "staff.app_changed",
        /// The recovery codes.
        StaffCodesRenewed = "staff.codes_renewed",
        StaffPasskeyAdded = "staff.passkey_added",
        StaffPasskeyRemoved = "staff.passkey_removed",
        /// The ministry account.
        StaffProviderLinked = "staff.provider_linked",
        StaffProviderUnlinked = "staff.provider_unlinked",

        // The register and its log.
        ImportSignatories = "import.signatories",
        /// From what another site exported.
        RegisterTakenOver = "register.taken_over",
        /// The week's batch about who must not be named was appended.
        UnnamedSettled = "unnamed.settled",
        ReceiptsPosted = "receipts.posted",
        /// After a restore.
        LogResumed = "log.resumed",
        /// Entries that came back, with their signatories.
        LogLinked = "log.linked",
        /// Entries that came back about a signatory that was lost.
        LogWithheld = "log.withheld",
        /// The database is older than what a node has signed.
        LogTreeMissing = "log.tree_missing",
        LogKeyChangeProposed = "log.key_change_proposed",
        LogKeyChangeAllowed = "log.key_change_allowed",
        LogKeyChangeCalledOff = "log.key_change_called_off",
        LogKeyRotated = "log.key_rotated",
        LogKeyRetired = "log.key_retired",

        // The demo, which is filled with invented people and organisations.
        DemoFilled = "demo.filled",
        DemoPastFilled = "demo.past_filled",
        DemoQueueFilled = "demo.queue_filled",
        DemoSignaturesHeld = "demo.signatures_held",
        DemoUnnamedFilled = "demo.unnamed_filled",
        /// Into an account.
        DemoLinkMade = "demo.link_made",
    }
}

/// What a job did to one signature of many, as an act of its Case: the trail itself has one line for all of them.
pub const INVALIDATED: &str = "endorsement.invalidated";
pub const BROUGHT_BACK: &str = "endorsement.brought_back";
