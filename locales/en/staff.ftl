### The ministry's door and administration: signing in, colleagues, settings, reasons, audit trail, mail.

# The menu
staff-menu-cases = Queue
staff-menu-invalidations = Invalidations
staff-menu-call = The Call
staff-menu-audit = Audit trail
staff-menu-log = The log
staff-menu-mail = Mail
staff-menu-people = Colleagues
staff-menu-reasons = Reasons
staff-menu-settings = Settings
staff-menu-sessions = My account
staff-mail-unsent = Mail is not sent: it is written to files on the server. Ask whoever runs the server to set up a mail server.

# The door
staff-sign-in-title = Sign in to the register desk
staff-sign-in-lead = For the ministry’s colleagues. You need your password and the app that shows your codes.
staff-sign-in = Sign in
staff-sign-in-help = If you have lost the app and your recovery codes, ask an admin to reset your account.
staff-too-soon = { $minutes ->
    [one] There are too many tries to sign in just now, yours or others’. Your address is kept: try again in a minute.
   *[other] There are too many tries to sign in just now, yours or others’. Your address is kept: try again in { NUMBER($minutes) } minutes.
}
staff-email = Mail address
staff-password = Password
staff-code = Code
staff-code-hint = The six digits that the app shows now
staff-code-or-recovery-hint = The six digits that your app shows now, or one of your recovery codes
staff-few-codes-title =
    { $left ->
        [0] You have no recovery codes left
        [one] You have one recovery code left
       *[other] You have { $left } recovery codes left
    }
staff-few-codes-next = You are signed in. Make ten new codes soon, under My account.
staff-go-on = Go on

# Setting up
staff-setup-title = Choose a password
staff-setup-step-password = Password
staff-setup-step-app = Authenticator app
staff-setup-step-codes = Recovery codes
staff-setup-lead = Welcome, { $name }. Setting up your account takes three minutes. Have your phone at hand.
staff-setup-spent-title = This link is no longer valid
staff-setup-spent-lead = A link to set up an account works once, for { $hours } hours. This one has been used, or it is too old, or a newer one has taken its place.
staff-setup-spent-next = Ask an admin for a new link. If your account is set up already, sign in.
staff-setup-spent-sign-in = Sign in
staff-password-new = New password
staff-password-hint = { $shortest } characters or more. A sentence of your own works well, and spaces are fine.
staff-password-again = The same password again
staff-pair-title = Connect an authenticator app
staff-pair-lead = Open an authenticator app on your phone, add an account, and point the camera at this picture.
staff-pair-picture = Picture for the authenticator app
staff-pair-type = If you cannot use the camera, type this key into the app instead:
staff-pair-code = Code from the app
staff-pair-confirm = Confirm the code
staff-codes-title = Save your recovery codes
staff-codes-lead = Your account is ready and you are signed in. If you ever lose your phone, each of these codes lets you in once.
staff-codes-once = We cannot show them again. Print them, or keep them in a password manager, but not on the phone with the app.
staff-codes-saved = I have saved the codes

# A fresh proof of identity
staff-identity-title = Confirm that it is you
staff-identity-lead = What you are about to do is hard to undo. Your confirmation holds for { $minutes } minutes.
staff-identity-confirm = Confirm and go on
staff-identity-kept = What you typed is kept: once you have confirmed, you come back to it.
staff-proven-title = You have shown who you are
staff-proven-lead = Nothing has been done yet. What you typed is still there: look it over and save it again.
staff-proven-back = Back to the form

# Sessions
staff-own-title = Password, app and recovery codes
staff-own-lead = Change them here while you can still sign in, and you are told by mail. A new password or app signs you out everywhere else.
staff-own-codes-left =
    { $left ->
        [0] You have no recovery codes left.
        [one] You have one recovery code left.
       *[other] You have { $left } recovery codes left.
    }
