### Limits and rules, what is held, switches, and the alarms about them.

staff-menu-limits = Limits
staff-menu-switches = Switches
staff-done-limits = The limits are saved.
staff-done-rule = The rule holds from now on.
staff-done-rule-removed = The rule is gone.
staff-done-switch = Done. It holds on every page from now on.
staff-done-banner = The banner is saved.
staff-letter-signatures-pile-up = Signatures pile up
staff-letter-held-run-out = Held signatures wait for a decision
staff-letter-mails-wait = Mails wait
staff-mail-held-back =
    { $count ->
        [one] One mail waits because more would go out than may in a while.
       *[other] { $count } mails wait because more would go out than may in a while.
    }
staff-mail-held-back-next = Each goes when there is room. You can raise the [limits].
staff-mail-held-back-admin = Each goes when there is room. An admin can raise the [limits].

# The page about limits
limits-title = Limits
limits-lead = How much may come in how long, whom rules hold or exempt, and what piles up now.
limits-off = Limits are switched off on this server (rate_limits). Rules hold all the same.
limits-trends = What piles up now
limits-trends-none = Nothing piles up.
limits-trends-more =
    { $count ->
        [one] And one more.
       *[other] And { $count } more.
    }
limits-trend =
    { $count ->
        [one] one signature in the last { $minutes ->
            [one] minute
           *[other] { $minutes } minutes
        }
       *[other] { $count } signatures in the last { $minutes ->
            [one] minute
           *[other] { $minutes } minutes
        }
    }
limits-trend-addresses =
    { $count } signatures from { $addresses ->
        [one] one address
       *[other] { $addresses } addresses
    } in the last { $minutes ->
        [one] minute
       *[other] { $minutes } minutes
    }
limits-trend-confirmed =
    { $count ->
        [0] no mailbox of them is confirmed
        [one] one mailbox of them is confirmed
       *[other] { $count } mailboxes of them are confirmed
    }
limits-trends-held = Signatures that are held
limits-trend-rule = Block with a rule
limits-trend-invalidate = Invalidate submissions
limits-trends-rest =
    { $count ->
        [one] One more line
       *[other] { $count } more lines
    }
limits-common-network = From this address, or the network of one host
limits-common-site = From addresses of this network
limits-common-carrier = From addresses all over this network
limits-common-domain = With mailboxes of this domain
limits-rules = Rules
limits-rules-lead = A signature that a rule blocks waits in the queue. Its signer reads the same as everybody, and gets no mail before you have looked. A rule that allows lifts the limits, and wins over one that blocks. A signature that looks like a removed fake waits all the same.
limits-rule-about = About
limits-rule-comment = Why
limits-rule-made = Made
limits-rule-ends = ends
limits-rule-remove = Remove
limits-rule-new = A new rule
limits-rule-effect = What it does
limits-rule-kind = What it goes by
limits-rule-why = Why there is this rule
limits-rule-why-hint = For your colleagues, and for yourself in a year. Name no people.
limits-rule-until = Last day (optional)
limits-rule-until-hint = Without one it holds until somebody removes it
limits-rule-try = See whom it would have been about
limits-rule-add = Add this rule
limits-effect-block = blocks
limits-effect-allow = allows
limits-effect-does-block = Block: signatures wait until you have looked
limits-effect-does-allow = Allow: signatures are not counted against the limits
limits-kind-network = Network address
limits-kind-domain = Domain of the mailbox
limits-kind-mailbox = Mailbox
limits-kind-hint-network = One address or a network, for example 192.0.2.7, 192.0.2.0/24 or 2001:db8:7::/48
limits-kind-hint-domain = A domain with those below it, for example example.org. A star stands for anything: *.example.org
limits-kind-hint-mailbox = One mail address. It is kept encrypted.
limits-tried-block = This rule would have held { $caught } of the last { $of } signatures.
limits-tried-allow = This rule would have let { $caught } of the last { $of } signatures pass.
limits-tried-ending = It is about every domain that ends in .{ $ending }, whoever has it.
limits-tried-opposed-block = A rule that allows the same holds, and wins: as long as it does, this one would hold nobody.
limits-tried-opposed-allow = A rule that blocks the same holds. This one would win over it.
limits-rule-beaten = Holds nobody: a rule that allows the same wins.
limits-tried-next = Nothing is saved yet. Change what is wrong, or add the rule.
limits-paces = How much, in how long
limits-paces-lead = Signatures over a limit are not refused: they wait in the queue until you let them through. Mails over a limit wait until there is room.
limits-of-network-burst = Signatures from one address, at once
limits-of-network-sustained = Signatures from one address, over a while
limits-of-domain-burst = Signatures with mailboxes of one domain, at once
limits-of-domain-sustained = Signatures with mailboxes of one domain, over a while
limits-of-mailbox-mails = Mails to one mailbox
limits-of-domain-mails = Mails to one domain
limits-of-all-mails = All mails
limits-of-network-alarm = Alarm: signatures from one address
limits-of-domain-alarm = Alarm: signatures with mailboxes of one domain
limits-wider = From one /24 (IPv6: /48) { $site } times as many, from one /16 (IPv6: /32) { $carrier } times.
limits-span =
    { $unit ->
        [day] { $span ->
            [one] a day
           *[other] { $span } days
        }
        [hour] { $span ->
            [one] an hour
           *[other] { $span } hours
        }
        [minute] { $span ->
            [one] a minute
           *[other] { $span } minutes
        }
       *[second] { $span ->
            [one] a second
           *[other] { $span } seconds
        }
    }
