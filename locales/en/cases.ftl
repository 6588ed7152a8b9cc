### Moderation: the queue, a Case, decisions, letters of states, and reports by the public.

# The queue
case-queue-title = Queue
case-tabs-label = Cases by state
case-tab-open = Open
case-tab-waiting = Waiting for an answer
case-tab-second = For a second person
case-tab-closed = Closed
case-search = Name, number or reference
case-queue-count =
    { $count ->
        [one] { $count } case
       *[other] { $count } cases
    }
case-queue-empty = Nothing waits here.
case-column-case = Case
case-column-who = Organisation
case-column-kind = About
case-column-age = Waiting
case-column-holder = With
case-urgent = Urgent
case-since = Since
case-answer-until = Answer expected until
case-age-overdue =
    { $days ->
        [0] Overdue since today
        [one] { $days } day overdue
       *[other] { $days } days overdue
    }
case-age-nearly =
    { $days ->
        [0] Due today
        [one] Due in { $days } day
       *[other] Due in { $days } days
    }
case-age-recent =
    { $days ->
        [one] Due in { $days } day
       *[other] Due in { $days } days
    }
case-held-by-you = You
case-held-by-nobody = Nobody
case-outcome-published = published
case-outcome-declined = declined
case-outcome-restored = shown again
case-outcome-revoked = revoked
case-outcome-closed = closed
case-outcome-erased = erased
case-outcome-let-in = let in
case-outcome-withdrawal-reversed = withdrawal reversed
case-outcome-withdrawal-confirmed = withdrawal confirmed
case-outcome-expired = run out without an answer
case-outcome-superseded = its mailbox confirmed another one
case-outcome-crowded-out = too many waited for its mailbox
case-outcome-cancelled = cancelled by the organisation

# Filters of the queue
case-filters = Narrow the queue
case-filter-kind = About
case-filter-age = Waiting
case-filter-with = Who decides
case-filter-category = Category
case-filter-country = Country or territory
case-filter-mailbox = Mailbox
case-filter-checks = Checks
case-filter-without = Leave out
case-filter-held = Somebody at work
case-filter-age-recent = In time
case-filter-age-nearly-overdue = Due soon
case-filter-age-overdue = Overdue
case-mailbox-own = On the organisation’s own domain
case-mailbox-free = Free mailbox
case-mailbox-disposable = Disposable mailbox
case-mailbox-other = Another domain
case-noted-flagged = A check found something
case-noted-held = The signature was held when it came in
case-without-held = Without signatures that were held
case-flagged-short = Check
case-held-now = Open at a colleague now
case-with-me = Me
case-with-nobody = Nobody
case-open-at = { $name } is at it
case-open-at-you = You are at it

# Colleagues
case-for-me = For you
case-for-me-opinion = { $name } asks for your opinion:
case-for-me-taken-over = { $name } took over from you:
case-message-read = Read
case-assign = Who decides
case-assign-button = Assign
case-assigned-to = assigned to { $name }
case-take-over-why = Why you take over, for { $name }
case-take-over-hint = They find it in their list. Nothing is taken without a word.
case-opinions = Between colleagues
case-opinion-ask = Ask for a second opinion
case-opinion-whom = Whom you ask
case-opinion-question = What you want to know
case-opinion-send = Ask
case-opinion-yours = Your opinion
case-opinion-hint = It decides nothing. Never write who a protected signatory is.
case-opinion-give = Send your opinion
case-message-opinion = { $from } asked { $to }
case-message-taken-over = { $from } took the case over from { $to }
case-message-answered = { $name } answered
case-message-waits = No answer yet
case-message-ended = Ended without an answer
case-opinion-take-back = Take the question back
case-opinion-pass = Leave it without an answer
case-act-case-assigned = said who decides the case.
case-act-case-opinion-asked = asked a colleague for an opinion.
case-act-case-opinion-given = gave an opinion.
case-act-case-opinion-taken-back = ended a question to a colleague without an answer.
case-act-case-taking-over-read = read that the case was taken over.

# A Case
case-title = Case { $number }: { $name }
case-number = Case { $number }
case-signatory-number = Signatory No. { $number }
case-held-by-you-until = with you until
case-held-until = with { $name } until
case-take = Take this case
case-take-over = Take over
case-release = Release
case-next = Next case
case-concern = What was reported
case-concern-email = They can be reached at
case-concern-anonymous = They left no address.
case-concern-left-out =
    { $count ->
        [one] { $count } more came before those below. It stands in the case saved as a file for the journal.
       *[other] { $count } more came before those below. They stand in the case saved as a file for the journal.
    }