staff-own-password = Change the password
staff-own-app = Connect another app
staff-own-codes = Make new recovery codes
staff-own-password-old = Password until now
staff-own-password-save = Save the password
staff-own-app-lead = Open the app on the phone that you want to use from now on, add an account, and point the camera at this picture. The app that you have counts until you confirm.
staff-own-codes-lead = If you ever lose your phone, each of these codes lets you in once. The codes that you had before let nobody in any more.
staff-sessions-title = My account
staff-sessions-lead = A session ends after { $idle } minutes without use, and after { $hours } hours in any case.
staff-sessions-begun = Signed in
staff-sessions-seen = Last used
staff-sessions-until = Ends at the latest
staff-sessions-this = this browser
staff-sessions-end-others = Sign out everywhere else

# Colleagues
staff-people-title = Colleagues
staff-people-add = Add a colleague
staff-people-add-lead = A second admin confirms the account. Only then your colleague gets a mail with a link to set it up.
staff-people-name = Name
staff-people-full-name = Full name
staff-people-email-hint = Their own mailbox at the ministry, not a shared one
staff-people-roles = Roles
staff-people-roles-hint = Choose what the work needs. Being an admin gives none of the other roles.
staff-people-roles-next = A role that decides (moderator, editor, admin) holds once another admin agrees. What you take away, and viewer, hold from your colleague’s next click on.
staff-people-roles-own = You can give roles up. Other admins give you others.
staff-people-roles-title = Change roles
staff-people-roles-save = Save the roles
staff-people-roles-wait = Roles that wait for another admin
staff-people-roles-waiting = more wait for a second admin
staff-people-roles-proposed = To be given
staff-people-roles-mine = You proposed them, so another admin must agree.
staff-people-roles-yours = They are for you, so another admin must agree.
staff-people-roles-confirm-lead = Check with your colleague, not by mail alone, that the work needs them.
staff-people-roles-confirm = Give these roles
staff-people-roles-call-off = Call it off
staff-people-language = Language of mails
staff-people-propose = Propose the account
staff-people-state = Account
staff-people-seen = Last seen
staff-people-never = Never
staff-people-created = Proposed
staff-people-confirmed = Confirmed
staff-people-disabled = Disabled
staff-people-codes = Recovery codes left
staff-people-confirm-title = Confirm the account
staff-people-confirm-lead = Check with your colleague, not by mail alone, that the address and the roles are right. The set-up link is then mailed.
staff-people-confirm-other = You proposed this account, so another admin must confirm it.
staff-people-first-gone = Whoever proposed this account is no admin any more, so nobody can confirm it. Propose it anew, which takes its place, or disable it.
staff-people-confirm = Confirm the account and mail the link
staff-people-link-title = Set-up link
staff-people-link-lead = The link lives for 24 hours. A new one makes the old one useless.
staff-people-link = Mail a new link
staff-people-reset-title = Password or phone lost
staff-people-reset-lead = Make sure that it is your colleague who asks. They are signed out everywhere, and a link to set the account up again is mailed to them.
staff-people-reset = Reset the account
staff-people-disable-title = Disable the account
staff-people-disable-lead = Your colleague is signed out at once and can never sign in with this account again. What they did stays in the audit trail.
staff-people-disable = Disable for good
staff-state-proposed = waits for a second admin
staff-state-invited = invited
staff-state-active = active
staff-state-disabled = disabled
staff-role-viewer = Reads everything staff see and changes nothing. Who protected signatories are stays hidden, and so do their contacts, their questions and answers, and what was reported of them
staff-role-moderator = Works the queue: publishes, asks, declines, suspends
staff-role-editor = Writes the Call and its translations
staff-role-admin = Manages colleagues, settings and reasons, and is the second person for grave acts

