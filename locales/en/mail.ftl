### The mails. Each says how things stand, why, and what to do next. Subjects hold nothing that a user typed.
### Where a mail says what another says, it has a message of its own all the same: a ministry can change it there alone.

# Every mail
mail-footer = Sent by { $ministry } for { $title }.
mail-help = To answer or get help, write to { $contact }.
mail-button-hint = If the button does not work, copy this address into your browser:
mail-reason = You get this mail because your address was given on { $title }.
mail-reason-asked = You get this mail because somebody asked for it with your address on { $title }.
mail-reason-signed = You get this mail because your address was given for an organisation that signs { $title }.
mail-reason-contact = You get this mail because you are a contact of an organisation that signed { $title }.
mail-unnamed = your organisation (our mails do not name it)
mail-reason-staff = You get this mail because you work with the register of { $title }.
mail-organisation = Organisation
mail-reference = Your reference
mail-number = Public number
mail-grounds = Reason
mail-message = Our message to you
mail-case = Case number
mail-category = Category

# A draft to go on with
mail-continue-draft-subject = Continue signing the Call
mail-continue-draft-heading = Your draft is saved
mail-continue-draft-status = What you have entered so far is saved. Your organisation has not signed yet.
mail-continue-draft-button = Continue the draft
mail-continue-draft-until = { $days ->
    [one] You can continue for 1 day. After that the draft is erased.
   *[other] You can continue for { $days } days. After that the draft is erased.
}
mail-continue-draft-share = The link works on any device. You can also pass this mail on to the colleague who has the authority to sign. Anyone who has the link can read and change the draft.
mail-continue-draft-not-you = If you know nothing of this, do nothing. The draft will be erased by itself.

# Confirm a signature
mail-confirm-signature-subject = Confirm your organisation’s signature
mail-confirm-signature-heading = Confirm the signature
mail-confirm-signature-status = Your organisation has not signed until you open this page and confirm.
mail-confirm-signature-why = Somebody gave your mail address when they signed { $title } for this organisation. We ask you first, so that nobody can sign in your name.
mail-confirm-signature-button = Open the page and confirm
mail-confirm-signature-naming = The page shows your name and job title as they were entered. Only you decide whether they become public: it asks you.
mail-confirm-signature-until = { $days ->
    [one] The link works for 1 day.
   *[other] The link works for { $days } days.
}
mail-confirm-signature-scanners = Opening the link signs nothing. Only the button on the page does, so a program that scans your mail cannot confirm for you.
mail-confirm-signature-not-you = If this was not you, or if you have changed your mind, do nothing. The signature then expires, and everything that was entered is erased.

# The same mailbox signs again
mail-already-signed-subject = We already have your organisation’s signature
mail-already-signed-heading = You have signed already
mail-already-signed-status = We already have a signature of this organisation from your address, so nothing new was created.
mail-already-signed-next = In your organisation’s account you can see where the signature stands, and what you can do now.
mail-already-signed-button = Open the account
mail-already-signed-not-you = If somebody else entered your address, do nothing. Nothing has changed.

# Confirmed
mail-signature-confirmed-subject = Your signature is confirmed
mail-signature-confirmed-heading = Thank you, your signature is confirmed
mail-signature-confirmed-status = You have confirmed your organisation’s signature of { $title }. It is not public yet.
mail-signature-confirmed-next = { $days ->
    [one] We now check the signature. We decide within 1 day and write to you when we have.
   *[other] We now check the signature. We decide within { $days } days and write to you when we have.
}
mail-signature-confirmed-question = If we need to know more, we ask you at this address.
mail-signature-confirmed-cancel = Until we publish it, you can call the signature off. Everything you entered is then erased.
mail-signature-confirmed-cancel-link = Call off the signature

# Published
mail-published-subject = Your signature is in the register
mail-published-heading = Your organisation is in the register
mail-published-status = We have checked your signature and published it. Thank you for signing { $title }.
mail-published-button = See your page in the register
mail-published-next = In your organisation’s account you can change its details and add commitments whenever you like.
mail-published-account = Go to the account
mail-published-hide = Keep this mail. If being named ever puts you in danger, this link hides your organisation at once, without signing in:
mail-published-hide-link = Hide our organisation