limits-usual = Usually { $most } in { limits-span }
limits-now = { $most } in { limits-span }
limits-most = At most
limits-seconds = In seconds
limits-comment = Comment
limits-save = Save the limits

# A signature that is held
case-held-tag = Held
case-hold-title = This signature is held
case-hold-nobody-told = Nobody was written to. Its signer reads the same as everybody.
case-hold-blocked = A rule blocks it.
case-hold-returning = It looks like one that was removed, or is being looked into.
case-hold-network = More signatures came from its address than may in a while. If nobody decides, it is let through by itself after 27 days.
case-hold-domain = More signatures came with mailboxes of its domain than may in a while. If nobody decides, it is let through by itself after 27 days.
case-hold-untold = Moderators and admins read why.
case-hold-past = What it looks like:
case-hold-alike-mailbox = The mailbox is the same.
case-hold-alike-name = The name is the same, or nearly the same.
case-hold-alike-domain = Nothing but the domain is the same, the mailbox's or the website's. Others may have mailboxes there too.
case-hold-from = Sent from
case-hold-let-through = Let it through
case-hold-let-through-what = The mail to confirm the signature goes to its mailbox. Once that is confirmed, it comes back to the queue as every signature does.
case-hold-turn-away = Turn it away
case-hold-turn-away-what = Everything that was sent is erased within a day, and nobody is written to. If it comes again within a year, it is held and leads back here.
case-outcome-let-through = let through
case-outcome-turned-away = turned away
case-act-hold-let-through = let the signature through.
case-act-hold-turned-away = turned the signature away.
case-act-hold-blocked = found that a rule blocks the signature by now.
case-act-limits-changed = set limits.
case-act-rule-added = added a rule about who signs.
case-act-rule-tried = asked whether a mailbox has signed, while trying a rule.
case-act-rule-removed = removed a rule about who signs.
case-act-switch-thrown = threw a switch.
case-act-banner-changed = changed the banner.
case-act-alarm-raised = told the admins of something that piles up.
case-act-demo-signatures-held = held signatures for the demo.

# Switches
switches-title = Switches
switches-lead = For when something is wrong, or planned. Each asks you to confirm that it is you, and holds at once on every page.
switches-fixed = This server only reads, whatever stands here: its configuration says so (read_only).
switches-signing-stopped = New signatures
switches-signing-stopped-on = stopped
switches-signing-stopped-off = taken
switches-signing-stopped-what = When stopped, no new form is begun or taken. Forms that were begun are kept, links in mails work, and what was sent can be confirmed.
switches-signing-stopped-do = Stop new signatures
switches-signing-stopped-undo = Take new signatures again
switches-read-only = Changes
switches-read-only-on = stopped
switches-read-only-off = possible
switches-read-only-what = When stopped, everything can be read and nothing be changed, by nobody: but for signing in here, signing out, this page, declining mails to many, and hiding a signatory at once by the mailed link. What runs by itself goes on.
switches-read-only-do = Stop all changes
switches-read-only-undo = Make changes possible again
switches-banner = Banner
switches-banner-up = shown
switches-banner-down = not shown
switches-banner-what = A sentence above every page, for the public and for you. Where a language is empty, its readers get the English one.
switches-banner-until = Until (optional)
switches-banner-until-hint = In the time zone of the site. Then it ends by itself
switches-banner-save = Show this
switches-banner-take-down = Take it down

# Signing
sign-paused = Signing is paused for now. Please come back later.
sign-paused-begun = Your answers are kept for { $days } days after the last change; you can send them once signing opens again.
sign-paused-step = New signatures are not taken for now. You can go on filling in the form and leave at any time: it is kept for { $days } days, and can be sent once signing opens again.
sign-paused-next = If you have already sent your signature, the link in our mail works, and you can confirm it now.
sign-paused-later = If you have already sent your signature, keep our mail, and confirm with its link once the service is back.
sign-paused-wrong = If our mail went to a wrong address, that can be corrected once signing opens again, from the browser in which you sent the form and for { $hours } hours after the mail was last sent. After that, fill in a new form.
sign-paused-sent = The form that you have sent

# Mails
mail-signatures-pile-up-subject = Many signatures with something in common
mail-signatures-pile-up-heading = Many signatures with something in common
mail-signatures-pile-up-network = { $count } signatures came from one address in the last { $minutes } minutes.
mail-signatures-pile-up-site = { $count } signatures came from { $addresses } addresses of one network (a /24, in IPv6 a /48) in the last { $minutes } minutes.
mail-signatures-pile-up-carrier = { $count } signatures came from { $addresses } addresses all over one large network (a /16, in IPv6 a /32) in the last { $minutes } minutes.
mail-signatures-pile-up-domain = { $count } signatures came with mailboxes of one domain in the last { $minutes } minutes.
mail-signatures-pile-up-networks = Signatures pile up from { $count } addresses or networks at once, each within { $minutes } minutes.
mail-signatures-pile-up-domains = Signatures pile up with mailboxes of { $count } domains at once, each within { $minutes } minutes.
mail-signatures-pile-up-button = See what piles up
mail-signatures-pile-up-next = It may be a conference or a campaign, and then all is well. If not, add a rule that blocks it: what comes then waits in the queue. You are told of this once today; of many at once, once an hour.
mail-held-run-out-subject = Held signatures wait for a decision
mail-held-run-out-heading = Nobody has decided on held signatures
mail-held-run-out-status = { $count ->
    [one] One signature has been held for more than three weeks, and nobody has decided on it.
   *[other] { $count } signatures have been held for more than three weeks, and nobody has decided on them.
}
mail-held-run-out-button = See what is held
mail-held-run-out-next = After 30 days, what a rule blocks and what looks like one that was removed is erased, and whoever sent it hears nothing. What is held only because many came is let through by itself from the 27th day on. Let through what may be meant in earnest, and turn the rest away. You are told of this once a day.
mail-mails-wait-subject = Mails wait to be sent
mail-mails-wait-heading = Mails wait to be sent
mail-mails-wait-status = More mails would go out than the limits allow. They wait, and none is lost.
mail-mails-wait-button = See how mail stands
mail-mails-wait-next = Find out what causes them before you raise a limit. You are told of this once today.
