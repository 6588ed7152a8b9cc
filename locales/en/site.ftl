### Words of every page: frame, menu, footer, dates, errors, common buttons.

# The frame
skip-to-main = Skip to main content
nav-label = Main
nav-open = Menu
nav-close = Close
nav-call = The Call
nav-register = Register
nav-commitments = Commitments
nav-about = About
nav-sign = Sign the Call
nav-home = Home
brand-kind = Call to Action
language-label = Language:
notice-label = Notice
read-only-notice = The service can only be read for now. Signing, accounts and every change wait until it is back.
linked-later = This cannot be done just now. Nothing is lost: open the link in the mail once more when the service is back, and it works as before.
crumbs-label = Breadcrumb
staff-brand = Register desk
staff-brand-kind = { $title } · staff
staff-nav-label = Staff
account-nav-label = Your organisation
signed-in-as = Signed in as { $who }
sign-out = Sign out

# The footer
footer-about = Every signature is confirmed by the organisation itself, or by its official letter, and checked by staff before it is published, or was taken over from an earlier list, which its page says.
footer-call = The Call
footer-call-read = Read the Call
footer-call-sign = Sign the Call
footer-register = The register
footer-register-signatories = Browse signatories
footer-register-commitments = Follow commitments
footer-register-data = Open data
footer-register-verify = Verify the register
footer-help = About and help
footer-help-about = Who runs this site
footer-help-contact = Write to us
footer-help-account = Your organisation’s account
footer-accessibility = Accessibility statement
footer-privacy = Privacy
footer-run-by = Run by { $ministry }

# Dates
date-day = { $day } { $month } { $year }
date-moment = { $date }, { $hour }:{ $minute } { $zone }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
field-day = Day
field-month = Month
field-year = Year
field-date-hint = For example 30 6 2027

# Forms
back = Back
continue = Continue
change = Change
change-what = Change { $what }
cancel = Cancel
save-changes = Save changes
search = Search
none-yet = None yet
optional = (optional)
choose-one = Choose one
form-step = Step { $step } of { $steps } · { $name }
form-step-open = Step { $step } of at most { $steps } · { $name }
errors-title = There is a problem
error-prefix = Error:
too-long-hint = You can use up to { NUMBER($limit) } characters.
form-privacy = The [privacy page] says how we use what you enter.
reference-label = Your reference

# Lists
filters-open =
    { $used ->
        [0] Filters
        [one] Filters ({ $used } in use)
       *[other] Filters ({ $used } in use)
    }
filters-show = Show results
filters-in-use = Filters in use. Select one to remove it.
filters-remove = Remove filter:
filters-clear = Clear all filters
results-count =
    { $count ->
        [one] { $count } result
       *[other] { $count } results
    }
pages-label = Pages of results
pages-page = Page
pages-next = Next page
pages-previous = Previous page
pages-beyond = { $last ->
    [one] There is no page { $page }: the list has a single page.
   *[other] There is no page { $page }: the list ends with page { $last }.
}
pages-last = Go to the last page
pages-of = Page { $page } of { $last }
signatories-count =
    { $count ->
        [one] { $count } signatory
       *[other] { $count } signatories
    }
commitments-count =
    { $count ->
        [one] { $count } commitment
       *[other] { $count } commitments
    }

# Map
map-legend = Signatories:
map-more = { $least } or more
map-country = { $country }: { $count }
map-note = The map does not express a view on the status of any territory.
map-table = All countries and territories as a table

# Comparison
diff-before = Published now
diff-then = Published then
diff-after = Proposed
diff-field = Field
diff-removed = Removed:
diff-added = Added:
diff-same = No change
diff-empty = Empty

# Checks
check-ok = Passed
check-warn = Review
check-bad = Failed

# Progress
progress-own-account = { $percent }% done, by their own account
progress-label = Progress: { $title }
updates-count =
    { $count ->
        [one] Updates ({ $count })
       *[other] Updates ({ $count })
    }

# Error pages
error-reference = If you write to us, give this reference: { $reference }
error-desk-back = Back to the page
error-account = Back to the account
error-home = Go to the front page
error-register = Search the register
error-contact = Write to us
error-400-title = We could not read that request
error-400-next = Go back and try again. If you followed a link, it may be incomplete: copy the whole address into your browser.
error-401-title = You have been signed out
error-401-next = Your session had ended when you sent this. Nothing was saved or changed.
error-403-title = This is not possible
error-403-next = Read the reason below, or write to us if you think it is wrong.
error-404-title = There is no such page
error-404-next = Check the address for typing mistakes, or search the register.
error-405-title = This address cannot be used that way
error-405-next = Go back and use the buttons on the page.
error-408-title = That took too long
error-408-next = Go back and send it once more.
error-409-title = This has changed since you opened it
error-409-next = Nothing more was saved. Load the page again and see how things stand.
error-410-title = This page has been erased
error-410-next = What stood here was removed for good. The register of signatories is still there.
error-link-spent-title = This link no longer works
error-wrong-state-title = This can no longer be done
error-locked-title = A colleague is working on this case
error-call-not-open-title = The Call is not open for signing
error-no-such-day-title = There is no register of that day
error-unsettled-title = The register is being put in order
error-read-only-title = The service can only be read for now
error-away-title = Nothing can be saved at the moment
error-away-next = The service does not reach its database just now. Nothing of what you sent was kept. Wait a few minutes, then send it again.
error-away-page-title = This page cannot be shown at the moment
error-away-page-next = The service does not reach its database just now. What is saved stays saved. Wait a few minutes, then try again.
error-texts-unready-title = The texts are not ready
error-413-title = That was too large
error-413-next = Shorten what you wrote, then send it again.
error-414-title = That address is too long
error-414-next = This address is longer than we read. Leave out some of the filters or words, then try again.
error-415-title = That was not a form
error-415-next = Go back and use the form on the page.
error-431-title = Your browser sent too much
error-431-next = Your browser sent more with the request than we read, cookies most likely. Delete the cookies of this site, then try again.
error-429-title = Too many requests
error-429-next = { $minutes ->
    [one] Wait a minute, then go back and send it again. What you typed is still there.
   *[other] Wait { NUMBER($minutes) } minutes, then go back and send it again. What you typed is still there.
}
too-soon = { $minutes ->
    [one] Many forms are coming from your network just now. Nothing is lost: your answers are kept. Send this again in a minute.
   *[other] Many forms are coming from your network just now. Nothing is lost: your answers are kept. Send this again in { NUMBER($minutes) } minutes.
}
kept-title = What you typed
kept-once-more = It was not saved and stands on this page alone. Leave the page open and send it again later, or copy the text.
kept-signed-out = It was not saved and stands on this page alone. Sign in in another tab, then come back to this page and send it again.
kept-sign-in = Sign in (opens another tab)
kept-copy = It was not saved and stands on this page alone. Copy what you want to use again.
kept-field-name = Name
kept-field-website = Website
kept-field-description = Description
kept-field-statement = Public statement
kept-field-reply = Your answer
kept-field-reason = Why
kept-field-title = Title
kept-field-action = What will be done
kept-field-unit = Unit
kept-field-message = Message
kept-field-note = Note
kept-chosen-title = What you chose
kept-chosen = It was not saved and stands on this page alone. Leave the page open and send it again later.
kept-pressed = Button that you pressed
kept-send = Send it again
error-500-title = Something went wrong on our side
error-500-next = Wait a minute, then try again. Nothing was half done: either all of it was saved or none of it.
error-503-title = The service is not available just now
error-503-next = Try again in a few minutes. You can still read the published register.