# The receipt
mail-receipt-subject = The receipt of your signature
mail-receipt-heading = Your signature is in the log
mail-receipt-status = Attached is a receipt: a small file that proves that your signature was entered in the register’s log.
mail-receipt-entry = Entry
mail-receipt-keep = Keep the file, or this mail. It can be checked without us and without a network, even when this site is gone. Whoever has it can read what your entry says.
mail-receipt-button = Check the receipt
mail-receipt-key = The log’s key. Write it down, the check needs it
mail-receipt-certificate = A certificate to print, and the receipts of all your entries

# A question
mail-more-needed-subject = We need an answer from your organisation
mail-more-needed-heading = We need to know more
mail-more-needed-status = We have what you sent, but we cannot decide on it until you answer.
mail-more-needed-button = Answer the question
mail-more-needed-until = { $days ->
    [one] Answer within 1 day. Without an answer, what you sent expires.
   *[other] Answer within { $days } days. Without an answer, what you sent expires.
}
mail-more-needed-waits = What you sent waits until you answer. What the register shows stays as it is.

# No answer is needed any more
mail-question-taken-back-subject = We no longer need your answer
mail-question-taken-back-heading = We no longer need your answer
mail-question-taken-back-status = You do not have to answer the question that we asked you. What you sent is being looked at again.
mail-question-taken-back-next = There is nothing that you need to do. We write to you as soon as we have decided.

# Not taken
mail-declined-subject = Your signature was not accepted
mail-declined-heading = We did not accept the signature
mail-declined-status = We have checked the signature and decided not to take it into the register. It has not been published.
mail-declined-next = If you think that we are wrong, write to { $contact } and say what we have missed.
mail-stands-again-subject = Your signature was declined by mistake
mail-stands-again-heading = Your signature stands again
mail-stands-again-status = We wrote to you that we did not accept the signature. That was a mistake of ours, and we are sorry. What you sent stands again where it stood before.
mail-stands-again-next = There is nothing that you need to send anew. We write to you as soon as we have decided. Where you had not yet confirmed the signature, the link in our earlier mail works as long as that mail says.

# Hidden for now
mail-suspended-subject = Your page is hidden for now
mail-suspended-unnamed-subject = We are checking something
mail-suspended-heading = Your page is hidden while we check something
mail-suspended-unnamed-heading = We are checking something about your signature
mail-suspended-status = We have hidden your organisation’s page in the register while we check something.
mail-suspended-unnamed-status = While we check something, your signature does not count. Nothing of your organisation is shown, as before.
mail-suspended-meaning = Your signature has not been removed. We write to you again as soon as we have decided.
mail-suspended-next = If you know something that can help us, write to { $contact }.

# Shown again
mail-restored-subject = Your page is shown again
mail-restored-withdrawn-subject = We have finished our check
mail-restored-unnamed-subject = We have finished our check
mail-restored-heading = Your page is shown again
mail-restored-withdrawn-heading = We have finished our check
mail-restored-unnamed-heading = We have finished our check
mail-restored-status = We have finished our check. Your organisation is in the register again.
mail-restored-withdrawn-status = We have finished our check. Your organisation withdrew meanwhile, and that stands. Its commitments can be read again.
mail-restored-unnamed-status = We have finished our check. Nothing of your organisation is shown, as before. The account says where your signature stands now.
mail-restored-button = See your page in the register
mail-restored-unnamed-button = Go to the account
mail-restored-next = There is nothing that you need to do.

# Removed
mail-revoked-subject = Your signature was removed from the register
mail-revoked-heading = We have removed your signature
mail-revoked-status = Your organisation no longer stands in the register as a signatory.
mail-revoked-meaning = Two members of staff have agreed on this decision. The organisation’s page now shows its date and the reason.
mail-revoked-meaning-unnamed = Two members of staff have agreed on this decision. Nothing about it is public.
mail-revoked-next = If you think that we are wrong, write to { $contact } and say why.

# Called off
mail-cancelled-subject = Your signature is called off
mail-cancelled-heading = The signature is called off
mail-cancelled-status = Your organisation has not signed. The signature was never published, and everything you entered is erased.
mail-cancelled-next = There is nothing more to do. If you change your mind, you can sign again while the Call is open.
mail-cancelled-again = Sign the Call
mail-cancelled-not-you = If you did not call it off yourself, write to { $contact }.