# What was done
staff-done-unsent = You have shown who you are. What you sent before that was not done: send it once more.
staff-done-restored = You have shown who you are, and nothing has been done yet. Check what you typed and save again.
staff-done-proposed = The account is proposed. Ask another admin to confirm it.
staff-done-confirmed = The account is confirmed, and the set-up link is on its way.
staff-done-link = A new link is on its way. The old one opens nothing any more.
staff-done-roles = The roles are saved.
staff-done-roles-proposed = A role that decides holds once another admin agrees: ask one to open this page. What else you changed holds now.
staff-done-roles-confirmed = Your colleague has the roles from the next click on.
staff-done-roles-called-off = The proposal is called off.
staff-done-disabled = The account is disabled.
staff-done-reset = The account is reset, and a new set-up link is on its way.
staff-done-password = The password is changed, and all other sessions are ended.
staff-done-app = The new app is connected, and all other sessions are ended.
staff-done-settings = The settings are saved.
staff-done-call = The Call has moved on.
staff-done-key-proposed = The change of the key is asked for. Another admin must allow it.
staff-done-key-allowed = The change of the key is allowed, for a week.
staff-done-key-called-off = The change of the key is called off.
staff-done-mail = The mail is queued again.
staff-done-letter-recorded = The letter is recorded. It counts once a second person has confirmed it.
staff-done-letter-confirmed = The letter is confirmed. It is in the register within a minute. The case stays open until you close it.
staff-done-letter-put-aside = The letter is put aside. It does not count.
staff-done-merge-asked-before = That these two become one was asked for before, in other words: see below which stays. Your note is added. To choose otherwise, leave them as they are here, and ask again.
staff-done-reason = The reason is saved.
staff-done-reason-deleted = The reason is deleted.

# Settings
staff-settings-title = Settings
staff-settings-says = What this site says of itself
staff-settings-none = not set
staff-settings-save = Save the settings
staff-setting-time-zone = Time zone
staff-setting-time-zone-hint = In which days begin and dates are shown, by its IANA name, for example Europe/Copenhagen. Empty: as the server is configured
staff-setting-other-hint = If empty, readers see the English text
staff-setting-ministry-name = Name of the ministry
staff-setting-ministry-name-hint = In the footer of every page and in every mail
staff-setting-initiative-name = Name of the initiative
staff-setting-initiative-name-hint = On top of every page and in the subject of mails
staff-setting-contact-unit = Unit that answers questions
staff-setting-contact-unit-hint = For example the office for technology and democracy
staff-setting-contact-email = Mail address for questions
staff-setting-contact-email-hint = Shown on every page. Use a mailbox that somebody reads every working day
staff-setting-contact-address = Postal address
staff-setting-contact-address-hint = Where official letters are sent
staff-setting-data-controller = Data controller
staff-setting-data-controller-hint = Who is responsible for personal data. If empty, the ministry
staff-setting-data-protection-email = Mail address for data protection
staff-setting-data-protection-email-hint = Named on the privacy page
staff-setting-enforcement-body = Body that enforces accessibility
staff-setting-enforcement-body-hint = Named in the accessibility statement
staff-setting-enforcement-url = Web address of that body
staff-setting-enforcement-url-hint = For example https://example.org/complaints
staff-setting-accessibility-url = Accessibility statement elsewhere
staff-setting-accessibility-url-hint = Only if the statement is on another site. If empty, the page on this site
staff-call-title = The Call
staff-call-now = The Call is now:
staff-call-move = Move it on to
staff-call-save = Move the Call on
staff-call-end = The Call is archived. It stays to be read, and nothing else can happen to it.
staff-call-to-announced = Announced
staff-call-to-hint-announced = It can be read, but not signed
staff-call-to-open = Open
staff-call-to-hint-open = Organisations can sign from now on
staff-call-to-closed = Closed
staff-call-to-hint-closed = Nobody new can sign. Commitments are followed up as before, and you can open it again
staff-call-to-archived = Archived
staff-call-to-hint-archived = It is only there to be read. This cannot be undone