case-changes = What would change
case-changes-over = What was to change
case-state-renamed = This gives a state another name or country. Like publishing a state, that takes a second person.
case-unchanged =
    { $count ->
        [one] Show { $count } unchanged field
       *[other] Show { $count } unchanged fields
    }
case-sent = What was sent
case-field-name = Name
case-field-category = Category
case-field-country = Country
case-field-website = Website
case-field-description = Description
case-field-statement = Statement
case-signed-text = Text signed
case-signed-version = Version { $version } of the Call, in { $language }
case-signed-at = Signed
case-endorsement-state = State
case-endorsement-submitted = Sent, not confirmed
case-endorsement-confirmed = Confirmed
case-endorsement-recorded = Recorded
case-endorsement-in-review = In review
case-endorsement-needs-info = Asked for more
case-endorsement-published = Published
case-endorsement-declined = Declined
case-endorsement-cancelled = Cancelled
case-endorsement-expired = Expired
case-endorsement-turned-away = Turned away as a fake
case-endorsement-suspended = Suspended
case-endorsement-withdrawn = Withdrawn
case-endorsement-withdrawn-suspended = Withdrawn while it was suspended; what was hidden stays so until you decide
case-endorsement-lapsed = Lapsed
case-endorsement-revoked = Revoked
case-endorsement-merged = Merged into another one
case-origin = Came in
case-origin-form = By the form
case-origin-letter = By letter
case-origin-import = By import
case-reference = Reference
case-people = Who acts for the organisation
case-people-moved = Its people act for the one into which it went.
case-people-none = No contact is known, so nobody can be written to.
case-person-name = Name
case-person-signed = Signed
case-person-email = Mail address
case-person-language = We write in: { $language }
case-person-named = Public
case-person-named-yes = Agrees to be named
case-person-named-no = Is not to be named
case-authority = Authority
case-authority-own = “I have the authority to sign for the organisation.”
case-authority-delegated = “Somebody who has the authority asked me to.”
case-commitments = Commitments
case-open-commitment = Open a case about this commitment
case-this-commitment = This case
case-commitment-due = due
case-commitment-start = from
case-commitment-paragraphs = paragraphs
case-commitment-state-draft = draft
case-commitment-state-in-review = in review
case-commitment-state-needs-info = asked for more
case-commitment-state-active = published
case-commitment-state-declined = declined
case-commitment-state-suspended = suspended
case-commitment-state-dropped = dropped
case-commitment-dropped-reason = Why it was given up, in the organisation’s own words:
case-measure-deliverable = Done or not done
case-talk = Questions and answers
case-talk-ask = { $name } asked
case-talk-decline = { $name } declined
case-talk-answered = They answered
case-talk-changed = The answer changed what was sent:
case-talk-mended = They changed a commitment
case-talk-promise = Changed in the commitment “{ $title }”:
case-talk-before = Before
case-talk-after = With the answer

# How an organisation is known, record by record
case-known = How we know it
case-known-reference = Reference
case-known-dated = dated
case-known-recorded = Recorded:
case-known-confirmed = Confirmed:
case-known-refused = Put aside:
case-known-site = Checked by this site:
case-known-elsewhere = Checked by the register from which it was taken over:
case-known-until-unconfirmed = Does not count before a second person has confirmed it.
case-known-until-put-aside = Never counted.
case-known-until-lapsed = Counted until { $day }.
case-known-until-looked = Counts. It is looked for again on { $day }.
case-known-until-missed = Was not found when we last looked. Counts until { $day } if it is not found again.
case-known-until-website = Counts until the organisation names another website.
case-known-until-signature = Counts as long as the signature stands.
case-known-last = Last verified on { $day }.

# Checks
case-checks = Checks
case-checks-passed =
    { $count ->
        [one] Show one check that passed
       *[other] Show { $count } checks that passed
    }