# Run out
mail-expired-subject = Your signature has expired
mail-expired-heading = The signature has expired
mail-expired-status = Your organisation has not signed. We did not get a confirmation or an answer in time, so everything that was entered is erased.
mail-expired-next = If your organisation still wants to sign, start again while the Call is open.
mail-expired-again = Sign the Call

## Erased after it was public
mail-erased-subject = Your organisation is erased from the register
mail-erased-heading = Your organisation is erased from the register
mail-erased-status = Your organisation no longer stands in the register. We have erased everything that we kept about it and about you.
mail-erased-meaning = Its pages are gone. The register’s log keeps only digests, from which nothing can be read. Copies that others made are not in our hands.
mail-erased-next = This is the last mail that we can send you, because your address is erased too. If you think that we are wrong, write to { $contact }.

# Into the account
mail-account-link-subject = Your link to the account
mail-account-link-heading = Open your organisation’s account
mail-account-link-status = Here is the link that you asked for.
mail-account-link-button = Open the account
mail-account-link-until = { $minutes ->
    [one] The link works once, within 1 minute. After that, ask for a new one.
   *[other] The link works once, within { $minutes } minutes. After that, ask for a new one.
}
mail-account-link-keep = Keep this mail to yourself. Anyone who has the link can act for your organisation.
mail-account-link-not-you = If you did not ask for the link, do nothing. Nobody gets in without it.

# No account
mail-no-account-subject = No account has this mail address
mail-no-account-heading = No account has this mail address
mail-no-account-status = Somebody asked for a link to an account on { $title }. Your address does not act for any organisation there, so there is no link.
mail-no-account-other = If your organisation has signed, use the address that was given then, or ask the colleague who signed.
mail-no-account-next = If your organisation has not signed yet, you can begin here.
mail-no-account-button = Sign for your organisation
mail-no-account-not-you = If you did not ask for this, do nothing. Nothing has changed.

# A change taken
mail-change-published-subject = Your change is in the register
mail-change-published-commitment-subject = Your commitment is in the register
mail-change-published-unnamed-subject = What you sent is accepted
mail-change-published-heading = Your change is published
mail-change-published-commitment-heading = Your commitment is published
mail-change-published-unnamed-heading = We have accepted what you sent
mail-change-published-status = We have checked what you sent and published it in the register.
mail-change-published-unnamed-status = We have checked what you sent, and accepted it. Nothing of your organisation is shown, and so nothing of this either. Once the organisation is shown with its name, this is shown with it.
mail-change-published-button = See your page in the register
mail-change-published-commitment-button = See the commitment
mail-change-published-next = There is nothing more that you need to do.

# A change not taken
mail-change-declined-subject = Your change was not accepted
mail-change-declined-commitment-subject = Your commitment was not accepted
mail-change-declined-heading = We did not accept the change
mail-change-declined-commitment-heading = We did not accept the commitment
mail-change-declined-status = We have checked what you sent and decided not to publish it. Your page in the register is as it was.
mail-change-declined-unnamed-status = We have checked what you sent and decided not to accept it. Nothing of your organisation is shown, as before.
mail-change-declined-next = In your organisation’s account you can send a new version.
mail-change-declined-account = Go to the account
mail-change-declined-wrong = If you think that we are wrong, write to { $contact } and say what we have missed.

# Withdrawn
mail-withdrawn-subject = Your organisation’s signature is withdrawn
mail-withdrawn-heading = The signature is withdrawn
mail-withdrawn-status = Your organisation has withdrawn its signature of { $title }. This took effect at once.
mail-withdrawn-meaning = The organisation’s page now shows that the signature was withdrawn, and when. Every contact of the organisation gets this mail.
mail-withdrawn-meaning-unnamed = Nothing of the organisation was shown, and nothing is. Every contact gets this mail.
mail-withdrawn-next = { $days ->
    [one] If this is right, do nothing. If it is a mistake, or if it was not you, ask within 1 day to take it back.
   *[other] If this is right, do nothing. If it is a mistake, or if it was not you, ask within { $days } days to take it back.
}
mail-withdrawn-button = Take back the withdrawal
mail-withdrawn-check = Two members of staff check it before the signature counts again.