# Reasons
staff-reasons-title = Reasons
staff-reasons-lead = What staff choose from when they decide, and what signers and the public read.
staff-reasons-add = Add a reason
staff-reason-edit = Change a reason
staff-reason-for-decline = To decline
staff-reason-for-ask = To ask for more
staff-reason-for-suspend = To suspend
staff-reason-for-revoke = To revoke
staff-reason-code = Code
staff-reason-code-hint = Small letters, digits and underscores, for example no_authority. It cannot be changed later.
staff-reason-purpose = For which decision
staff-reason-title = Title
staff-reason-title-hint = What staff see in the list
staff-reason-text = Text
staff-reason-text-hint = What the signer reads in the mail, and the public on the signatory’s page
staff-reason-hidden = Keep the text from the public
staff-reason-hidden-hint = The signer reads it, the public does not
staff-reason-hidden-tag = not public
staff-reason-position = Place in the list
staff-reason-position-hint = A number. Small ones come first
staff-reason-save = Save the reason
staff-reason-used = Decisions name this reason, so it cannot be deleted.
staff-reason-delete-title = Delete this reason
staff-reason-delete = Delete for good

# The audit trail
staff-audit-title = Audit trail
staff-audit-lead = Everything that was done, by whom and when. Lines are added and never changed.
staff-audit-actor = By whom
staff-audit-act = Act
staff-audit-subject = Subject
staff-audit-number = Number of the subject
staff-audit-from = From
staff-audit-to = Until
staff-audit-anybody = Anybody
staff-audit-anything = Anything
staff-audit-search = Search the trail
staff-audit-at = When
staff-audit-details = Details
staff-audit-request = request
staff-audit-none = No line fits. Take a filter away and search again.
staff-actor-staff = colleague
staff-actor-representative = representative
staff-actor-operator = operator on the server
staff-actor-system = the program itself
staff-actor-anyone = visitor

# Mail
staff-mail-title = Mail
staff-mail-folder = Mail goes into files on the server, and to nobody.
staff-mail-waiting =
    { $count ->
        [0] No mail waits.
        [one] One mail waits.
       *[other] { $count } mails wait.
    }
staff-mail-many = [Mails to signatories] are not counted here: their own pages say how many have gone and how many wait.
staff-mail-oldest = The oldest was written
staff-mail-minutes =
    { $count ->
        [one] one minute ago
       *[other] { $count } minutes ago
    }
staff-mail-parked = Given up
staff-mail-parked-lead = These mails could not be delivered. Find out why before you send one again.
staff-mail-none = No mail was given up.
staff-mail-overtaken = Overtaken
staff-mail-overtaken-lead = These mails go to nobody any more: the link in each had run out or been ended before the mail could be delivered.
staff-mail-dead = Its link opens nothing any more, so it is not sent again.
staff-mail-next = What can be done
staff-mail-next-continue-draft = Whoever fills in the form can have the link mailed again from it, or begin anew.
staff-mail-next-confirm-signature = If the signature still waits: whoever signed gets a new link by asking for one on the page to sign in to the account, or by sending the form again.
staff-mail-next-account-link = Whoever needs it can ask for a new one on the page to sign in to the account.
staff-mail-next-invitation = Somebody who acts for the organisation can invite again, from its account.
staff-mail-next-mailbox-confirm = Whoever changes their mail address can do so again, in the account.
staff-mail-next-recovery-confirm = Whoever asked to act for the organisation can ask again.
staff-mail-next-staff-setup = An admin must send the colleague a new link: “Colleagues” in the menu.
staff-mail-letter = Mail
staff-mail-written = Written
staff-mail-reason = Why it failed
staff-mail-said = It said:
staff-mail-hindrance-refused = The mail server refused it for good.
staff-mail-hindrance-postponed = The mail server kept asking to try later.
staff-mail-hindrance-sign-in = The mail server did not let us in. Ask whoever runs the server to look at the user and password.
staff-mail-hindrance-connection = The mail server could not be reached, or the connection broke.
staff-mail-hindrance-protection = The connection to the mail server could not be protected.
staff-mail-hindrance-silence = The mail server did not answer in time.
staff-mail-hindrance-file = It could not be written into its file.
staff-mail-hindrance-letter = The mail itself cannot be sent. Tell whoever runs the server.
staff-mail-hindrance-turn = It waited for its turn: too many mails in a while.
staff-mail-hindrance-unknown = Nobody knows whether it arrived: it was on its way when the connection, or the program, stopped. It may have arrived, and a mail to many is not sent twice by itself. Send it again only if that does no harm.
staff-mail-tries =
    { $count ->
        [one] one try
       *[other] { $count } tries
    }