case-check-mailbox-ok = The mailbox is confirmed
case-check-mailbox-bad = The mailbox is not confirmed
case-check-own-domain-ok = The mailbox is on the organisation’s own domain
case-check-own-domain-warn = The mailbox is not on the website’s domain
case-check-merged-domain-ok = The mailbox came with the signatory that was merged into this one, and is on the domain of that one’s website
case-check-merged-domain-warn = The mailbox came with the signatory that was merged into this one, and is on the domain of neither one’s website
case-check-domain-control-ok = The organisation controls its domain
case-check-domain-control-warn = The organisation controlled its domain; that no longer counts
case-check-provider-ok = Not a free or disposable mailbox
case-check-provider-warn = A free mailbox: anybody can have one there
case-check-provider-bad = A disposable mailbox
case-check-website-ok = A website is given
case-check-website-warn = No website is given
case-check-duplicates-ok = No other organisation looks like this one
case-check-duplicates-warn = Other organisations may be the same as this one
case-check-script-ok = No word mixes letters of different scripts
case-check-script-warn = A word mixes letters of different scripts
case-script-arab = Arabic
case-script-armn = Armenian
case-script-beng = Bengali
case-script-bopo = Bopomofo
case-script-cans = Canadian syllabics
case-script-cher = Cherokee
case-script-copt = Coptic
case-script-cyrl = Cyrillic
case-script-deva = Devanagari
case-script-ethi = Ethiopic
case-script-geor = Georgian
case-script-grek = Greek
case-script-gujr = Gujarati
case-script-guru = Gurmukhi
case-script-hang = Hangul
case-script-hani = Chinese characters
case-script-hebr = Hebrew
case-script-hira = Hiragana
case-script-kana = Katakana
case-script-khmr = Khmer
case-script-knda = Kannada
case-script-laoo = Lao
case-script-latn = Latin
case-script-lisu = Lisu
case-script-mlym = Malayalam
case-script-mong = Mongolian
case-script-mymr = Burmese
case-script-orya = Odia
case-script-sinh = Sinhala
case-script-taml = Tamil
case-script-telu = Telugu
case-script-thaa = Thaana
case-script-thai = Thai
case-script-tibt = Tibetan
case-check-letter-ok = The official letter is confirmed by two people
case-check-letter-warn = The official letter is recorded and waits for a second person
case-check-letter-bad = There is no official letter
case-twins = Possible duplicates
case-twins-lead = Alike by domain, by a number in another register, or by a name, former and other ones too; for a state also the same country, or the same letter. This alone is no reason to decline.
case-twins-more =
    { $count ->
        [one] One more like it
       *[other] { $count } more like it
    }
case-twin-this = This one
case-twin-other = The other
case-twin-how = Alike in
case-twin-same-domain = domain
case-twin-same-name = name
case-twin-same-country = country
case-twin-same-letter = letter
case-protected = Protected signatory
case-decision-masked = Look at who it is first.
case-masked-title = Protected identity
case-masked-what = This organisation must not be named. Only moderators and admins can see who it is, and each look is noted in the audit trail.
case-masked-show = Show who it is
case-unmasked = You see a protected identity. Do not write it down, not in notes or messages either.
case-hide = Hide this organisation now
case-hide-what = Everything about it disappears from the public register at once. Only the organisation itself can show it again.
case-hide-gap = A gap stays in the public numbers, and copies that others made are not in our hands.
case-hide-button = Hide it
case-erase = Erase this signatory
case-erase-lead = For what must not be kept at all. A signatory that only should not stand in the register is suspended or revoked instead.
case-erase-what-data = What we keep about the organisation and its people is erased: name, contacts, commitments, notes, reports and mails.
case-erase-what-log = What the log says of it is erased too. The digests stay, so every proof stays valid, and the log says that these entries are erased.
case-erase-what-address = Its pages say that they are gone. A signatory that is not named leaves no trace there.
case-erase-what-mail = Each contact gets one last mail. After that nobody can be written to.
case-erase-what-forever = It cannot be undone.
case-erase-ground = Why it must be erased
case-erase-ground-hint = This is kept in the audit trail when everything else has gone.
case-erase-note = What the other admin needs to know
case-erase-note-hint = It is erased with the rest.
case-erase-message = Message to the organisation (optional)
case-erase-look = Look at the mail
case-ground-request = The organisation, or a person whose data it is, asked for it
case-ground-danger = It puts people in danger
case-ground-order = A court or an authority ordered it
case-ground-unlawful = The data should never have been kept
case-erased-name = Erased
case-erased = Everything about this organisation was erased:
case-visibility = Appears
case-visibility-public = With its name
case-visibility-protected = Without its name
case-visibility-embargoed = Without its name until a day
case-act-identity-seen = looked at the protected identity
case-act-endorsement-visibility = changed how the organisation appears
case-twin-masked = It is like one that must not be named.
case-twin-masked-what = In what, how much, and which case it is, you see once you look at who it is. Each look is noted in the audit trail.
case-twin-page = Public page