# Taken back
mail-reinstated-subject = Your organisation’s signature stands again
mail-reinstated-suspended-subject = The withdrawal is taken back
mail-reinstated-heading = The signature stands again
mail-reinstated-suspended-heading = The withdrawal is taken back
mail-reinstated-status = The withdrawal has been taken back. Your organisation is in the register again.
mail-reinstated-suspended-status = The withdrawal has been taken back. We were checking something when your organisation withdrew, and we are not finished: until we are, the signature is out of the register, as it was then. We write to you when we are.
mail-reinstated-unnamed-status = The withdrawal has been taken back. Your signature counts again. Nothing of your organisation is shown, as before.
mail-reinstated-button = See your page in the register
mail-reinstated-unnamed-button = Go to the account
mail-reinstated-not-you = If you did not expect this, write to { $contact }.
mail-reinstated-hide = { mail-published-hide }
mail-reinstated-unnamed-hide = { mail-published-unnamed-hide }
mail-withdrawal-stands-subject = Your organisation’s withdrawal stands
mail-withdrawal-stands-heading = The withdrawal stands
mail-withdrawal-stands-status = We were told that the withdrawal was not your organisation’s own decision. We have looked into it and decided not to take it back: the signature stays withdrawn. Every contact of the organisation gets this mail.
mail-withdrawal-stands-next = If you think that we are wrong, write to { $contact } and say what we have missed.
mail-shown-again-subject = Your organisation is shown again
mail-shown-again-heading = Your organisation is shown again
mail-shown-again-status = Since today the register shows your organisation again, with its name, as it was chosen in the account.
mail-shown-again-button = { mail-reinstated-button }
mail-shown-again-not-you = { mail-reinstated-not-you }
mail-shown-again-hide = { mail-published-hide }

# A state withdraws
mail-withdrawal-by-letter-subject = A letter is needed to withdraw the signature
mail-withdrawal-by-letter-heading = We need an official letter
mail-withdrawal-by-letter-status = We have your request to withdraw the signature. The signature still stands, and nothing has changed in the register.
mail-withdrawal-by-letter-why = A state withdraws by official letter, so that nobody can undo its signature through one mailbox.
mail-withdrawal-by-letter-next = Send a note verbale or another official letter to { $ministry }, with the reference above. We then withdraw the signature and write to you.
mail-withdrawal-by-letter-not-you = If you did not ask for this, write to { $contact } at once.

# Staff
mail-staff-setup-subject = Set up your staff account
mail-staff-setup-heading = Set up your staff account
mail-staff-setup-status = You have been given a staff account for the register of { $title }.
mail-staff-setup-button = Set up the account
mail-staff-setup-until = { $hours ->
    [one] The link works once, within 1 hour. After that, ask an admin for a new one.
   *[other] The link works once, within { $hours } hours. After that, ask an admin for a new one.
}
mail-staff-setup-need = You choose a password and connect an authenticator app, so have your phone at hand.
mail-staff-setup-need-provider = You come in with the account with which you sign in everywhere at the ministry. There is no password to choose.
mail-staff-setup-keep = Keep this mail to yourself. Anyone who has the link can take over the account.
mail-staff-setup-not-you = If you did not expect this mail, write to { $contact }.
mail-second-needed-subject = A case waits for a second person
mail-second-needed-heading = A case waits for a second person
mail-second-needed-status = A colleague has proposed a decision. It takes effect only when a second person agrees.
mail-second-needed-button = Open the case
mail-second-needed-next = Read the case and the reasons, then agree or send it back.

## One commitment is hidden for now.
mail-commitment = Commitment
mail-commitment-suspended-subject = One of your commitments is hidden for now
mail-commitment-suspended-heading = One of your commitments is hidden while we check it
mail-commitment-suspended-status = We have hidden one commitment of your organisation in the register while we check something.
mail-commitment-suspended-meaning = Your signature and your other commitments stand as before. We write to you again as soon as we have decided.
mail-commitment-suspended-next = If you know something that can help us, write to { $contact }.

## The commitment is shown again.
mail-commitment-restored-subject = Your commitment is shown again
mail-commitment-restored-heading = Your commitment is shown again
mail-commitment-restored-status = We have finished our check. The commitment is in the register again.
mail-commitment-restored-button = See the commitment
mail-commitment-restored-next = There is nothing that you need to do.

