### Who acts for an organisation: seeing it, inviting, joining, leaving.

account-menu-people = People
account-task-people = See who acts for you, invite a colleague, or hand over
people-title = Who acts for you
people-lead = These people can do everything in this account for { $organisation }. At least two are better: then nobody is locked out when one of them is away or leaves.
people-acting = Acting now
people-name = Name
people-you = you
people-mailbox = Mailbox
people-since = Since
people-public = Name in the register
people-public-yes = shown
people-public-no = not shown
people-leave = I no longer act for the organisation
people-take-off = { $name } has left
people-public-unnamed = not shown: nothing of your organisation is. Once it appears with its name, so does this one.
people-public-state = not shown now: it is shown only while your organisation stands in the register.
people-alone = You are the only one. If you leave, invite a colleague first and hand over.
people-state = For a state, the ministry takes off who has left. Write to { $contact }.
people-invited = Invited
people-invited-what = Whoever follows the link in the mail acts for you from then on.
people-invited-by = Invited by
people-invited-until = Link works until
people-then = Then
people-then-hand-over = { $name } no longer acts.
people-again = Send it again
people-call-back = Call it back
people-invite = Invite a colleague
people-full = { $most } people act for you or are invited. Call an invitation back, or take somebody off, before you invite somebody else.
people-closed = Colleagues can join once the signature is confirmed, and as long as it stands.
people-done-invited = We have written to your colleague. You see here when the invitation is followed.
people-done-sent-again = We have sent a new link. The one before no longer works. One address gets a few such mails a day at most.
people-done-called-back = The invitation is called back. Its link opens nothing any more.
people-done-taken-off = They no longer act for you. We have written to them and to everybody else who acts.
people-done-joined = You act for the organisation from now on. We have written to everybody who does.

# Inviting
people-invite-title = Invite a colleague
people-invite-lead = We mail your colleague a link that works once, for { $days } days. Nothing changes until they have followed it.
people-invite-person = Your colleague’s name
people-invite-email = Your colleague’s mail address
people-invite-email-hint = Use one on your organisation’s own domain if there is one: the register then says so.
people-invite-language = In which language should we write?
people-invite-after = What then?
people-invite-together = We act together
people-invite-hand-over = I hand over
people-invite-hand-over-hint = You act until your colleague has joined, and no longer from that moment on.
people-invite-message = A few words to your colleague
people-invite-message-hint = They stand in the mail. You can leave this open.
people-invite-unnamed = Your organisation is not named in the register, so our mail names neither it nor you. Tell your colleague that it is coming.
people-invite-button = Send the invitation

# Joining
people-join-title = Act for the organisation?
people-join-lead = { $inviter } invites you to act for { $organisation } in the register.
people-join-together = You can then change what the register says, make commitments, and withdraw, together with those who act already.
people-join-hand-over = You take over from { $inviter }, who will no longer act once you have joined. You can then change what the register says, make commitments, and withdraw.
people-join-unnamed = The register does not name this organisation, because that could be dangerous. Please tell nobody that it has signed.
people-join-email = We write to you at
people-join-person = Your full name
people-authority = By what right do you act?
people-authority-own = I have the authority to commit the organisation
people-authority-delegated = Somebody with that authority asked me to
people-join-named = Publish my name and job title in the register
people-join-named-hint = If you leave it open, only your colleagues and ministry staff see your name.
people-join-button = Act for the organisation
people-join-not-you = You know nothing of this? Close the page, and nothing happens.
people-spent-why = The invitation has been used or called back, or it is more than { $days } days old.
people-spent-next = Ask the colleague who invited you to send it again.
people-spent-sign-in = I act already: send me a link

# Leaving, and taking off
people-leave-title = Stop acting for the organisation
people-leave-lead = You will no longer act for { $organisation }.
people-leave-out = You are signed out at once, everywhere.
people-leave-told = Everybody else who acts gets a mail.
people-end-invitations = Invitations that nobody has followed yet are called back.
people-leave-sure = I no longer act for { $organisation }
people-leave-button = Stop acting
people-left-title = You no longer act for the organisation
people-left-what = You are signed out. We have written to you and to your colleagues.
people-take-off-title = Take a colleague off
people-take-off-lead = { $name } will no longer act for { $organisation }.
people-take-off-out = They are signed out at once, and their links open nothing any more.
people-take-off-told = They get a mail, and so does everybody who acts. It says what to do if this was wrong.
people-take-off-sure = { $name } no longer acts for the organisation
people-take-off-button = Take them off
