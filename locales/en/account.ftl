### The representative's account.

account-menu-desk = Overview
account-menu-amend = Change your details
account-menu-commit = Add a commitment
account-menu-withdraw = Withdraw
account-back = Back to your account

# Coming in
account-sign-in-title = Your organisation’s account
account-sign-in-lead = See where your signature stands, change your organisation’s details, add commitments or withdraw. We mail you a link; there is no password.
account-sign-in-email = Your mail address
account-sign-in-email-hint = The address that you gave when your organisation signed.
account-sign-in-send = Send me a link
account-sign-in-sign = Not signed yet? [Sign for your organisation].
account-sent-title = Look in your mailbox
account-sent-to = We have written to { $address }.
account-sent-life = If the address acts for an organisation, the mail has a link into its account. The link works once, for { $minutes } minutes. If a signature still waits there to be confirmed, the mail has the link to confirm it.
account-sent-nothing = Nothing after ten minutes? Look in your junk mail, and check that the address above is right.
account-sent-most = We answer at most { NUMBER($most) } requests a day for one address from one place. If you have asked more often, use the newest link that you have got.
account-sent-again = Use another address
account-enter-title = Open your account
account-enter-lead = You are about to open the account of { $organisation }.
account-enter-lead-unnamed = You are about to open your organisation’s account.
account-enter-button = Open the account
account-enter-why = Mail programs open links by themselves to check them. So only this button uses the link up.
spent-title = This link no longer opens anything
spent-account-why = It has been used, or it is more than 30 minutes old.
spent-account-button = Ask for a new link
spent-sign-in = I act already: send me a link
spent-invitation-why = The invitation has been used or called back, it is more than { $days } days old, or it ended when something changed about the organisation or its people.
spent-invitation-changed = It ends when a newer mail takes its place, when whoever sent it no longer acts for the organisation, when somebody acts with your mail address already, when the signature no longer stands, and when two signatories in the register become one, or are parted again.
spent-invitation-next = If you act already, sign in. Otherwise ask somebody who acts for the organisation to invite you.
spent-mailbox-why = The link has been used or called back, it is more than { $days } days old, or it ended when something changed about the organisation or its people.
spent-mailbox-changed = It ends when a newer one takes its place, when whoever asked for it no longer acts for the organisation, when somebody acts with this mail address already, and when the signature no longer stands.
spent-mailbox-next = If it was followed, sign in with the new address. If it was not, we write to the address before: sign in with that one. Your account shows who acts, and there you can ask for a new link.
spent-recovery-why = The link is too old, or the request was never confirmed.
spent-recovery-button = Ask anew
spent-reverse-title = The withdrawal can no longer be taken back here
spent-reverse-why = The link has been used, or more than { $days } days have passed. Write to us if you think that something is wrong.

# Where the signature stands
account-desk-kicker = Your organisation’s account
account-state-submitted = not confirmed
account-state-submitted-what = We wait for you to confirm the signature. Open the link in the mail that we sent, and press its button.
account-state-confirmed = confirmed
account-state-confirmed-what = Your signature is confirmed and on its way to the ministry.
account-state-recorded = recorded
account-state-recorded-what = The ministry has recorded your letter.
account-state-in-review = being checked
account-state-in-review-what = The ministry is checking your signature. You need not do anything. We write to you when it is decided.
account-state-needs-info = answer needed
account-state-needs-info-what = The ministry has a question. It decides once you have answered.
account-state-published = published
account-state-published-what = Your organisation is in the public register.
account-state-declined = not taken in
account-state-declined-what = The ministry did not take your signature into the register.
account-state-cancelled = called off
account-state-cancelled-what = You called the signature off. What you sent is erased.
account-state-expired = expired
account-state-expired-what = Nobody answered in time. What you sent is erased.
account-state-suspended = hidden for now
account-state-suspended-what = Your organisation is in no list and no total while the ministry checks something. Its page shows its name, dates and the reason alone. We write to you when that is done.
account-state-withdrawn = withdrawn
account-state-withdrawn-what = Your organisation has withdrawn. Its page says so, with the date.
account-state-withdrawn-suspended-what = Your organisation has withdrawn. Its page says so, with the date. The ministry was checking something then: what was hidden stays so until that is decided.
account-state-lapsed = lapsed
account-state-lapsed-what = Your signature has lapsed, because nobody reported.
account-state-revoked = revoked
account-state-revoked-what = The ministry has revoked your signature. Your page says why.
account-decision-due = The ministry decides by { $day }.
account-decision-late = The ministry wanted to decide by { $day }, and is late. You need not do anything; if you want to ask, write to us and give your reference.
account-answer-until = Answer by { $day }. After that, what you sent is erased.
account-question-title = The ministry asks
account-question-promise = The ministry asks about your commitment “{ $title }”
account-question-mail = The mail that we sent you has the question in full.
account-answer-button = Answer the question
account-letter-awaited = You asked to withdraw. The ministry waits for an official letter that quotes the reference { $reference }. Until it is confirmed, you stay in the register.
account-reversible = If the withdrawal was a mistake, or not your organisation’s own decision, say so by { $day }. Two people at the ministry look at it before the signature comes back.
account-reversal-open = You said that the withdrawal was not yours. Two people at the ministry look at it, by { $day } at the latest.
account-reversal-late = You said that the withdrawal was not yours. Two people at the ministry wanted to decide by { $day }, and are late. If you want to ask, write to us and give your reference.
account-reverse-button = This withdrawal was not ours

