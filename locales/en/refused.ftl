### A rule said no: what happened, and what to do next.

refused-call-not-open = The Call is not open for signing. Read on the page of the Call when it opens or why it closed.
refused-nothing-to-sign = No version of the Call is published yet, so there would be nothing to sign. Publish the first version, then open it.
refused-wrong-state = This can no longer be done, because things have moved on. Load the page again to see where it stands.
refused-hidden-already = Nothing of this signatory is shown any more. There is nothing left to hide.
refused-not-public = Nothing of this organisation is public yet, so there is nothing to hide. Decide the case instead.
refused-state-not-hidden = A state cannot be hidden. Suspend it instead: open a case about it and choose “Suspend the signatory”.
refused-not-permitted = Your role does not allow this. Ask a colleague who has the role, or an admin.
refused-same-person = A second person must do this. Ask a colleague to open it and decide.
refused-too-new = Your account is less than 24 hours old, so you cannot be the second person yet. Ask another colleague, or come back tomorrow.
refused-link-spent = This link has been used, or it is too old. Ask for a new one.
refused-wrong-credentials = That does not match what we have. Check what you typed and try again.
refused-step-up = Confirm that it is you before you go on. Enter the code from your authenticator app.
refused-last-admin = This is the last admin, so the account must stay as it is. Give the admin role to another colleague first.
refused-reason-used = Decisions name this reason, so it must stay. You can still change its words.
refused-texts-unready = The texts of this version still have problems. Mend what the preview names, then try again.
refused-masked = Look at who it is first: open the case and press “Show who it is”.
refused-locked = A colleague is working on this case. Wait until they release it, or write to them.
refused-cross-site = The request came from another site, so nothing was done. Open the page here and use its button.
refused-read-only = The service can only be read for now. Nothing was saved. Try again later.
refused-too-large = That was larger than we accept. Shorten it and send it again.
refused-not-a-form = What was sent is not a form. Go back and use the form on the page. Programs send application/x-www-form-urlencoded.
refused-unreadable = What was sent could not be read as a form. Go back, load the page again and send the form once more.
refused-wrong-method = This address is not used that way. Go back and use the buttons on the page. Programs find what it takes in the header Allow.
refused-no-such-day = as_of takes a day that is over, or today, written year-month-day, for example 2026-10-01.
refused-not-mergeable = Only two signatories that are both in the register with their names can become one, and a state only with a state.
