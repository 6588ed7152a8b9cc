### Commitments: the list, and the page of each.

commitments-lead =
    { $count ->
        [one] { $count } promise that can be checked: who does what, by when, measured how.
       *[other] { $count } promises that can be checked: who does what, by when, measured how.
    }
commitments-as-of = As of
commitments-none = No commitments have been published yet.
commitments-no-results = No commitment fits all of this. Remove a filter above, or search for another word.
commitments-filters = Filter commitments
commitments-search = Words in the title
commitments-funding = Promised money
commitments-funding-about = For the commitments below, by currency and stage. Currencies and stages are never added together; what was dropped is left out.
commitments-amount = Amount
commitments-stage = Stage
claim-not-started = Not started
claim-in-progress = In progress
claim-done = Done
claim-dropped = Dropped
claim-no-change = No change
commitment-due = Due
commitment-due-long = Due
commitment-start = Start
commitment-published = Published
commitment-revision = revision { $number }
commitment-what = What will be done
commitment-facts = How it can be checked
commitment-measure = Measured by
commitment-deliverable = It is there or it is not: yes or no.
commitment-to = To { $target }
commitment-from-to = From { $baseline } to { $target }
commitment-countries = Where
commitment-recipients = Who gets the money
commitment-evidence = Evidence
commitment-evidence-about = Links that the signatory gave. They lead to other sites, which we do not check.
commitment-updates = Reports by the signatory
commitment-who = Who promised
commitment-status-title = Status
commitment-status-on = On
commitment-computed = A status is computed from dates and reports, anew each day. Nobody can type it.
commitment-why-planned = Nobody has reported that the work has begun, and the due date is more than { $near } days away.
commitment-why-on-track = The signatory’s last report says that the work is in progress. That is its own word for it.
commitment-why-due-soon = The due date is { $near } days away or less, and it has not been reported as done.
commitment-why-overdue = The due date has passed and the commitment has not been reported as done.
commitment-why-silent = Nobody has reported for more than { $patience } days.
commitment-why-done-claimed = The signatory reports that it is done. No reviewer has confirmed it so far.
commitment-why-done-reviewed = A reviewer from outside found it complete.
commitment-why-dropped = The signatory has given it up.
commitment-withheld = withheld
commitment-withheld-title = This commitment is withheld
commitment-withheld-about = Its text is hidden while something is checked, or because the signature that it belonged to no longer stands.
commitment-suspended-about = The ministry has hidden its text while something is checked.
commitment-marked = signatory has left
commitment-marked-about = The signatory is no longer in the register. The commitment stays readable and does not count in totals.