## An editor proposes a version of the Call.
mail-way-in-added-subject = A new way into your staff account
mail-way-in-added-heading = A new way into your staff account
mail-way-in-added-passkey = A passkey was added to your account. With it alone one can sign in as you.
mail-way-in-added-provider = Your account was connected with an account at the ministry’s identity provider. Whoever signs in there is signed in as you.
mail-way-in-added-button = See it in your account
mail-way-in-added-next = If it was you, do nothing. If not, remove it there and end all other sessions at once, then tell an admin.
mail-way-in-changed-subject = What you sign in with was changed
mail-way-in-changed-heading = What you sign in with was changed
mail-way-in-changed-password = The password of your staff account was changed. All other sessions were ended.
mail-way-in-changed-app = Another authenticator app shows the codes of your staff account now. All other sessions were ended.
mail-way-in-changed-codes = New recovery codes were made for your staff account. The old ones let nobody in any more.
mail-way-in-changed-used = A recovery code of your staff account was used, to sign in or to prove who it is. That code lets nobody in any more.
mail-way-in-used-subject = A recovery code was used
mail-way-in-used-heading = A recovery code was used
mail-way-in-changed-next = If it was you, do nothing. If not, tell an admin at once: they can sign you out everywhere and have your account set up anew.
mail-staff-changed-subject = A colleague’s account was changed
mail-staff-changed-own = Your staff account was changed
mail-staff-changed-roles = The account has other roles.
mail-staff-changed-added = There is a new account with the role of an admin.
mail-staff-changed-disabled = The account is disabled for good.
mail-staff-changed-reset = The account was reset: its password, authenticator app and passkeys are forgotten, and it can be set up anew with a link.
mail-staff-changed-person = Whose account
mail-staff-changed-roles-now = Roles now
mail-staff-changed-by = Done by
mail-staff-changed-operator = somebody with access to the server
mail-staff-changed-at = When
mail-staff-changed-button = See the account
mail-staff-changed-next = If you knew of it, do nothing. If not, ask whoever did it, and not by mail alone. The audit trail says what else they did.
mail-staff-changed-own-next = If you knew of it, do nothing. If not, ask whoever did it, or another admin, and not by mail alone.
mail-key-change-proposed-subject = A change of the log’s key waits for a second person
mail-key-change-proposed-heading = A change of the log’s key waits for a second person
mail-key-change-proposed-status = An admin has asked that the register’s log be signed with another key. It happens only when you or another admin allows it.
mail-key-change-proposed-button = Open the page about the log
mail-key-change-proposed-next = Check with your colleague, not by mail alone, that the change is meant. If it is not, call it off, and look who could sign in as them.
mail-many-proposed-subject = A decision on many waits for a second person
mail-many-proposed-heading = A decision on many waits for a second person
mail-many-proposed-status = A colleague has decided on { $count } cases or submissions at once. Nothing happens until an admin allows it.
mail-many-proposed-button = Look at it
mail-many-proposed-next = You see what was chosen and why, how many it meets, and some of them. If it is not right, send it back.
mail-account-proposed-subject = A new colleague’s account waits for a second admin
mail-account-proposed-subject-roles = A colleague’s roles wait for a second admin
mail-account-proposed-heading = A new colleague’s account waits for a second admin
mail-account-proposed-heading-roles = A colleague’s roles wait for a second admin
mail-account-proposed-status = An admin has proposed an account for a new colleague. Nobody can use it before another admin agrees.
mail-account-proposed-status-roles = An admin has proposed more roles for a colleague. They hold only once another admin agrees.
mail-account-proposed-button = Open the account
mail-account-proposed-next = Look at who it is for and at the roles, then confirm the account or disable it.
mail-account-proposed-next-roles = Look at who it is and at the roles, then give them or call it off.
mail-letter-recorded-subject = An official letter waits for a second person
mail-letter-recorded-heading = An official letter waits for a second person
mail-letter-recorded-status = A colleague has recorded an official letter about a signatory. It counts only when a second person has confirmed it.
mail-letter-recorded-button = Open the letter
mail-letter-recorded-next = Compare reference, date and fingerprint with the letter in the ministry’s records, then confirm it or put it aside.
mail-call-proposed-subject = A version of the Call waits for a second person
mail-call-proposed-heading = A version of the Call waits for a second person
mail-call-proposed-status = An editor has proposed the next version. It is published only when an admin agrees.
mail-call-proposed-button = Open the Call’s desk
mail-call-proposed-next = Read the texts and what changes, then publish the version or send it back.