account-entry = Your details
account-reference = Reference
account-submitted = Signed
account-published = Published
account-number = Number in the register
account-page = Public page
account-page-open = See your public page
account-amendment = Change on its way
account-amendment-in-review = being checked
account-amendment-needs-info = answer needed
account-amendment-sent = Sent on { $day }.
account-amendment-change = See or replace it
account-amendment-call-back = Call the change back

account-declined-title = Your last change was declined
account-declined-what = The register stays as it is.
account-declined-again = Mend what you sent and send it again
account-declined-filled = The fields hold what you sent, and besides what the register says now. Mend it, and send it again.
account-ended-by-hiding = The change that waited ended on { $day }, when your organisation was hidden. Nothing of what you sent with it is kept. Once the organisation is shown with its name, you can send it anew.
account-declined-on = Declined on { $day }.
account-change-declined-on = Your change was declined on { $day }. The register stays as it is.

account-commitments = Commitments
account-commitment-draft = draft
account-commitment-in-review = being checked
account-commitment-needs-info = answer needed
account-commitment-active = published
account-commitment-unread = not shown
account-commitment-waits = waits
account-commitment-waits-what = The ministry does not take it in while your signature is not in the register.
account-commitment-unnamed-what = It is being checked all the same. Nothing of it is shown while your organisation is not named.
account-commitment-declined = not taken in
account-commitment-suspended = hidden for now
account-commitment-dropped = dropped
account-commitment-dropped-reason = Given up, for this reason:
account-commitment-due = Due { $day }
account-commitment-change = Change
account-commitment-see = See or change
account-commitment-call-back = Call back
account-commitment-drop = Give up

account-tasks = What you can do
account-task-commit = Add a commitment
account-task-amend = Change your details
account-task-withdraw = Withdraw from the Call
account-task-receipts = Get receipts and a certificate
account-task-domain = Show that your domain is yours
account-task-cancel = Call the signature off
account-task-write = Write to us

account-sessions = Signed-in browsers
account-sessions-what = Only you are listed here, not your colleagues.
account-session-own = this one
account-session-since = Signed in { $at }
account-session-seen = Last used { $at }
account-sessions-end = Sign out all other browsers

account-done-answered = Your answer is sent. The ministry goes on with the check.
account-done-amended = Your change is sent. The register shows it once the ministry has checked it.
account-done-called-back = The change is called back. The register stays as it is.
account-done-committed = Your commitment is sent. The register shows it once the ministry has checked it.
account-done-promise-called-back = The commitment is called back. Nothing of it is published.
account-done-dropped = The commitment is marked as dropped, with your reason.
account-done-others-ended = All other browsers are signed out.

# The details of an organisation
account-field-name = Name of the organisation
account-field-category = Category
account-field-country = Country or territory
account-field-no-country = None
account-field-website = Website
account-field-description = Description
account-field-description-hint = What your organisation does, in a few lines.
account-field-statement = Public statement
account-field-statement-hint = Why you signed.

# Answering
account-answer-title = Answer the ministry
account-answer-sent = What you sent
account-answer-commitments = Your commitments
account-answer-commitments-first = Change a commitment here before you answer. It is saved at once.
account-answer-reply-title = Your answer
account-answer-reply = What do you want to tell the ministry?
account-answer-reply-hint = Only the staff who check your signature read this.
account-answer-change-lead = Answer in words, mend the change, or both.
account-answer-promise-lead = Answer in words, mend the commitment, or both.
account-answer-reply-hint-promise = Only the staff who check your commitment read this.
account-answer-reply-hint-change = Only the staff who check your change read this.
account-answer-send = Send the answer

# Calling off
account-cancel-title = Call the signature off
account-cancel-what = { $organisation } has not been published yet. If you call the signature off, we erase everything that you sent. This cannot be undone.
account-cancel-sure = Erase what we sent
account-cancel-button = Call the signature off
account-cancelled-title = The signature is called off
account-cancelled-what = Everything that you sent is erased, and you are signed out. You can sign again at any time.

# Amending
account-amend-title = Change your details
account-amend-lead = The ministry checks a change before the register shows it. The old values stay in the history.
account-amend-replaces = A change is being checked already. If you send another, it takes the first one’s place.
account-amend-check = Compare before you send
account-amend-check-title = Check your change
account-amend-check-lead = This is what would change in the public register.
account-amend-changed = Since you opened this page, the ministry has published a change, or another one was sent, called back or asked about. Nothing of yours is sent. A line below that you did not change yourself would take back what was changed meanwhile. Compare once more before you send it.
account-amend-waiting = The change that waits, and yours in its place
account-amend-waits = Waits now
account-amend-send = Send the change
account-amend-edit = Go on editing
# Where there is nothing in public to change
account-closed-title = Not possible now
account-closed-unnamed = Nothing of your organisation is shown in the register, so there are no public details and commitments to change or add to.
account-closed-unnamed-next = You can change and add to them once your organisation appears with its name. If naming it is dangerous, leave it as it is: if something must be corrected meanwhile, write to us.
account-closed-state = Your organisation is not in the register at the moment, so there is nothing to change there.
account-closed-state-next = Your account says where the signature stands. Write to us if something is wrong.

