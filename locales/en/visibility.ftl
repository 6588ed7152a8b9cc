### How an organisation appears: the choice in the signing form and the account, and hiding at once.

visibility-label = How should your organisation appear?
visibility-public = With its name
visibility-public-hint = Your organisation has a page of its own in the register, and everybody can see that it signed.
visibility-public-hint-uncounted = Your organisation’s page stays in the register, with its name, and says how the signature stands.
visibility-protected = Without its name, because naming it could put people in danger
visibility-protected-hint = We count your signature and show nothing of it: no name, no country, no page. Nobody but you and the ministry’s moderators and admins can see who you are.
visibility-protected-hint-uncounted = We show nothing of your signature: no name, no country, no page. As it stands now, it is not counted either. Nobody but you and the ministry’s moderators and admins can see who you are.
visibility-embargoed = Without its name until a day, then with it
visibility-embargoed-hint = For example, because you announce it at an event. Until then we treat it as if it could not be named.
visibility-until = Show the name from this day on
visibility-limits = What we cannot promise
visibility-limits-lead = If being known as a signatory would put you or others in danger, read this first.
visibility-limit-copies = Once your name has been public, others may have copied it. We cannot take copies back.
visibility-limit-gap = A signatory that hides leaves a gap in the public numbers. People can see that somebody has gone.
visibility-limit-log = Our pages only say “at least 15” of those without a name. The log is exact: each line says what kind of act it is, so anybody can count how many signatures without a name were published, and in which week. The lines do not say whose.
visibility-limit-ministry = The ministry, the company that hosts this site, and a court can learn who you are.
visibility-limit-time = Pages that were fetched just before can be shown for up to five minutes.
visibility-limit-mail = We write to your mailbox. Whoever can read it knows that you have to do with the Call. As long as your organisation is not named, our mails do not name it either; mails that we sent while it was named still do.

sign-step-visibility = How you appear
sign-visibility-title = Should your organisation be named?
sign-visibility-lead = Most organisations sign with their name. You do not have to. You can change this later.
sign-visibility-unnamed = Without its name and without a day, the form asks for no commitments and no public statement, since nothing of them would be shown. What you have entered stays in the form but is not sent, and returns if you choose another answer before you send it.
sign-visibility-short = How you appear
sign-declare-unnamed = I know that the signature is counted without the name, and that what we were told under “What we cannot promise” holds.

account-visibility-title = How should your organisation appear?
account-visibility-lead = A change takes effect at once. Everybody who acts for your organisation gets a mail.
account-visibility-again = Your organisation was in the register by name before. If it shows itself again, its public page says “Shown again” with the date, and the log has an entry of it. So everybody can see that it was hidden, and until when.
account-visibility-ends-change = A change of yours waits for a decision. If you choose that your organisation is shown without its name, now or until a date, the change ends, and nothing of it is kept.
account-visibility-button = Change how we appear
account-visibility-public = With its name
account-visibility-protected = Without its name
account-visibility-embargoed = Without its name until { $day }
account-task-visibility = Change how your organisation appears
account-unnamed-what = Nothing of your organisation is shown: no page, no name, no commitments. It is counted among those that cannot safely be named.
account-done-visibility-changed = Changed. It takes effect now.
account-done-visibility-already = It is so already. Nothing else has changed.
account-done-visibility-soon = Changed. The pages are being made anew, which takes some seconds longer than usual. Pages that were fetched before that can be shown for up to five minutes.

hide-title = Hide your organisation now
hide-lead = With one press of the button, your organisation disappears from this register. You do not need to sign in.
hide-with-others = In the register, your organisation and another signatory are one. The button hides both.
hide-button = Hide it now
hide-what-pages = Its page, its commitments, and its lines in lists, data, the map and the log’s records are withheld at once.
hide-what-back = Only somebody who signs in for your organisation can show it again.
hide-what-stays = As long as the signature is withdrawn, revoked or hidden for now, nobody can show it again once it is hidden.
hide-embargo = Nothing of your organisation is shown yet. It would be named on { $day }. With one press of the button, it is not named then either.
hide-already = Your organisation is hidden. Nothing of it is shown.
hide-account = Go to the account
hidden-title = Your organisation is hidden
hidden-lead = Nothing of it is shown any more. Pages that were fetched just before can be shown for up to five minutes.
hidden-soon = It is taken out of the register. The pages are being made anew without it, which takes some seconds longer than usual. Pages that were fetched before that can be shown for up to five minutes.
hidden-erase = To show it again, sign in to the account. To have everything erased, write to { $contact }.
hide-spent-title = This link no longer hides anything
hide-spent-lead = The organisation has withdrawn, a later mail brought another link, or the link was not copied whole.
hide-spent-help = If you are in danger, sign in to the account and choose there how your organisation appears, or write to { $contact }.

# Where a signature stands that is not named
account-state-published-unnamed = Your signature is counted. Nothing of your organisation is shown.
account-state-suspended-unnamed = Your signature is not counted while the ministry checks something. Nothing of your organisation is shown. We write to you when that is done.
account-state-revoked-unnamed = The ministry has revoked your signature. Nothing of your organisation is shown.
account-state-withdrawn-unnamed = Your organisation has withdrawn. Nothing of it is shown.
account-withdraw-unnamed = Your signature is no longer counted. Nothing of your organisation is shown, as before.