# In the register, without a name
mail-published-unnamed-subject = Your signature counts
mail-published-unnamed-heading = Your signature counts
mail-published-unnamed-status = We have checked your signature of { $title }. It is counted, and nothing of it is shown: no name, no country, no page.
mail-published-unnamed-until = Your organisation will be named in the register from { $day } on.
mail-published-unnamed-next = In the account you can see where the signature stands, choose to be named, or withdraw.
mail-published-unnamed-button = Go to the account
mail-published-unnamed-hide = Keep this mail. If being named would put you in danger, this link keeps your organisation without a name, at once and without signing in:

# Hidden
mail-hidden-subject = Your organisation is hidden
mail-hidden-heading = Your organisation is hidden
mail-hidden-status = Nothing of your organisation is shown in the register of { $title } any more. It took effect at once.
mail-hidden-next = If this was not you, sign in to the account and show the organisation again.
mail-hidden-stays = As long as the signature is withdrawn, revoked or hidden for now, nobody can show it again. If this was not you, write to { $contact }.
mail-hidden-button = Go to the account

# Control over the domain
mail-domain-button = Open the page about your domain
mail-domain-method = How
mail-domain-asked-subject = Please show that your domain is yours
mail-domain-asked-heading = Please show that your domain is yours
mail-domain-asked-status = So that everybody can rely on who signed, the register would like to say that { $domain } is your organisation’s. Please have this line put there: as a TXT record in DNS, or as a plain text file on the website. One is enough.
mail-domain-asked-next = You do not look after the domain yourself? The page has a text to forward to whoever does. The line is no secret and gives nobody access to anything. We look for it by ourselves.
mail-domain-asked-button = { mail-domain-button }
mail-domain-verified-subject = Your domain is verified
mail-domain-verified-heading = Your domain is verified
mail-domain-verified-status = We have found your line. We now know that { $domain } is your organisation’s. The page of your organisation in the register says so, as soon as it is there.
mail-domain-verified-next = Please leave it there: we look again from time to time.
mail-domain-verified-button = { mail-domain-button }
mail-domain-missing-subject = We miss something at your domain
mail-domain-missing-heading = The line at your domain is missing
mail-domain-missing-status = We looked for your line at { $domain } several times and did not find it. If it stays away, the register stops counting it on { $day } at the earliest.
mail-domain-missing-next = Please have it put back. Nothing else of your signature changes.
mail-domain-missing-button = { mail-domain-button }
mail-domain-lapsed-subject = Your domain is no longer verified
mail-domain-lapsed-heading = Your domain is no longer verified
mail-domain-lapsed-status = The line at { $domain } has been missing for too long. The register now says that the domain was last verified on { $day }.
mail-domain-lapsed-next = Your signature stands as before. Once the line is back, the domain counts as verified again.
mail-domain-lapsed-button = { mail-domain-button }
mail-hidden-domain = If there is a record or a file of ours at your domain, take it away: everybody can read it there.

