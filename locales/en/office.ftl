### The ministry's office work around the queue: statistics, files for the journal, words of mails, mails to signatories.

# Statistics
staff-menu-statistics = Statistics
statistics-title = Waiting times and decisions
statistics-lead = { $days ->
    [one] The last twelve months. We promise applicants a decision within 1 day. Only the time that we had the case counts, not the time in which we waited for an answer. Signatories that are not named are counted too.
   *[other] The last twelve months. We promise applicants a decision within { $days } days. Only the time that we had the case counts, not the time in which we waited for an answer. Signatories that are not named are counted too.
}
statistics-decided = Decisions
statistics-in-time = Within { $days } days
statistics-share = { $share } % ({ $count })
statistics-median = Half within
statistics-ninetieth = Nine in ten within
statistics-promised = Promised
statistics-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
statistics-oldest = The oldest that waits for us
statistics-none = Nothing waits
statistics-months = How long decisions took, in days
statistics-month = Month
statistics-month-name = { $month } { $year }
statistics-sums = How cases ended
statistics-outcome = Outcome
statistics-cases = Cases
statistics-file = All figures by month, as CSV
statistics-open = What waits now
statistics-age-recent = For us, in time
statistics-age-nearly-overdue = For us, due soon
statistics-age-overdue = For us, overdue
statistics-asked = For an answer of the applicant

# The audit trail as a file
audit-export = Save what was found
audit-export-csv = as CSV
audit-export-ndjson = as NDJSON
audit-export-hint = All lines that fit, on all pages. Ids and codes only, as in the trail itself.

# The words of mails
staff-menu-words = Words of mails
words-title = The words of mails
words-lead = What our mails say to those who sign and act, in each language. Links, facts and the footer stay as they are, and so do mails to colleagues.
words-group-signing = Before there is a decision
words-group-decisions = What we decide on what was sent
words-group-register = What becomes of a signatory
words-group-domain = Control over a domain
words-group-account = The account and who acts
words-group-recovery = Somebody asks to act
words-group-many = To many signatories
words-changed = { $count ->
    [one] 1 text changed
   *[other] { $count } texts changed
}
words-unchanged = As it was made
words-how = Write plain text. A word in braces is replaced when the mail is sent. An empty field gives the original back. Mails that wait to be sent get the new words too.
words-takes = You can use { $list }
words-takes-none = One line, without placeholders: a subject says nothing about anybody.
words-preview = How it looks, with invented values
words-variant-signature = about a signature
words-variant-change = about a change or a commitment
words-variant-commitment = about a commitment
words-variant-expected = with the weeks that it takes
words-variant-unknown = when nobody can say how long it takes
words-variant-named = to a signatory with a page
words-variant-unnamed = to a signatory that is not named
words-variant-message = a message
words-variant-stocktake = about a stocktake
words-variant-together = to act together
words-variant-hand-over = to take over
words-variant-invited = after an invitation
words-variant-handed-over = after a colleague has handed over
words-variant-left = after somebody has left by their own wish
words-variant-taken-off = after a colleague has said that somebody left
words-variant-replaced = after the ministry has let somebody else in
words-variant-colleagues = to everybody who acts
words-variant-mailbox-left = to the address that was left
words-variant-besides = to act besides the others
words-variant-others-left = because the others are said to have left
words-variant-let-in = let in
words-variant-declined = not let in
words-variant-returns = when it can be shown again
words-variant-stays = when it is not in the register, and cannot
words-variant-shown = shown again
words-variant-withdrawn = after it has withdrawn meanwhile
words-variant-stands = in the register again
words-variant-suspended = suspended again
words-again = See how it looks
words-save = Save the words
words-original = Give all originals back
words-unknown = There is no { $given } here. The nearest is { $nearest }.
words-none-here = A subject has no placeholders. Take { $given } out.
words-brace = A brace belongs to no placeholder. Write a placeholder as one word in braces, or take the brace out.
words-link = Take the address out. Links stand where the mail has them.
words-wordless = Write what you want to say, at least a word. An empty field gives the original back.
words-too-long = Shorten it to { $limit } characters.
words-slot-subject = Subject
words-slot-heading = Heading
words-slot-status = How things stand
words-slot-stays = Until when it stays so
words-slot-withdrawn-subject = Subject, where the signatory has withdrawn meanwhile
words-slot-withdrawn-heading = Heading, where the signatory has withdrawn meanwhile
words-slot-withdrawn-status = How things stand, where the signatory has withdrawn meanwhile
words-slot-suspended-subject = Subject, where it is suspended
words-slot-suspended-heading = Heading, where it is suspended
words-slot-suspended-status = How things stand, where it is suspended
words-slot-unnamed-subject = Subject, where the organisation is not named
words-slot-commitment-subject = Subject, where it is a commitment
words-slot-unnamed-heading = Heading, where the organisation is not named
words-slot-commitment-heading = Heading, where it is a commitment
words-slot-unnamed-status = How things stand, where the organisation is not named
words-slot-button = Button or main link
words-slot-unnamed-button = Button or main link, where the organisation is not named
words-slot-commitment-button = Button or main link, where it is a commitment
words-slot-naming = Who decides whether a name is public
words-slot-until = Until when
words-slot-waits = Instead of that, where what was sent does not expire
words-slot-next = What happens next
words-slot-account = Link to the account
words-slot-hide = How to hide
words-slot-unnamed-hide = How to stay without a name, where the organisation is not named
words-slot-wrong = If it is wrong
words-slot-meaning = What it means
words-slot-meaning-unnamed = What it means, where the organisation is not named
words-slot-expected = How long it takes, where we know
words-slot-unknown = How long it takes, where we do not know
words-slot-ask = How to ask
words-slot-message-subject = Subject of a message
words-slot-stocktake-subject = Subject of a stocktake
words-slot-unsubscribe = How to get no more of these
words-slot-why = Why it is so
words-slot-not-you = If it was somebody else
words-slot-scanners = What opening the link does
words-slot-share = Who can have the link
words-slot-keep = What to keep
words-slot-question = If we need to know more
words-slot-cancel = How to call it off
words-slot-cancel-link = Link to call it off
words-slot-again = Link to sign
words-slot-certificate = Link to the certificate
words-slot-domain = What to take away at the domain
words-slot-check = What we check
words-slot-about = What becomes of commitments and people
words-slot-other = If the organisation has signed with another address
words-slot-together = What one can do, together with the colleague
words-slot-hand-over = Instead of that, where the colleague hands over
words-slot-handed-over = How things stand, where somebody has handed over
words-slot-left = How things stand, where somebody left by their own wish
words-slot-taken-off = How things stand, where a colleague said that somebody left
words-slot-replaced = How things stand, where the ministry has let somebody else in
words-slot-own = How things stand, to the address that was left
words-slot-others-left = How things stand, where the others are said to have left
words-slot-let-in = How things stand, where whoever asked was let in
words-slot-declined = How things stand, where whoever asked was not let in
words-slot-right = If it is right, and if it is not
words-slot-told = Who else is told
words-sample-organisation = Example Society of Lighthouse Keepers
words-sample-reason = We could not find out who decided to sign.
words-sample-message = Please send us the minutes of the board.
words-sample-title = The autumn stocktake
words-sample-other = Lighthouse Keepers of Example
words-sample-person = Robin Example
words-sample-commitment = Keep the lamp lit