# Commitments
account-commit-title = Add a commitment
account-commit-lead = Something that others can check: who does what, by when, measured how. The ministry looks at it before it is published.
account-commit-replaces = The ministry is checking this commitment. What you send now takes its place.
account-commit-change-title = Change the commitment
account-commit-send = Send the commitment
account-commit-save = Save the commitment
account-drop-title = Give a commitment up
account-drop-what = The commitment stays in the register, marked as dropped, with your reason beside it. It cannot be taken up again, but you can add a new one.
account-drop-unnamed = Nothing of your organisation is shown, so nobody reads of it. If it appears with its name, so does the commitment, marked as dropped, with your reason beside it. It cannot be taken up again.
account-drop-reason = Why do you give it up?
account-drop-reason-hint = Everybody can read this.
account-drop-reason-unnamed = Everybody can read this once your organisation appears with its name.
account-drop-button = Give the commitment up

# Withdrawing
account-withdraw-title = Withdraw from the Call
account-withdraw-lead = { $organisation } stops being a signatory at once.
account-withdraw-page = Your public page stays and says that you withdrew, with the date.
account-withdraw-suspended = The ministry is checking something: what is hidden now stays so until that is decided, your commitments too. They no longer count in totals.
account-withdraw-commitments = Your commitments can still be read, marked as withdrawn. They no longer count in totals.
account-withdraw-mail = We write to everybody who acts for your organisation. Each of them can say within { $days } days that this was not your organisation’s decision.
account-withdraw-sure = I withdraw { $organisation } from the Call
account-withdraw-button = Withdraw from the Call
account-withdraw-state-lead = A state withdraws by an official letter, so that one stolen mailbox cannot undo the signature of { $organisation }.
account-withdraw-state-letter = Send a note verbale or an official letter that quotes the reference { $reference }.
account-withdraw-state-until = You stay in the register until two people at the ministry have confirmed the letter.
account-withdraw-state-button = Tell the ministry
account-withdrawn-title = Your organisation has withdrawn
account-withdrawn-what = { $organisation } is no longer a signatory of the Call.
account-withdrawn-mail = We have written to everybody who acts for your organisation. If this was a mistake, say so within { $days } days: two people at the ministry look at it before the signature comes back.
account-letter-title = The ministry waits for your letter
account-letter-what = We have told the ministry that { $organisation } wants to withdraw. Nothing has changed in the register.
account-letter-next = Send the letter to { $ministry } and quote the reference. We have mailed it to everybody who acts for you.
account-reverse-title = Take the withdrawal back?
account-reverse-lead = { $organisation } was withdrawn from the Call on { $at }.
account-reverse-lead-unnamed = Your organisation was withdrawn from the Call on { $at }.
account-reverse-what = If that was not your organisation’s decision, say so here. Two people at the ministry look at it before the signature comes back.
account-reversal-title = We look at it at once
account-reversal-what = The ministry has what you said at the top of its queue, and decides by { $day } at the latest.
account-reversal-mail = Everybody who acts for your organisation gets a mail when it is decided.

## Being named
account-naming = Your name
account-naming-yes = Your name and job title stand on the organisation’s page.
account-naming-agreed = You agreed to show your name and job title. They do not stand in the register now.
account-naming-no = Your name does not stand in the register.
account-naming-agree = Show my name and job title
account-naming-stop = Take my name out
account-done-named = Your name and job title stand on the organisation’s page from now on.
account-done-not-named = Your name is out of the register. Copies that others made before may still have it.
account-field-names = Other names
account-field-identifiers = Numbers in other registers
names-more = Other names, and numbers in other registers
names-about = Former names, names in other languages or letters, abbreviations. They are shown on the organisation’s page, and it is found by them. When the main name changes, the old one is kept among the former names by itself. Empty rows are left out.
names-row = Other name { $number }
names-name = Name
names-kind = What kind of name
names-language = Language
names-language-hint = Its code, for example da, uk or ar-Latn.
names-from = Used from
names-until = Used until
names-date-hint = A year, like 2019, or a day, like 2019-05-01.
names-identifiers = If the organisation has them, these numbers keep it apart from others of its name.
identifier-lei-field = LEI, Legal Entity Identifier
identifier-lei-hint = 20 letters and digits.
identifier-ror-field = ROR number of a research organisation
identifier-ror-hint = For example https://ror.org/05dxps055.
identifier-wikidata-field = Wikidata item
identifier-wikidata-hint = For example Q42.