# Notes and history
case-notes = Notes
case-note-new = New note
case-note-hint = Only colleagues see it. Never write who a protected signatory is.
case-note-add = Add note
case-history = History
case-entry = entry { $number } of the log
case-mail = Mail to the organisation:
case-mail-queued = waits
case-mail-sent = sent
case-mail-parked = not delivered
case-mail-overtaken = not sent: its link no longer worked
case-others = Other cases of this organisation:
case-actor-staff = A colleague
case-actor-representative = Somebody from the organisation
case-actor-operator = The operator
case-actor-system = The system
case-actor-anyone = A visitor
case-act-case-taken = took the case.
case-act-case-taken-over = took the case over from { $from }.
case-act-case-released = released the case.
case-act-case-noted = added a note.
case-act-case-proposed = decided; a second person must look.
case-act-case-sent-back = sent the decision back.
case-act-case-decision-taken-back = took the decision back before a second person had looked.
case-act-case-published = published.
case-act-case-withdrawal-reversed = reversed the withdrawal.
case-act-case-withdrawal-confirmed = confirmed the withdrawal.
case-act-case-asked = asked for more.
case-act-case-question-taken-back = took the question back.
case-act-case-declined = declined.
case-act-case-suspended = suspended the signatory.
case-act-case-restored = showed the signatory again.
case-act-case-suspension-ended = ended the suspension. The withdrawal stands.
case-act-case-revoked = revoked the signature.
case-act-case-closed = closed the case.
case-act-case-erased = erased the signatory.
case-act-case-commitment-suspended = hid the commitment.
case-act-case-commitment-restored = showed the commitment again.
case-act-case-delayed = told the applicant that it takes longer.
case-act-case-opened = opened the case.
case-act-letter-recorded = recorded the official letter.
case-act-letter-confirmed = confirmed the official letter.
case-act-letter-put-aside = put the official letter aside.
case-act-report-sent = reported the signatory.
case-act-endorsement-submitted = sent the form.
case-act-endorsement-repeated = sent the form again; the signature stayed as it was.
case-act-endorsement-cancelled = called the signature off.
case-act-endorsement-expired = let the signature run out.
case-act-endorsement-superseded = ended the signature: its mailbox has confirmed another one under the same name.
case-act-endorsement-crowded-out = ended the signature: more waited for its mailbox than may.
case-act-endorsement-erased = erased what was sent.
case-act-endorsement-withdrawal-asked = asked to withdraw, by letter.
case-act-endorsement-reversal-asked = said that the withdrawal was not theirs.
case-act-draft-mailed = had a link to the draft sent.
case-act-link-asked = asked for a new link.
case-act-endorsement-confirmed = confirmed the signature.
case-act-endorsement-answered = answered.
case-act-endorsement-withdrawn = withdrew.
case-act-amendment-proposed = asked for a change.
case-act-challenge-asked = asked for control of the domain to be shown.
case-act-challenge-checked = had the domain looked at.
case-act-challenge-missed = missed the line at the domain.
case-act-assurance-recorded = recorded control of the domain.
case-act-assurance-weighed = weighed the mailbox against the new domain.
case-act-assurance-lapsed = no longer counts control of the domain.
case-domain = Control of the domain
case-domain-what = The organisation shows that a domain is its own by a TXT record in DNS or a file on its website. When we find it, the register says so, with method and date. Nothing is decided by it.
case-domain-places = What its people were given
case-domain-ask = Ask for it by mail
case-domain-ask-again = Send the mail again
case-domain-ask-what = Everybody who acts for the organisation gets a mail that says what to put where.
case-domain-unreachable = Nobody who acts for the organisation has a mail address here.
case-domain-hindrance-state = A state is known by its official letter, never by its domain.
case-domain-hindrance-unnamed = The organisation must not be named, and a record at its domain would tell the world: it is known by its mailbox or a letter only.
case-domain-hindrance-no-domain = It gave no website, or one on a domain that others use as well.
case-domain-hindrance-over = This is possible while a signature is being checked, and while it stands in the register.
case-act-amendment-answered = answered.
case-act-amendment-called-back = called the change back.
case-act-commitment-sent = sent a commitment.
case-act-commitment-changed = changed a commitment.
case-act-commitment-called-back = called a commitment back.
case-act-commitment-dropped = gave a commitment up.
# Acts that only the audit trail tells
case-act-account-link-asked = asked for a link into the account.
case-act-account-naming = agreed to be named, or took that back.
case-act-account-entered = signed in to the account.
case-act-account-left = signed out of the account.
case-act-account-others-ended = ended the account’s other sessions.
case-act-people-invited = invited a colleague.
case-act-people-invited-again = had an invitation sent again.
case-act-people-invitation-called-back = called an invitation back.
case-act-people-joined = joined those who act for the organisation.
case-act-people-left = stopped acting for the organisation.
case-act-people-taken-off = took a colleague off.
case-act-people-corrected = corrected their name, job title or language.
case-act-people-move-asked = asked to move to another mail address.
case-act-people-move-called-back = called back the move to another mail address.
case-act-people-moved = moved to another mail address.
case-act-recovery-asked = asked to act for an organisation.
case-act-recovery-confirmed = confirmed the mailbox of the request.
case-act-recovery-checked = had the domain looked at.
case-act-recovery-found = found the line at the domain.
case-act-recovery-lost = no longer found the line at the domain.
case-act-recovery-called-off = called the request off.
case-act-recovery-agreed = said that the request is right.
case-act-recovery-objected = objected to the request.
case-act-people-let-in = let somebody in to act for the organisation.
case-act-case-let-in = let in who asked.
case-act-call-begun = began a version of the Call.
case-act-call-kind-changed = said what kind of change the version is.
case-act-call-text-saved = saved a text of the version.
case-act-call-text-removed = removed a text of the version.
case-act-call-prepared = read the texts of a version in.
case-act-call-proposed = proposed the version.
case-act-call-taken-back = took the version back to write on.
case-act-call-sent-back = sent the version back to the editors.
case-act-call-discarded = discarded the version.
case-act-call-published = published the version.
case-act-call-state-changed = opened or closed the Call.
case-act-settings-changed = changed settings.
case-act-reason-added = added a reason.
case-act-reason-changed = changed a reason.
case-act-reason-deleted = deleted a reason.
case-act-reason-seeded = put the first reasons in.
case-act-mail-sent-again = had a mail sent again.
case-act-staff-proposed = proposed a colleague.
case-act-staff-confirmed = confirmed a colleague’s account.
case-act-staff-added = made a colleague’s account.
case-act-staff-link-sent = had a set-up link sent.
case-act-staff-set-up = set an account up.
case-act-staff-password-changed = changed their password.
case-act-staff-app-changed = connected another authenticator app.
case-act-staff-codes-renewed = made new recovery codes.
case-act-staff-roles-changed = changed a colleague’s roles.
case-act-staff-roles-proposed = proposed more roles for a colleague.
case-act-staff-roles-confirmed = gave a colleague the roles that another admin had proposed.
case-act-staff-roles-called-off = called off the roles that were proposed for a colleague.
case-act-staff-disabled = ended a colleague’s account.
case-act-staff-reset = had a colleague set up anew.
case-act-staff-signed-in = signed in.
case-act-staff-signed-out = signed out.
case-act-staff-sign-in-refused = was not let in.
case-act-staff-identity-confirmed = confirmed who they are.
case-act-staff-identity-refused = was not taken for who they are.
case-act-staff-sessions-ended = ended other sessions.
case-act-unnamed-settled = appended the week’s batch about those who must not be named.
case-act-receipts-posted = had receipts sent.
case-act-import-signatories = imported signatories.
case-act-log-key-change-proposed = asked for another key of the log.
case-act-log-key-change-allowed = allowed another key of the log.
case-act-log-key-change-called-off = called the change of the log’s key off.
case-act-log-key-rotated = gave the log a new key.
case-act-log-key-retired = let the log’s old key retire.
case-act-log-resumed = resumed the log after a restore.
case-act-log-linked = linked entries that came back after a restore to their signatories.
case-act-log-withheld = withheld entries that came back about a signatory that was lost.
case-act-log-tree-missing = missed what a node had signed: the database is older than the log.
case-act-register-taken-over = took over the register from an export.
case-act-demo-filled = filled the demo.
case-act-demo-past-filled = decided the cases of the demo’s past.
case-act-demo-queue-filled = filled the demo’s queue.
case-act-demo-unnamed-filled = added the demo’s unnamed signatories.
case-act-demo-link-made = made a link of the demo.