# People who act
mail-person = Name
mail-people-button = See who acts
mail-people-right = Every contact of the organisation gets this mail. If it is right, do nothing. If it is wrong, look there now, and answer this mail or write to us.
mail-invitation-subject = A colleague invites you to act for your organisation
mail-invitation-heading = Act for your organisation?
mail-invitation-status = Your organisation signs { $title }, and a colleague asks you to act for it in the register.
mail-invitation-by = Invited by
mail-invitation-message = Your colleague writes
mail-invitation-together = You can then change what the register says, make commitments and withdraw, together with your colleague.
mail-invitation-hand-over = You take over: once you have joined, your colleague no longer acts.
mail-invitation-button = See the invitation
mail-invitation-until = { $days ->
    [one] The link works once, within 1 day.
   *[other] The link works once, within { $days } days.
}
mail-invitation-keep = Keep this mail to yourself. Anyone who has the link can act for your organisation.
mail-invitation-not-you = If you know nothing of this, do nothing. Then nothing changes.
mail-colleague-joined-subject = Somebody new acts for your organisation
mail-colleague-joined-heading = Somebody new acts for your organisation
mail-colleague-joined-status = A colleague was invited and now acts for your organisation.
mail-colleague-joined-handed-over = A colleague has handed over: somebody new acts for your organisation in their place.
mail-colleague-joined-right = { mail-people-right }
mail-colleague-joined-button = { mail-people-button }
mail-colleague-gone-subject = A colleague no longer acts for your organisation
mail-colleague-gone-heading = A colleague no longer acts
mail-colleague-gone-left = A colleague has stopped acting for your organisation.
mail-colleague-gone-taken-off = A colleague was taken off those who act for your organisation, because they have left.
mail-colleague-gone-right = { mail-people-right }
mail-colleague-gone-button = { mail-people-button }
mail-colleague-gone-hide = The links to hide your organisation in earlier mails no longer work. Keep this mail in their place. If being named ever puts you in danger, this link hides your organisation at once, without signing in:
mail-no-longer-acting-subject = You no longer act for your organisation
mail-no-longer-acting-heading = You no longer act for your organisation
mail-no-longer-acting-left = As you asked, you no longer act for your organisation.
mail-no-longer-acting-handed-over = You have handed over. Your colleague has joined, and you no longer act for your organisation.
mail-no-longer-acting-taken-off = A colleague says that you have left, so you no longer act for your organisation.
mail-no-longer-acting-replaced = The ministry has let somebody else in, who said that you have left. You no longer act for your organisation.
mail-no-longer-acting-meaning = You are signed out, and earlier links into the account open nothing. The signature stands as before.
mail-no-longer-acting-wrong = Was this wrong? Write to { $contact } at once, and tell your colleagues. We look at it before anything else.
mail-mailbox-confirm-subject = Confirm your new mail address
mail-mailbox-confirm-heading = Is this your mailbox?
mail-mailbox-confirm-status = Somebody who acts for an organisation that signs { $title } asked that we write to this address from now on. Nothing happens until you confirm.
mail-mailbox-confirm-button = See and confirm
mail-mailbox-confirm-until = { $days ->
    [one] The link works once, within 1 day.
   *[other] The link works once, within { $days } days.
}
mail-mailbox-confirm-keep = Keep this mail to yourself. Anyone who has the link can act for the organisation.
mail-mailbox-confirm-not-you = If you know nothing of this, do nothing. Then nothing changes.
mail-mailbox-moved-subject = A contact’s mail address has changed
mail-mailbox-moved-heading = A contact’s mail address has changed
mail-mailbox-moved-status = Somebody who acts for your organisation has another mail address. They confirmed it.
mail-mailbox-moved-right = { mail-people-right }
mail-mailbox-moved-button = { mail-people-button }
mail-mailbox-moved-hide = { mail-colleague-gone-hide }
mail-mailbox-moved-own = As asked in your organisation’s account, we write to you at another address from now on.
mail-mailbox-moved-meaning = You are signed out, and links that were mailed here open nothing. You act as before, with the new address.
mail-mailbox-moved-wrong = Was this not you? Write to { $contact } at once, and tell your colleagues. We look at it before anything else.

