### Decisions on many at once, and floods.

# Deciding several at once
many-title = Decide several cases at once
many-title-assign = Assign
many-title-decline = Decline
many-title-close = Close
many-title-publish = Publish
many-title-let-through = Let held signatures through
many-title-turn-away = Turn held signatures away
many-which = Which
many-picked = The ticked cases
many-all = All { $count } that were found
many-first = The first { $most } of the { $count } that were found
many-most = At most { $most } cases are decided at once. Narrow the queue, or go on with the next ones after these. What a flood left behind is better invalidated as a whole:
many-pick = Choose case
many-what = What happens
many-look = See what would happen
many-count =
    { $all ->
        [one] It can be done to { $count } of the { $all } case that you chose.
       *[other] It can be done to { $count } of the { $all } cases that you chose.
    }
many-not =
    { $count ->
        [one] Not this one
       *[other] Not these { $count }
    }
many-these =
    { $count ->
        [one] This one
       *[other] These { $count }
    }
many-hindrance-held = It is held: let it through or turn it away.
many-hindrance-wrong-state = Where this case stands, that cannot be done.
many-hindrance-locked = A colleague is at it.
many-hindrance-masked = Look at who it is first.
many-hindrance-second = It takes a second person: decide it by itself.
many-hindrance-tells = It is like one that must not be named, and this reason would tell of it: decline it with one that tells nothing of others.
many-hindrance-changed = It has changed since you looked. Nothing was done to it.
many-hindrance-gone = There is no such case.
many-becomes-assign = assigned
many-becomes-decline = declined
many-becomes-close = closed
many-becomes-publish = published
many-becomes-let-through = let through
many-becomes-turn-away = turned away
many-mails =
    { $count ->
        [0] No mail
        [one] One mail goes out
       *[other] { $count } mails go out
    }
many-mails-some =
    { $count ->
        [one] Like this one.
       *[other] For example these { $count }, with each language in which somebody is written to.
    }
many-mails-in-order = Numbers and addresses are given in the order of the list.
many-mails-masked = They go to signatories that must not be named: to see them, look at who it is on their cases first.
many-hindered-now =
    { $count ->
        [one] One case would be left alone as it stands now, and nobody written to about it.
       *[other] { $count } cases would be left alone as they stand now, and nobody written to about them.
    }
many-message = Message to each organisation
many-write = Write to them
many-second = This is about more than 50, with what you decided on many in the last hour, so an admin looks at it before anything happens.
many-do-assign =
    { $count ->
        [one] Assign { $count } case
       *[other] Assign { $count } cases
    }
many-do-decline =
    { $count ->
        [one] Decline { $count } case
       *[other] Decline { $count } cases
    }
many-do-close =
    { $count ->
        [one] Close { $count } case
       *[other] Close { $count } cases
    }
many-do-publish =
    { $count ->
        [one] Publish { $count } case
       *[other] Publish { $count } cases
    }
many-do-let-through =
    { $count ->
        [one] Let { $count } signature through
       *[other] Let { $count } signatures through
    }
many-do-turn-away =
    { $count ->
        [one] Turn { $count } signature away
       *[other] Turn { $count } signatures away
    }
many-propose = Put { $count } before an admin
many-back = Back to the queue
many-decision-title = Decision on several cases
many-state-proposed = waits for an admin
many-state-done = done
many-state-at-work = at work; open this page again in a moment
many-state-broken-off = broken off; what it did not reach is as it was
many-state-sent-back = sent back
many-state-taken-back = taken back
many-by = Decided by
many-counted-done = Decided
many-counted-hindered = Not done; the reason stands at each
many-counted-open = Not reached, still open
many-counted-ended = Not reached, closed otherwise
many-allowed-by = Allowed by
many-sent-back-by = Sent back by
many-own = You decided this. An admin must look at it now. Nothing of it has been done, and nobody has been written to.
case-in-many = This case is in a [decision on many cases] that waits for an admin. If you decide it here first, that decision leaves it alone.
many-own-back = Until then you can take it back.
many-allow = Allow it for { $count }
many-cases = The cases
many-came = What came of it
many-waits = nothing yet
many-left-open = not reached; still open
many-left-ended = not reached; closed otherwise
many-again =
    { $count ->
        [one] See what would happen to the case that is still open
       *[other] See what would happen to the { $count } cases that are still open
    }
many-waiting = A decision on many cases waits for you
case-outcome-invalidated = invalidated