# Decisions
case-to-decision = Go to the decision
case-decision = Your decision
case-decision-label = Decision
case-decision-closed = This case is closed.
case-decision-not-yours = Nothing to decide here with your role.
case-decision-publish = Publish
case-decision-publish-endorsement = Publish the signature
case-decision-publish-amendment = Publish the change
case-decision-publish-commitment = Publish the commitment
case-decision-publish-state-withdrawal = Confirm the letter and withdraw
case-decision-publish-recovery = Let in who asks
case-decision-publish-reversal = Take the withdrawal back
case-decision-ask = Ask for more
case-decision-take-back = Take the question back
case-decision-decline = Decline
case-decision-suspend = Suspend the signatory
case-decision-suspend-commitment = Hide the commitment
case-decision-restore = Show the signatory again
case-decision-restore-commitment = Show the commitment again
case-decision-revoke = Revoke the signature
case-decision-close = Close the case
case-close-hidden = The commitment stays hidden. Another case can show it again.
case-close-withdrawn = What was hidden stays hidden. Another case can decide on it.
case-close-left = It has withdrawn, and is suspended or revoked no more. Whoever comes again like it is held, and shown with this case.
case-restore-withdrawn = Its commitments can be read again. The withdrawal stands.
case-decision-restore-withdrawn = End the suspension
case-reversal-suspended = It was suspended when it withdrew. If the withdrawal is taken back, it is suspended again, for the same reason, and a case about it is open.
case-waits-suspended = The signatory is suspended. What it sent is published only once it is shown again; until then you can decline it.
case-waits-withdrawn = The signatory has withdrawn. What it sent is not published unless the withdrawal is taken back; you can decline it.
case-waits-revoked = The signatory is revoked. What it sent is not published; decline it.
case-waits-lapsed = The signatory has lapsed. What it sent is not published until it is in the register again; you can decline it.
case-waits-promise = The commitment is hidden for now. A change of it is published only once it is shown again; until then you can decline it.
case-decision-erase = Erase the signatory
case-eyes-state = Needs a second person: another moderator or an admin.
case-eyes-grave = Needs a second person: an admin who confirms who they are.
case-reason = Reason
case-reason-ask = What is missing?
case-ask-expires = If nobody answers within { $days } days, the signature expires and everything about it is erased.
case-ask-nobody = Nobody can be asked: no contact is known. Ask outside this site, and decide when you have the answer.
case-reason-decline = Reason for declining
case-reason-suspend = Reason for suspending
case-reason-suspend-commitment = Reason for hiding
case-reason-revoke = Reason for revoking
case-reason-erase = Reason for erasing
case-message = Message to the organisation
case-message-hint = Where there is a reason, the mail gives its text as well. When something is declined, the account shows both, even without a mail.
case-message-edit = Change it, then show the mail again.
case-note = Note for colleagues
case-save-and-write = Save and write
case-save = Save without a mail
case-shown-first = You see what goes out before anything happens.
case-held-warning = { $name } has had this case since { $since }, and keeps it until { $until } unless it is released before. You cannot decide until then. If it cannot wait, take it over: what you have typed stays here, and the history says that you took it.
case-suspend-now = Suspend now
case-suspend-now-why = Hide the signatory at once while you look into it. You see the mail first.
case-inquiry = Open a case about this signatory
case-inquiry-why = Why you look into it
case-inquiry-open = Open the case
case-preview-title = Before it goes
case-preview-mails =
    { $count ->
        [0] No mail
        [one] This mail goes out
       *[other] These { $count } mails go out
    }