# Mails to many signatories
staff-menu-circulars = Mails to signatories
circulars-title = Mails to signatories
circulars-lead = One mail to many: a new version of the Call, a stocktake, or anything else. It goes once to each mailbox, names no organisation, and everybody can decline mails of this kind.
circulars-list = So far
circular-kind = What about
circular-kind-new-version = New version of the Call
circular-kind-new-version-hint = Says that there is one, with the comparison to the version that the reader’s organisation signed.
circular-kind-stocktake = Stocktake
circular-kind-stocktake-hint = Your own words, about how things stand with the commitments.
circular-kind-message = Something else
circular-kind-message-hint = Your own words.
circular-begin = Begin a draft
circular-number = Mail No. { $number }
circular-state = State
circular-state-draft = Draft
circular-state-proposed = For a second person
circular-state-sending = Being sent
circular-state-sent = Sent
circular-state-stopped = Stopped
circular-when = When
circular-recipients = Recipients
circular-author = Drafted by { $name }
circular-changed = Something changed since you looked: the words, or who gets the mail. Nothing was sent. Look again.
circular-says = What it says
circular-says-version = The mail says that there is a new version and where to see what changed. You can add something in each language.
circular-says-own = Write in every language: each reader gets their own. Name no organisation and nobody who must not be named.
circular-title = Title
circular-message = Message
circular-message-more = What you want to add
circular-audience = To whom
circular-audience-hint = Tick nothing for everybody who stands in the register. Signatories that are not named get it only when it goes to everybody.
circular-any-country = Any country
circular-signed = Version signed
circular-version = Version { $version }
circular-assurance = How we know them
circular-keep = Save and look
circular-goes = { $count ->
    [0] It would go to nobody
    [one] It would go to 1 mailbox
   *[other] It would go to { $count } mailboxes
}
circular-everybody = Everybody who stands in the register and has not declined such mails, each mailbox once. Signatories that are not named get it too, and are in no number here.
circular-chosen = Those who fit everything that is ticked and have not declined such mails, each mailbox once. Signatories that are not named do not get it.
circular-unready = It cannot go yet: a title and a message in every language are missing. Write them above, then save and look.
circular-needs-second = It goes to more than { $alone } mailboxes, so another admin must look first.
circular-propose = { $count ->
    [one] Pass the mail to 1 mailbox on to a second person
   *[other] Pass the mail to { $count } mailboxes on to a second person
}
circular-send = { $count ->
    [one] Send it to 1 mailbox
   *[other] Send it to { $count } mailboxes
}
circular-waits = { $name } wants to send this. It goes to more than { $alone } mailboxes and waits for another admin.
circular-take-back = Back to the draft
circular-discard = Discard this draft
circular-progress = How far it is
circular-began = Begun
circular-second = second person: { $name }
circular-gone = Sent
circular-ended = Finished
circular-waiting = Waiting in the outbox
circular-given-up = Given up
circular-stop = Stop it
staff-done-words = The words are saved.
staff-done-circular = The draft is saved. Below is what would go, and to how many.
staff-done-circular-begun = The mail is on its way.
staff-done-circular-proposed = The mail waits for a second person. The admins have been told.
staff-done-circular-taken-back = The mail is a draft again.
staff-done-circular-stopped = The mail is stopped. What had gone is gone; nobody else gets it.
staff-done-circular-before = The button had been pressed before, and nothing more was done. Below is where the mail stands.
staff-done-circular-discarded-before = There is no such draft any more: it was discarded before.
staff-done-circular-discarded = The draft is discarded.