# Getting back in
mail-recovery-confirm-subject = Confirm your request to act for an organisation
mail-recovery-confirm-heading = Is this your mailbox?
mail-recovery-confirm-status = Somebody asked with this address to act for an organisation that signed { $title }. Nothing happens until you confirm.
mail-recovery-confirm-button = See and confirm the request
mail-recovery-confirm-until = { $days ->
    [one] Confirm within 1 day.
   *[other] Confirm within { $days } days.
}
mail-recovery-confirm-keep = Keep the link: the page behind it tells you what to do next, and how the request stands.
mail-recovery-confirm-not-you = If it was not you, do nothing. Then nobody is told, and nothing changes.
mail-recovery-asked-subject = Somebody asks to act for your organisation
mail-recovery-asked-heading = Is this right?
mail-recovery-asked-status = Somebody asks the ministry to act for your organisation, together with you.
mail-recovery-asked-others-left = Somebody asks the ministry to act for your organisation, and says that you have left or cannot be reached.
mail-recovery-asked-of = Named in the request
mail-recovery-asked-next = { $days ->
    [one] You have 1 day to object. Your account shows who it is. If it is right, say so there, and the ministry need not wait.
   *[other] You have { $days } days to object. Your account shows who it is. If it is right, say so there, and the ministry need not wait.
}
mail-recovery-asked-button = See who asks, and answer
mail-recovery-asked-told = Every contact of the organisation gets this mail. Whoever asks must also show it by your domain or by an official letter.
mail-recovery-let-in-subject = You can act for your organisation
mail-recovery-let-in-heading = You act for your organisation
mail-recovery-let-in-status = The ministry has let you in. You act for your organisation from now on.
mail-recovery-let-in-button = Get a link into the account
mail-recovery-let-in-next = Please invite a colleague there, so that nobody is locked out again.
mail-recovery-declined-subject = Your request to act for an organisation
mail-recovery-declined-heading = The request was not granted
mail-recovery-declined-status = The ministry did not let you in. Nothing has changed.
mail-recovery-declined-next = You can ask again, with what was missing. If you have a question, write to { $contact }.
mail-recovery-decided-subject = The request to act for your organisation
mail-recovery-decided-heading = The request is decided
mail-recovery-decided-let-in = The ministry has let in who asked to act for your organisation. You still act.
mail-recovery-decided-declined = The ministry has not let in who asked to act for your organisation. Nothing has changed.
mail-recovery-decided-right = { mail-people-right }
mail-recovery-decided-button = { mail-people-button }
# The ministry is late
mail-delayed-subject = Our decision takes longer than we said
mail-delayed-heading = Our decision takes longer
mail-delayed-status = { $days ->
    [one] We said that we would decide within 1 day, and we have not. We are sorry. What you sent keeps its place in the queue and does not run out while it waits for us. You do not have to do anything.
   *[other] We said that we would decide within { $days } days, and we have not. We are sorry. What you sent keeps its place in the queue and does not run out while it waits for us. You do not have to do anything.
}
mail-delayed-expected = { $weeks ->
    [one] Of what we decided in the last three months, nine in ten took at most 1 week. We write to you as soon as we have decided.
   *[other] Of what we decided in the last three months, nine in ten took at most { $weeks } weeks. We write to you as soon as we have decided.
}
mail-delayed-unknown = We cannot name a day that we could be sure of. We write to you as soon as we have decided.
mail-delayed-ask = If you want to ask or to add something, write to { $contact } and give your reference.
mail-delayed-account = See where it stands, in your organisation’s account
mail-delayed-cancel = { mail-signature-confirmed-cancel }
mail-delayed-cancel-link = { mail-signature-confirmed-cancel-link }

# To many signatories
mail-new-version-subject = The Call has a new version
mail-new-version-heading = The Call has a new version
mail-new-version-status = Version { $version } of { $title } is published. Your organisation still stands in the register with the version that it signed.
mail-new-version-button = See what changed
mail-new-version-next = You do not have to do anything. If you have questions about the new version, write to us.
mail-new-version-account = Go to your organisation’s account
mail-new-version-unsubscribe = { mail-circular-unsubscribe }
mail-circular-message-subject = A message to those who signed the Call
mail-circular-stocktake-subject = How do your commitments stand?
mail-circular-account = Go to your organisation’s account
mail-circular-unsubscribe = Mails about your organisation itself come in any case. To get no more of this kind, open this page and press its button, without signing in
mail-circular-proposed-subject = A mail to signatories waits for a second person
mail-circular-proposed-heading = A mail to signatories waits for a second person
mail-circular-proposed-status = A colleague wants to write to many signatories at once. It goes only when another admin agrees.
mail-circular-proposed-button = Open the mail
mail-circular-proposed-next = Read it in each language and look to whom it goes, then let it go or send it back.
mail-merged-subject = Two entries in the register became one
mail-merged-heading = Two entries became one
mail-merged-status = The ministry found that two entries in the register are of one organisation, and made them one.
mail-merged-other = The other entry
mail-merged-about = Commitments of both stand on this page, and the names of both lead to it. Everybody who acted for either acts for it now. If this is a mistake, tell us: it can be undone.
mail-merged-button = { mail-reinstated-button }
mail-merged-not-you = { mail-reinstated-not-you }
mail-unmerged-subject = Two entries in the register are two again
mail-unmerged-heading = Two entries are two again
mail-unmerged-status = The ministry undid a merge. Both entries stand in the register as they did before.
mail-unmerged-about = Commitments and people belong to the entry that they belonged to before.
mail-unmerged-button = { mail-reinstated-button }
mail-unmerged-not-you = { mail-reinstated-not-you }
mail-unmerged-hide = { mail-colleague-gone-hide }