case-preview-confirm = Confirm
case-preview-changed = Something has changed since you looked. Check what is shown here again, then confirm.
case-preview-again = Show the mail again
case-preview-back = Back to the case
case-no-mail = Nobody is written to.
case-in-account = The organisation reads in its account that it was declined, with the reason’s text and your message.
case-no-link = The mail has the link with which the organisation can hide at once. Without the mail, nobody gets that link.
case-mail-to = To
case-mail-language = Language
case-mail-subject = Subject
case-mails-will-go =
    { $count ->
        [one] The mail that goes out
       *[other] The { $count } mails that go out
    }
case-confirm-and-send = Confirm and send
case-confirm = Confirm
case-confirm-propose = Pass to a second person
case-second-title = For a second person
case-second-by = { $name } decided:
case-second-mine = You made this decision. A colleague must look at it now.
case-second-mine-back = Until then you can take it back: the case is open again as before, and nobody is written to.
case-second-recorded = You recorded this letter, so another colleague confirms it. You can send the decision back.
case-second-impossible = As things stand now, it cannot be done. Send it back.
case-second-who-state = Another moderator or an admin decides this. Your role does not.
case-second-who-grave = Only an admin decides this. Ask one to open the case.
case-second-approve = Approve: { $decision }
case-second-why-back = Why it goes back
case-second-back = Send back
case-second-take-back = Take the decision back

# Entering a state
letter-new = Enter a state
letter-title = Enter a state on its letter
letter-lead = A state signs by official letter. File the letter and its scan in the ministry’s own records: this site keeps only the reference, the date and the scan’s fingerprint. A second person confirms the letter and publishes.
letter-state = The state
letter-name = Official name
letter-name-hint = As the letter has it.
letter-country = Country
letter-website = Website (optional)
letter-letter = The letter
letter-reference = Reference
letter-reference-hint = Under which the ministry has filed it.
letter-dated = Date of the letter
letter-dated-hint = For example 3 11 2025
letter-sha256 = Fingerprint of the scan (SHA-256)
letter-sha256-hint = Run sha256sum on the file of the scan and copy the 64 characters that it prints.
letter-text = Text that was signed
letter-statement = Public statement in the letter (optional)
letter-statement-hint = As the letter has it. It is published with the state. Up to { NUMBER($limit) } characters.
letter-commitments = Commitments that the letter makes are entered on the case that opens.
letter-contact = Contact (optional)
letter-contact-lead = Whom we write to. Kept sealed, never shown in public.
letter-person = Name of the person
letter-job-title = Title
letter-email = Mail address
letter-person-language = Language in which we write
letter-record = Record the letter