# Declining them
unsubscribe-title = Mails to signatories
unsubscribe-in = The ministry writes to all signatories now and then: about a new version of the Call, or how the commitments stand. You can decline such mails for your address.
unsubscribe-stop = Send me no more of these
unsubscribe-out = Your address gets no more mails of this kind.
unsubscribe-again = Send them to me again
unsubscribe-still = What concerns your organisation itself still comes: decisions, questions, receipts and links that you ask for.
unsubscribe-unknown-title = We do not know this link
unsubscribe-unknown = The link is not one of ours, or was broken on the way. Copy the whole address from the mail, or write to { $contact }.

# Mails and acts by name
staff-letter-new-version = New version of the Call
staff-letter-circular = To many signatories
staff-letter-circular-proposed = A mail to many signatories waits
case-act-words-changed = changed the words of a mail.
case-act-circular-begun = began a mail to many signatories.
case-act-circular-written = changed a mail to many signatories.
case-act-circular-discarded = discarded a mail to many signatories.
case-act-circular-proposed = wants to send a mail to many signatories; a second person must look.
case-act-circular-taken-back = took the mail to many signatories back to the draft.
case-act-circular-begun-to-send = let a mail to many signatories go.
case-act-circular-queued = went on with a mail to many signatories.
case-act-circular-sent = has sent a mail to many signatories.
case-act-circular-stopped = stopped a mail to many signatories.
case-act-circular-opted = chose whether mails to many signatories come.
case-outcome-hidden = ended, since the organisation hid
case-outcome-withdrawn = ended, since the organisation withdrew
case-outcome-signatory-revoked = ended, since the signature was revoked
case-outcome-called-back = taken back by the organisation
case-outcome-given-up = ended, since the commitment was given up

# A Case in one file
record-title = Save as a file
record-lead = One file with everything, to file in the journal or to answer somebody who asks what we keep about them. It needs nothing else to be read or printed. That it was made, by whom and what for, is noted.
record-purpose = What for
record-purpose-journal = The ministry’s journal
record-purpose-journal-hint = This case whole, with notes, colleagues’ names and possible duplicates.
record-purpose-access = Somebody asks for access to their data
record-purpose-access-hint = Everything that we keep about the organisation and the person who asks, in all its cases. Nothing of others: no other contact, no reporter, no possible duplicate by name, no colleague’s name. Make sure first that they are who they say.
record-person = Who asks
record-person-hint = For access alone. The others who act for the organisation are left out. Who only asked to act for it gets that request and nothing else.
record-notes = With colleagues’ notes, opinions and a decision that waits
record-notes-hint = For access alone; the journal always has them. What is written about a person belongs to what they may see. Leave them out only where an exception applies, such as internal documents of a case that is not decided, and say so; ask the data protection officer.
record-kind = Kind of file
record-kind-html = A page (HTML)
record-kind-html-hint = To read and to print.
record-kind-json = Data (JSON)
record-kind-json-hint = For other programs.
record-make = Save the file
record-link = Save this case as a file
record-file-journal = For the journal
record-file-access = What we keep about you
record-made = Made on
record-access-what = This is what we keep about your organisation’s signature and about you. Data of other people are left out.
record-without-notes = Notes of our colleagues are not in this file, nor what they asked each other, nor a decision that is not final.
record-other-person = Another person, who is left out here
record-other-organisation = another organisation, which is left out here
record-report-left-out = Somebody reported something about the organisation. The report is left out, so that it does not tell who they are.
record-access-request = This is what we keep about your request to act for the organisation. Data of other people are left out.
record-person-asked = { $name }, who asked to act
record-request-left-out = Somebody else asked to act for the organisation. Their request is left out.
record-agrees = says that it is right
record-objects = objects
record-merge-proposed = Merge proposed
record-merge-merged = Merge made
record-merge-undone = Merge undone
record-merge-dropped = Merge not made
record-decision = Decision
record-opinion-asked = A colleague asked another for an opinion
record-opinion-answered = The answer
record-ask = We asked
record-decline = We declined
record-mails = Mails
record-mails-what = What we wrote, and when. The text of a mail is not kept once it is sent.
record-mails-none = We wrote nothing.
record-entries = Entries in the register’s log
case-act-case-exported = saved the case as a file.
