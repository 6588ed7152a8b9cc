### Getting back in: when the person who signed has left, or the mailbox no longer works.

account-sign-in-recover = The person who signed has left, or the mailbox no longer works? [Get back in].
account-asked-to-act = Somebody asks to act for your organisation. Look at it, and say whether it is right.
account-asked-to-act-look = See who asks

# Which organisation
recover-title = Get back in
recover-lead = If nobody can open your organisation’s account any more, show that you act for it, and the ministry lets you in.
recover-which = Which organisation is it?
recover-which-hint = Its name, its number in the register, the address of its page, or the reference of its signature.
recover-search = Search
recover-found = Choose yours
recover-number = No. { $number }
recover-nothing = The public register has nothing like it. Check the spelling, or try a part of the name.
recover-unlisted = My organisation is not named in the public register

# Who asks
recover-ask-title = Who are you, and how can you show it?
recover-ask-unlisted = Some organisations are not named in public. We say nothing about whether there is such a signature; a letter is needed in any case.
recover-organisation = Name of the organisation
recover-reference = Reference of its signature
recover-reference-hint = It stands in our first mails, for example T-7Q4M-2KXD. Without it we can hardly find the signature.
recover-email = Your work mail address
recover-email-hint = We write to you there, and you act with it once you are let in.
recover-proof = How can you show it?
recover-proof-domain = We control { $domain }
recover-proof-domain-hint = Whoever looks after the domain or the website puts a line there. That takes minutes, and we look by ourselves.
recover-proof-letter = By an official letter
recover-proof-letter-hint = Signed by somebody who can commit the organisation.
recover-proof-only-letter = For this organisation an official letter is needed. We tell you what it must say.
recover-others = What about those who acted before?
recover-others-left = They have left, or their mailboxes no longer work
recover-others-left-hint = If the ministry agrees, they no longer act once you are let in.
recover-others-stay = They still act, and I join them
recover-message = What has happened?
recover-message-hint = The ministry and those who act now read this. You can leave it open.
recover-told = Everybody who acts now is told and has { $days } days to object.
recover-button = Send me a link to confirm
recover-sent-next = Open the link in the mail within { $days } days and confirm. Until then nothing happens, and nobody is told.

# What is wrong there
flaw-missing-organisation = Enter the name of the organisation
flaw-missing-proof = Choose how you can show that you act for the organisation
flaw-missing-others = Choose what became of those who acted before

# The page of whoever asks
recovery-title = Your request to act for the organisation
recovery-reference = Reference of the request
recovery-named = You named
recovery-named-other = { $name }, which has gone into it
recovery-state-asked = not confirmed
recovery-state-asked-what = Confirm that this is your mailbox. Then the ministry gets the request, and whoever acts now is told.
recovery-state-open = open
recovery-state-open-what = The ministry decides once you have shown that you act for the organisation. Whoever acts now has { $days } days to object, unless they say that it is right.
recovery-state-let-in = let in
recovery-state-let-in-what = You act for the organisation now.
recovery-state-declined = declined
recovery-state-declined-what = The ministry did not let you in. Our mail says why.
recovery-state-called-off = called off
recovery-state-called-off-what = You called the request off. Nothing has changed.
recovery-confirm = Confirm and send the request
recovery-confirm-why = Mail programs open links by themselves to check them. So only this button confirms.
recovery-letter = What the letter must say
recovery-letter-what = That { $name } acts for the organisation, with the reference { $reference }.
recovery-letter-who = It is on the organisation’s paper, and signed by somebody who can commit it.
recovery-letter-to = Send it to { $ministry }. If you do not know where, ask { $contact }.
recovery-places-own = The line is this request’s own: one that stands there from before does not count.
recovery-found = We found the line on { $day }. Leave it there until the ministry has decided: we look every day.
recovery-keep = Keep the link to this page: it works until the request is decided.
recovery-call-off = Call the request off
recovery-done-confirmed = Your mailbox is confirmed, and the request is sent.
recovery-done-called-off = The request is called off.

# To those who act
people-asked = Somebody asks to act for you
people-asked-what = The ministry decides. What you say here counts.
people-asked-at = Asked
people-asked-message = What they write
people-asked-named = Named in the request
people-asked-proof = How they show it
people-asked-proof-domain = By control of your domain
people-asked-proof-letter = By an official letter
people-asked-others = About you
people-asked-left = They say that those who act now have left, or cannot be reached. If the ministry agrees, you no longer act.
people-asked-stay = They would act together with you.
people-asked-until = Decided at the earliest
people-asked-agree = That is right
people-asked-object = I still act: object
people-asked-agreed = You or a colleague said that it is right.
people-asked-objected = You or a colleague objected. The ministry looks at it before anything else.
people-done-agreed = Thank you. The ministry knows that it is right.
people-done-objected = The ministry knows that you object, and looks at it before anything else. It may write to you.