## Official letters about an organisation that is here already.
case-letter = Official letters
case-letter-lead = An official letter is the surest way to know who signed. File the letter and its scan in the ministry’s own records: this site keeps only the reference, the date and the scan’s fingerprint. One colleague records it, another confirms it.
case-letter-none = No letter has been recorded for this organisation.
case-letter-record = Record a letter
case-letter-protected = This organisation must not be named: the reference is kept sealed.
case-letter-recorded = waits for a second person
case-letter-confirmed = confirmed
case-letter-refused = put aside
case-letter-by = Recorded by
case-letter-settled-confirmed = Confirmed by
case-letter-settled-refused = Put aside by
case-letter-with-publication = The letter is confirmed when the signature is published: whoever agrees to that as the second person confirms the letter too.
case-letter-yours = You recorded this letter, so another colleague must confirm it.
case-letter-check = Find the letter in the ministry’s records. Confirm it only if reference, date and fingerprint are those of the scan, and the letter speaks for this organisation.
case-letter-confirm = Confirm the letter
case-letter-put-aside = Put the letter aside
case-letter-decision-waits = A decision about this organisation waits for its second person. Letters can be recorded or put aside once that is settled.
case-needs-letter = A state is published on its official letter. None is recorded yet:

# Reports by the public
report-title = Report { $name }
report-here = Report
report-lead = Tell us if this signature is false, was given without authority, or breaks the rules in another way. We look at reports before anything else.
report-text = What is wrong?
report-text-hint = Write what you know and how you know it.
report-email = Your mail address (optional)
report-email-hint = Only if you want an answer. We tell nobody who wrote.
report-send = Send the report
report-sent-title = Your report has been received
report-sent-next = A colleague reads it. If something is wrong, the signatory is hidden until it is settled. If you left an address, we may write to you.
report-back = Back to the signatory