staff-mail-again = Send again
staff-letter-many-proposed = A decision on many waits
staff-letter-continue-draft = Continue a draft
staff-letter-confirm-signature = Confirm a signature
staff-letter-already-signed = Already signed
staff-letter-signature-confirmed = Signature confirmed
staff-letter-delayed = Takes longer than promised
staff-letter-published = Published
staff-letter-receipt = Receipt
staff-letter-published-unnamed = Published without its name
staff-letter-shown-again = Shown again with its name
staff-letter-hidden = Hidden
staff-letter-more-needed = More is needed
staff-letter-question-taken-back = No answer is needed any more
staff-letter-declined = Declined
staff-letter-stands-again = Declined by mistake, stands again
staff-letter-suspended = Suspended
staff-letter-restored = Shown again
staff-letter-commitment-suspended = Commitment hidden
staff-letter-commitment-restored = Commitment shown again
staff-letter-revoked = Revoked
staff-letter-cancelled = Called off
staff-letter-expired = Expired
staff-letter-erased = Erased
staff-letter-account-link = Link to the account
staff-letter-no-account = No account
staff-letter-change-published = Change published
staff-letter-change-declined = Change declined
staff-letter-withdrawn = Withdrawn
staff-letter-reinstated = Withdrawal taken back
staff-letter-withdrawal-stands = Withdrawal not taken back
staff-letter-withdrawal-by-letter = Withdrawal by letter
staff-letter-domain-asked = Control of the domain asked for
staff-letter-domain-verified = Domain verified
staff-letter-domain-missing = Line at the domain missing
staff-letter-domain-lapsed = Domain no longer verified
staff-letter-invitation = Invitation of a colleague
staff-letter-colleague-joined = A colleague acts
staff-letter-colleague-gone = A colleague no longer acts
staff-letter-no-longer-acting = No longer acts
staff-letter-mailbox-confirm = New mail address: is it theirs?
staff-letter-mailbox-moved = A mail address has changed
staff-letter-recovery-confirm = Request to act: mailbox
staff-letter-recovery-asked = Somebody asks to act
staff-letter-recovery-let-in = Let in
staff-letter-recovery-declined = Not let in
staff-letter-recovery-decided = Request to act decided
staff-letter-staff-setup = Set-up of a colleague’s account
staff-letter-second-needed = A second person is needed
staff-letter-letter-recorded = An official letter waits for a second person
staff-letter-way-in-added = New way into a staff account
staff-letter-staff-changed = Change of a staff account
staff-letter-key-change-proposed = A change of the log’s key waits
staff-letter-account-proposed = An account or roles of a colleague wait
staff-letter-call-proposed = A version of the Call waits

## The log
staff-log-title = The register’s log
staff-log-lead = Everything public that happens is signed here within a minute, so that anybody can check that nothing was changed quietly.
staff-log-trouble = Nothing can be signed at the moment. Tell whoever runs the server; until it is mended, what happens is kept and waits.
staff-log-says = Send them these words too. They are the program’s own, always in English, and say what to do on the server:
staff-log-public = How the public checks it
staff-log-key = The key
staff-log-previous = The key before it signs too, so that witnesses and readers have time to learn the new one:
staff-log-retire = When they know it, let the old key retire on the server. Then only the new one signs, and the old secret is gone:
staff-log-when = Change the key when somebody else may have seen it, or when the people who can reach the server have changed. Two admins decide, and it is done on the server, which the key never leaves. What was signed before stays good.
staff-log-propose = Ask for another key
staff-log-asked = { $name } asked for another key on { $at }.
staff-log-allowed = { $name } allowed it on { $at }.
staff-log-other = Another admin must allow it. They have been told by mail.
staff-log-allow-lead = Check with your colleague, not by mail alone, that the change is meant.
staff-log-allow = Allow the change
staff-log-call-off = Call the change off
staff-log-do = Within a week, whoever runs the server does it there:
staff-letter-merged = Two signatories became one
staff-letter-unmerged = Merge undone