# Invalidating a flood
invalidation-list = Invalidations
invalidation-lead = When a flood of junk comes in, one condition says which submissions are meant, and a job declines them all. Only what is not public can be invalidated, and it can be undone.
invalidation-new = Invalidate submissions
invalidation-new-lead = First you see how many are meant and some of them. Everything can be brought back for { $days } days.
invalidation-none = Nothing was invalidated so far.
invalidation-job = Job
invalidation-number = Invalidation { $number }
invalidation-which = Which submissions
invalidation-and = A submission is meant when it meets everything that you fill in. Fill in at least one field. Who must not be named is found by address and time alone.
invalidation-field-network = Sent from address or range
invalidation-hint-network = For example 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32. Kept for 30 days.
invalidation-field-domain = Domain of the mailbox
invalidation-hint-domain = An asterisk stands for anything: *.example. Kept for 30 days, as the address is.
invalidation-field-name = Name of the organisation
invalidation-hint-name = An asterisk stands for anything, capitals do not matter: cheap watches *
invalidation-field-country = Country or territory
invalidation-any-country = Any
invalidation-field-from = Sent since
invalidation-field-until = Sent before
invalidation-hint-time = By the clock of { $zone }. A time alone: at most 7 days.
invalidation-how = How
invalidation-writes = Write to each of them
invalidation-writes-hint = Without the tick nobody hears of it. A flood should not be answered by a flood of mails: at most 500.
invalidation-count = Count them
invalidation-nothing-yet = Nothing happens yet.
invalidation-look = Before it begins
invalidation-found =
    { $count ->
        [0] No submission is meant
        [one] { $count } submission is meant
       *[other] { $count } submissions are meant
    }
invalidation-nobody = Nothing meets the condition, so there is nothing to do.
invalidation-nobody-kept = From which address and from which mailbox’s domain something was sent is kept for { $days } days. What is older, or did not come by the form, is found by neither: say its name, country or time.
invalidation-stand = Where they stand
invalidation-sample =
    { $count ->
        [one] The first of them
       *[other] The first { $count } of them
    }
invalidation-mails = Mails
invalidation-mails-yes = Each of them is written to
invalidation-mails-no = Nobody is written to
invalidation-undo-lead = They are declined, and mails about them that have not gone out are not sent. For { $days } days all can be brought back to where they stood.
invalidation-propose = Put { $count } before an admin
invalidation-start =
    { $count ->
        [one] Invalidate { $count } submission
       *[other] Invalidate { $count } submissions
    }
invalidation-change = Change the condition
invalidation-state-proposed = Waits for an admin
invalidation-state-running = At work
invalidation-state-done = Done
invalidation-state-stopped = Broken off
invalidation-state-sent-back = Sent back
invalidation-state-taken-back = Taken back
invalidation-state-undoing = Being undone
invalidation-state-undone = Undone
invalidation-of = { $done } of { $whole }
invalidation-progress = Progress
invalidation-again = Look again
invalidation-stop = Break off
invalidation-undo-until = It can be undone until
invalidation-undo =
    { $count ->
        [one] Bring { $count } submission back
       *[other] Bring { $count } submissions back
    }
invalidation-counted = Counted
invalidation-taken = Invalidated
invalidation-given-back = Brought back
invalidation-ended = Ended
invalidation-waiting =
    { $count ->
        [one] An invalidation waits for you
       *[other] { $count } invalidations wait for you
    }
case-act-decisions-made = decided on several cases at once.
case-act-decisions-proposed = decided on many cases; an admin must look.
case-act-decisions-allowed = allowed a decision on many cases.
case-act-decisions-sent-back = sent a decision on many cases back.
case-act-decisions-taken-back = took their decision on many cases back.
case-act-invalidation-proposed = proposed to invalidate submissions.
case-act-invalidation-started = began to invalidate submissions.
case-act-invalidation-sent-back = sent an invalidation back.
case-act-invalidation-taken-back = took back their proposal to invalidate submissions.
case-act-invalidation-stopped = broke an invalidation off.
case-act-invalidation-undo-started = began to undo an invalidation.
case-act-invalidation-batch = invalidated some submissions.
case-act-invalidation-batch-undone = brought some submissions back.
case-act-invalidation-done = ended an invalidation.
case-act-invalidation-undone = ended the undoing of an invalidation.
case-act-endorsement-invalidated = invalidated it with many others.
case-act-endorsement-brought-back = undid the invalidation.

# Side by side
beside-title = Side by side
beside-same = Same
beside-differs = Differs
beside-field-name = Name
beside-field-category = Category
beside-field-country = Country
beside-field-website = Website
beside-field-identifiers = Numbers in other registers
beside-field-description = Description
beside-field-mailbox = Domain of the mailbox
beside-field-assurance = How we know
beside-field-signed = Signed
beside-field-version = Version signed
beside-field-state = State
beside-field-statement = Statement
beside-field-commitments = Commitments
beside-field-number = Public number