# Somebody asks to act
case-recovery = Who asks to act
case-recovery-message = What has happened
case-recovery-reference = Reference of the request
case-recovery-named = Named in the request
case-recovery-named-other = { $name }, which has gone into this signatory
case-recovery-others = Those who acted before
case-recovery-others-left = are said to have left, or not to be reached
case-recovery-others-stay = act on, with whoever asks
case-recovery-proof = How it is shown
case-recovery-proof-domain = By control of { $domain }
case-recovery-proof-letter = By an official letter
case-recovery-found = Found
case-recovery-not-found = The line has not been found.
case-recovery-needs-letter = Enter the letter that you have. A second person looks at it.
case-recovery-heard = Those who act now
case-recovery-nobody = Nobody acts. Nobody can object.
case-recovery-silent = have said nothing
case-recovery-agreed = say that it is right
case-recovery-objected = object
case-recovery-ripe = Somebody can be let in from
case-recovery-take-off = Take off those who acted before
case-recovery-take-off-hint = They are told. Their sessions and links end.
case-recovery-taken-off = Those who acted before are taken off.
case-recovery-take-off-who = These:
case-field-names = Other names
case-field-identifiers = Numbers in other registers
case-field-number = Number
case-outcome-merged = merged
case-outcome-unmerged = merge undone
case-decision-merge = Make the two signatories one
case-decision-unmerge = Undo the merge
case-decision-close-merge = Leave everything as it is and close
case-act-case-merged = merged two signatories.
case-act-case-unmerged = undid a merge.
case-act-case-commitment-entered = entered a commitment of the letter.
case-act-case-commitment-taken-off = took a commitment off.
case-act-case-named = changed other names or numbers.
case-twin-score = { $score } of 100
case-twin-same-identifier = number in another register
case-twin-same-words = the same words in another order or language
case-twin-like-name = spelling
case-twin-other-letters = name in other letters
case-twin-short-for = one is short for the other
case-twin-other-name = another name of one of them
case-promise = Add a commitment of the letter
case-promise-change = Change the commitment
case-promise-lead = As the letter has it: the questions are put to the state. A second person sees it before it is published with the state.
case-promise-enter = Enter
case-promise-take-off = Take it off
case-names = Other names and numbers
case-names-lead = For states, and for organisations that ask you.
case-names-seen-now = What you enter is shown at once, with an entry in the log, and the organisation is told.
case-names-seen-logged = The organisation is told. The entry in the log can be read at once; the signatory’s page shows it once it is shown again.
case-names-seen-hidden = What you enter gets an entry in the log, and the organisation is told. Readers see it only once they see the signatory with its name.
case-names-seen-later = The signature is not published: what you enter is not shown before it is, gets no entry in the log of its own, and nobody is told.
case-names-note = Why, and on what basis
case-names-enter = Enter
case-merge = Merge with another signatory
case-merge-lead = For one organisation that signed twice. Choose which entry stays; a case is opened in which you see what comes of it, and an admin must agree.
case-merge-other = The other signatory
case-merge-other-hint = Its number, or the address of its page.
case-merge-look = Look at both
case-merge-what-signature = The signature of the entry that stays stands. The other one remains in the log.
case-merge-what-commitments = Commitments of both are shown under the entry that stays.
case-merge-what-names = Names and numbers of the other are added to it, and it is found by them. Where both have a number in the same register, its own stays.
case-merge-what-address = The old address leads to it, on pages and in the data.
case-merge-what-people = The people of both act for it from then on.
case-merge-what-undo = All of it can be undone, by the same two roles.
case-merge-stays = Which entry stays?
case-merge-kind = What is the other one’s name to it?
case-merge-kind-hint = A former name ends on the day of the merge.
case-merge-note = Why they are one
case-merge-open = Open the case
case-merge-title-ahead = What the merge would do
case-merge-title-made = What the merge did
case-merge-title-back = What undoing the merge would do
case-merge-title-undone = This merge was undone
case-merge-title-dropped = They were left as they are
case-merge-one = One signatory
case-merge-survivor = Stays
case-merge-goes = Goes into it
case-merge-parts = Stands on its own again
case-merge-number = No. { $number }
case-merge-signature = Signature
case-merge-signature-stands = The one of { $day } stands; the other one’s of { $other } remains in the log.
case-merge-signature-back = The other one’s of { $other } stands again beside the one of { $day }.
case-merge-commitments = Commitments
case-merge-commitments-ahead = { $count ->
    [0] None to move.
    [one] One moves to the entry that stays.
   *[other] { NUMBER($count) } move to the entry that stays.
}
case-merge-commitments-made = { $count ->
    [0] None moved.
    [one] One moved to the entry that stays.
   *[other] { NUMBER($count) } moved to the entry that stays.
}
case-merge-commitments-back = { $count ->
    [0] None goes back.
    [one] The one that moved goes back.
   *[other] The { NUMBER($count) } that moved go back.
}
case-merge-people = People
case-merge-people-ahead = { $count ->
    [0] Nobody acts for the other one.
    [one] One person of the other one acts for it from then on.
   *[other] { NUMBER($count) } people of the other one act for it from then on.
}
case-merge-people-made = { $count ->
    [0] Nobody acted for the other one.
    [one] One person of the other one acts for it since.
   *[other] { NUMBER($count) } people of the other one act for it since.
}
case-merge-people-back = { $count ->
    [0] Nobody who came with the other one still acts: nobody will act for it, and somebody must ask to.
    [one] One person acts for the other one again.
   *[other] { NUMBER($count) } people act for the other one again.
}
case-merge-address = Address
case-merge-address-leads = Leads to the entry that stays:
case-merge-address-back = Shows its own page again:
case-merge-called = What the entry that stays is called
case-merge-busy = Something about the other one waits for a decision. Decide its cases first:
case-merge-led = It was merged into:
case-merge-led-look = Look at both with that one
case-clash = The two have different numbers in the same register. That speaks against their being one organisation. A number can be wrong or out of date: look it up before you decide.
case-clash-one = { $register }: { $stays } and { $goes }. Only the number of the entry that stays is kept.
case-clash-ahead = { $register }: { $stays } stays; { $goes } of the other one is not taken along.
case-merge-undo = Consider undoing this merge
case-doubles = { $count ->
    [one] Another signatory went into this one, and shares what becomes of it. Where only one of the two is meant, undo the merge before you suspend, revoke or erase.
   *[other] { NUMBER($count) } other signatories went into this one, and share what becomes of it. Where only one of them is meant, undo the merge before you suspend, revoke or erase.
}
case-merge-untold = Nothing more is told here while one of the two must not be named, or once one is erased.
case-merge-bound = Why this merge cannot be undone now
case-merge-bound-erased = One of the two is erased: there is nothing left to part.
case-merge-bound-hidden = The signatory must not be named, and that two part is told in public. Once it shows itself again, in its account, the merge can be undone.
case-merge-bound-further = The one that stayed has itself gone into another one. Undo that merge first.
case-merge-bound-suspended = The one that stayed is suspended. Once it is shown again, the merge can be undone.
case-merge-bound-withdrawn = The one that stayed has withdrawn, and with it the one that went into it. For { $days } days, everybody who acted for it can say that it was not them, also who came with the other one; once the withdrawal is taken back, the merge can be undone. After that, the other one signs anew.
case-merge-bound-gone = The one that stayed has left the register for good, and with it the one that went into it. The other one can sign anew; should its signature be held because it is like the one that left, you let it in.
case-merged = This signatory was merged into another one.
case-merged-into = This signatory was merged into another one:
