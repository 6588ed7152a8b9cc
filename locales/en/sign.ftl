### Signing the Call: the form, the mailed links, and what each page says next.

# Start
sign-start-title = Sign the Call for your organisation
sign-start-lead = Organisations sign here: companies, civil society, universities, media, cities and regions, and international bodies.
sign-start = Start the form
sign-lost = We could not find a form that you have begun in this browser. Forms are kept for { $days } days. Start again, or open the link we mailed you.
sign-begun = You have begun a form in this browser.
sign-begun-name = You have begun a form for { $name } in this browser.
sign-continue-draft = Continue where you left off
sign-anew = Start a new form
sign-anew-hint = Starting a new form erases the one you have begun.
sign-not-organisation = Are you a person and not signing for an organisation? [Read how you can help].
sign-for-state = Are you signing for a state? [Read how states sign].
sign-announced = The Call is not open for signing yet.
sign-announced-next = You can read the Call now. Signing opens on this page. Write to us if you want to hear when.
sign-closed = The Call is closed. No new signatures are taken.
sign-closed-next = You can still read the Call and follow what its signatories do. If your organisation has signed, its account stays open.
sign-read-call = Read the Call
sign-text-title = The text you sign
sign-text = [{ $title }], version { $version }, in { $language } ({ $authority }). The register will say which version and language you signed. To read and sign in another language, change the language of this page.
sign-need-title = What you need
sign-need-time = About ten minutes, a little more if you add commitments. You can save the form and continue later, on any device.
sign-need-organisation = The official name of your organisation, its country and, if it has one, its website.
sign-need-person = The name, job title and mail address of the person who signs for it.
sign-need-commitments = Commitments, if you want to make any: what you will do, by when, and how one can tell that it is done. You can add them later too.
sign-who-title = Who may sign
sign-who = Somebody with the authority to commit the organisation: for example a director, a mayor, a rector or an editor-in-chief, or a person they have asked to sign.
sign-who-delegate = You can fill in the form without that authority. Save it and send the link to the colleague who has it.
sign-then-title = What happens next
sign-then = We mail a link to the address you give. Your organisation has signed only when somebody opens that link and confirms. Ministry staff then check the signature and decide within { $days } days. Only after that does it appear in the register.
sign-data-title = What happens to your answers
sign-data-public = The name, category, country, website and description of your organisation become public, and so do its statement and commitments, unless it signs without its name because naming it would be dangerous. Anyone may copy them. What others have copied we cannot call back.
sign-data-private = The mail address is never published. The name and job title of the person who signs are published only if they agree. They are stored encrypted. { $controller } is responsible for the data; the ministry, whoever hosts this site, and a court can learn them.
sign-data-keep = A form that you do not send is erased after { $draft } days, a signature that nobody confirms after { $unconfirmed } days. Until it is published you can call it off, and then everything is erased.

# A person, a state
sign-person-title = How you can help as a person
sign-person-lead = Thank you for wanting to sign. The Call is made for organisations, since each signature is a promise that an organisation can be held to. But it needs people too.
sign-person-help-title = What you can do
sign-person-organisation = Ask your workplace, union, association or town to sign. They can [sign here].
sign-person-follow = [Follow the commitments] and ask the organisations you know how theirs are going.
sign-person-report = Tell us if a signatory is not what it says it is. Each page in [the register] has a link for that.
sign-person-read = [Read the Call] and share it.
sign-person-nothing = You do not need to leave your name or address here, and nothing has been stored.
sign-state-title = How states sign
sign-state-lead = A state signs by official letter, a note verbale. That way no single mailbox can commit a state.
sign-state-write-title = What the letter says
sign-state-write-name = The name of the state, and that it signs the Call.
sign-state-write-text = The version it signs: [{ $title }], version { $version }.
sign-state-write-call = The version of [the Call] that it signs.
sign-state-write-contact = The name, title and mail address of the person we can write to.
sign-state-write-commitments = Commitments, if the state makes any: what it will do, by when, and how one can tell that it is done.
sign-state-write-statement = A statement for the register in the state’s own words, if it wants one.
sign-state-where-title = Where to send it
sign-state-where = Send it to { $ministry }, through your embassy or your foreign ministry.
sign-state-unit = Unit
sign-state-address = Address
sign-state-email = Questions by mail
sign-state-then = One member of staff records the letter and a second one confirms it. The state then appears in the register, with the date of the letter, its commitments and its statement. The person you named gets a mail.

# The steps
sign-step-organisation = Organisation
sign-step-representative = Who signs
sign-step-commitments = Commitments
sign-step-statement = Public statement
sign-step-check = Check your answers
sign-changed-title = This was changed meanwhile
sign-changed-page = Somebody else who has the link to this form, or you in another window, saved other answers since you opened this page. Nothing of yours is lost or saved yet: it stands in the fields below. Send the page again, and your answers take the place of those that are saved now:
sign-changed-gone = Somebody else who has the link to this form, or you in another window, took this commitment off the list since you opened this page. Yours is not lost: it stands in the fields below. Send the page again, and it is put on the list anew.
sign-changed-all = Somebody else who has the link to this form, or you in another window, changed answers since you opened this page. Nothing has been sent. Read the answers below once more before you send them.
sign-changed-answer = Since you opened this page, the ministry has asked something else, or a colleague has changed what stands here. Yours is not lost, and not sent yet: it stands in the fields below. Read once more what is asked. If you send the page again, your fields take the place of what stands there now.
sign-changed-appearance = Since you opened this page, somebody has changed how your organisation appears. Nothing has changed with your choice. Below stands how it appears now.
sign-changed-appearance-over = How your organisation appears can no longer be chosen as your signature stands now. Nothing has changed with your choice. Below you see where it stands and how your organisation appears.
sign-changed-hiding = Nothing has been hidden yet. Since you opened this page, something has happened to your organisation in the register: it has become one with another signatory, say, or stands by itself again. Below you read what the button hides now. Press it if you still want to.
sign-changed-change = Since you opened this page, a colleague has sent another change. Nothing has been called back. Look at the change that waits now, below, and call it back if you still want to.
sign-changed-state = Nothing has been withdrawn: your signature does not stand in the register as it did when you opened that page. Below you see where it stands now.
sign-changed-withdrawal = Since you opened this page, your signature has moved on, or how your organisation appears was changed. Nothing has been withdrawn. Read below what withdrawing means now, and tick the box again if you still want to.
sign-changed-naming = Since you opened this page, it was changed for whom you act, or how your organisation appears. Nothing of you is shown that was not shown before. Below you see how it is now.
sign-changed-commitment = This commitment can no longer be given up here: it has been given up already, or was moved on otherwise since you opened that page. Nothing has been done now. Below you see where your commitments stand.
sign-changed-promise = This commitment is not as it was when you opened that page: it has been decided, changed or called back since. Nothing has been done now. Below you see where your commitments stand.
sign-changed-giving-up = Since you opened this page, it was changed who can read of this commitment. It has not been given up. Your reason stands in the field below: read first who will read it.
sign-changed-invitation-joined = The colleague has followed this invitation since you opened the page, and acts for your organisation now. Nothing has been called back, and no mail has been sent.
sign-changed-invitation-called-back = This invitation has been called back since you opened the page: its link opens nothing any more. No mail has been sent.
sign-changed-invitation-over = This invitation is over since you opened the page: it was not followed in time, another one took its place, whoever made it no longer acts, or somebody acts with that mail address by now. Its link opens nothing any more. No mail has been sent.
sign-changed-invitation-closed = Since you opened the page, your signature has moved on, and colleagues cannot join now. No mail has been sent.
sign-save-later = Save and come back later

# 1 Organisation
sign-organisation-title = Which organisation signs?
sign-organisation-lead = These answers become public once the signature is published, unless you sign without your name. Step 3 asks.
sign-category = What kind of organisation is it?
sign-category-local-government-hint = A municipality, city, county or region
sign-category-multilateral-hint = An organisation whose members are states
sign-category-company-hint = A business of any size, or an association of businesses
sign-category-civil-society-hint = An association, foundation, union, network or faith community
sign-category-academia-hint = A university, school or research institute
sign-category-media-hint = A newspaper, broadcaster, publisher or other newsroom
sign-name = Official name
sign-name-hint = As in its statutes or a public register, in its own language and script.
sign-country = Country or territory
sign-country-hint = Where its seat is. A multilateral organisation may leave this open.
sign-website = Website
sign-website-hint = For example https://example.org. It helps us see who you are, and a mail address on the same domain counts for more.
sign-description = Description
sign-description-hint = What the organisation does, in one or two sentences. Up to { NUMBER($limit) } characters.
sign-numbers = Numbers in other registers (LEI, ROR, Wikidata)

# 2 Representative
sign-representative-title = Who signs for the organisation?
sign-representative-lead = We send one link to this person. The organisation has not signed until they open it and confirm.
sign-person = Full name
sign-job-title = Job title
sign-job-title-hint = For example director or head of secretariat.
sign-email = Work mail address
sign-email-hint = It is never published. Use one on your organisation’s own domain if you can: the register then says so. A free mail address works too.
sign-authority = By what right does this person sign?
sign-authority-hint = If you do not have the authority and nobody has given it to you, choose “Save and come back later” and send the link to the colleague who has it.
sign-authority-short = Authority
sign-authority-own = They have the authority to commit the organisation
sign-authority-delegated = Somebody with that authority asked them to sign
sign-authority-delegated-hint = Staff may ask who that is.
sign-named = Publish this person’s name and job title in the register
sign-named-hint = Tick this if the person wishes it. Whoever opens our link and confirms decides: until they agree there, only ministry staff see the name.
sign-named-short = Name and job title published
sign-named-asked = Yes, if this person agrees when they confirm
sign-named-never = No: nothing of the organisation is shown

# 3 Commitments
sign-commitments-title = Does your organisation make commitments?
sign-commitments-lead = A commitment is a promise that can be checked: what you will do, by when, and how one can tell that it is done.
sign-commitments-none-fine = You can sign without any, and add commitments later from your account. The register does not rank signatories.
sign-commitments-list = { $count ->
    [one] { $count } commitment so far
   *[other] { $count } commitments so far
}
sign-commitments-count = { $count ->
    [0] None
    [one] { $count } commitment
   *[other] { $count } commitments
}
sign-commitments-most = You have added { $most } commitments, which is as many as this form takes. You can add more from your account.
sign-commitment-add = Add a commitment
sign-commitment-another = Add another commitment
sign-commitment-untitled = Commitment without a title
sign-commitment-remove = Remove
sign-unfinished = not finished
sign-due-on = due { $day }
sign-commitments-without = Continue without commitments
sign-commitment-title = Add a commitment
sign-commitment-change-title = Change this commitment
sign-commitment-lead = It becomes public with your signature. The organisation reports on it, and anyone can see how it goes.
sign-commitment-keep = Keep this commitment

# 4 Statement
sign-statement-title = Would you like to say something in public?
sign-statement-lead = A statement stands on your organisation’s page in the register, in its own words. You can leave it out.
sign-statement = Statement
sign-statement-hint = Why you sign, or what it means to you. Up to { NUMBER($limit) } characters.

# 5 Check
sign-check-title = Check your answers
sign-none-given = None given
sign-no = No
sign-check-unnamed = Nothing of your organisation is shown, so the signature has no commitments and no public statement.
sign-check-unnamed-kept = Those that you have entered are not sent with it. They stay in the form until you send it, and return if you choose another answer to how you appear.
sign-change-commitments = Change the commitments
sign-free-mail = This is a free mail address. You can sign with it. If your organisation has addresses on its own domain, use one of those: the register then shows that the signature came from there.
sign-declare-title = Sign
sign-declare-text = You sign [{ $title }], version { $version }, in { $language } ({ $authority }).
sign-declare-lead = By signing you declare that:
sign-declare-authority = you have the authority to sign for this organisation, or were asked to sign by somebody who has it
sign-declare-true = what you have entered is true as far as you know
sign-declare-public = the organisation agrees that these answers are published, apart from the mail address, and the name and job title unless the person who confirms agrees to that
sign-declare-licence = what is published may be used by anyone under CC0 1.0, which means without conditions
sign-declared = I declare this for the organisation
sign-declare-next = Nothing is signed yet when you choose the button. We first mail a link to confirm.
sign-submit = Sign for your organisation

# Sent
sign-sent-title = One more step: open the link we sent
sign-sent-lead = We sent a mail to:
sign-sent-not-yet = Your organisation has not signed until somebody opens the link in that mail and confirms. It can take some minutes to arrive. Look in your junk mail too.
sign-sent-step-open = Open the link within { $days } days and choose the button on its page.
sign-sent-step-check = Ministry staff check the signature and decide within { $days } days. If they need to know more, they write to this address.
sign-sent-step-publish = We mail you the decision.
sign-sent-wrong-title = Wrong address, or no mail?
sign-sent-wrong = Correct the address, or leave it as it is, and send the mail again. You can correct it for { $hours } hours. A link that went to a wrong address stops working.
sign-sent-fixed-stopped = The same mail can be sent again, but not to another address while no new signatures are taken. Once signing opens again, you can correct the address here, for { $hours } hours after the mail was last sent; after that, fill in a new form.
sign-sent-fixed-closed = The same mail can be sent again, but not to another address: the Call is not open for signing.
sign-sent-refused = No mail went out just now, to no address. What you typed stands in the field below.
sign-send-again = Send the mail again
sign-sent-again-done = The mail is on its way, unless { $most } went to this address already: we send no more than that to one.
sign-sent-waits = { $minutes ->
    [one] No mail went out just now, to no address. What you typed stands in the field below; choose “Send the mail again” in a minute, and it goes there.
   *[other] No mail went out just now, to no address. What you typed stands in the field below; choose “Send the mail again” in { NUMBER($minutes) } minutes, and it goes there.
}

# Later
sign-later-title = Save and come back later
sign-later-lead = Your answers are saved. We mail you a link with which the form can be continued on any device for { $days } days.
sign-later-email = Where should we send the link?
sign-later-email-hint = Your own address, or that of the colleague who has the authority to sign. Whoever has the link can see and change the answers.
sign-later-send = Send the link
sign-saved-title = Your answers are saved
sign-saved-lead = We sent a link to:
sign-saved-use = The link works for { $days } days, as often as needed, until the form is sent.
sign-saved-private = On a computer that others use, close the browser now: until then, the form stays open in it.
sign-saved-go-on = Continue the form now
sign-saved-other = Send it to another address
sign-continue-title = Continue the form
sign-continue-lead = This link leads to a form with which an organisation signs the Call.
sign-continue-name = This link leads to the form with which { $name } signs the Call.
sign-continue-what = You can read, change and complete the answers. Only somebody with the authority to commit the organisation, or whom such a person has asked, may sign.
sign-continue-other = Another form is open in this browser. If you continue here, you need its own link to get back to it.
sign-continue-here = Continue in this browser

# Confirm and cancel
sign-version = Version { $version }, in { $language }
sign-confirm-title = Confirm that your organisation signs
sign-confirm-lead = Check that this is right. The organisation signs when you choose the button below.
sign-confirm-what = By confirming you say that this is your mailbox, and that you sign the Call for this organisation with the authority to do so.
sign-confirm-newer = Version { $newer } of the Call has come into force since. What you sign is version { $version }, which you read.
sign-confirm-named = Publish my name and job title
sign-confirm-named-hint = If this is ticked when you confirm, everybody can read your name and job title, as they stand above, on the organisation’s page once it is published. That is your choice alone, whatever was asked for in the form. If you leave it unticked, only ministry staff see them. You can change it in the account at any time.
sign-confirm = Confirm the signature
sign-confirm-then = Staff then check the signature and decide within { $days } days. Nothing of it is public before that. We mail you a link with which you can call it off until then.
sign-confirm-not-you = If you know nothing of this, close the page. Without your confirmation nothing happens, and the data are erased.
sign-confirmed-title = Your signature is confirmed
sign-confirmed-lead = You have confirmed that { $name } signs version { $version } of the Call.
sign-confirmed-named = Your name and job title become public with the signature, { $person }, as you agreed when you confirmed it. Once it is published, you can change that in your account.
sign-confirmed-unnamed = Your name stays private, as you chose when you confirmed it. Once the signature is published, you can change that in your account.
sign-confirmed-check = Staff check the signature and decide within { $days } days.
sign-confirmed-decision = We mail you the decision. If staff need to know more, they ask you first.
sign-confirmed-publish = When the signature is published, it stands in the register for everyone to see.
sign-confirmed-cancel = We have just mailed you this reference and a link. With it you can call the signature off until it is published.
sign-cancel-title = Call off the signature
sign-cancel-lead = This signature has not been published. You can still call it off.
sign-cancel-unnamed = This organisation is not to be named, so this page does not name it either. The mail with the link has the same reference.
sign-cancel-what = If you do, everything that was entered is erased at once: about the organisation, the person who signed, the commitments and the statement. It cannot be brought back.
sign-cancel = Call off and erase everything
sign-cancel-keep = Keep the signature
sign-cancelled-title = The signature is called off
sign-cancelled-lead = Everything that was entered has been erased. We send one last mail to say so.
sign-cancelled-again = Your organisation can sign again at any time while the Call is open.
sign-spent-title = This link does not work
sign-spent-confirm = It was used already, or it is older than { $days } days, or a newer link took its place, or no signature waits to be confirmed by it just now.
sign-spent-confirm-done = If you have confirmed before, you need to do nothing: we mailed you what happens next. If not, ask for a new link. If none comes, write to us.
sign-spent-cancel = It was used already, or it is too old. If you called the signature off, everything has been erased.
sign-spent-late = The signature can no longer be called off, because it has been decided. If it is published, you can withdraw it from your account.
sign-spent-draft = The form was sent, or nobody worked on it for { $days } days and it was erased.
sign-spent-draft-start = Start a new form
sign-spent-account = Go to your account
sign-link-ask = Ask for a new link
sign-link-title = Ask for a new link to confirm
sign-link-lead = Enter the address that was given on the form. If a signature waits to be confirmed there, we send the link again.
sign-link-hint = The address of the person who signs.
sign-link-send = Send me the link
sign-asked-title = Look in your mailbox
sign-asked-lead = If a signature waits at that address, a mail with a new link is on its way.
sign-asked-nothing = If nothing comes within half an hour, look among unwanted mail and check the address. We send at most { $most } mails to one address, and none to an address that was not given on a form.

# What is wrong on these pages
flaw-missing-category = Choose what kind of organisation it is
flaw-missing-name = Enter the name
flaw-missing-person = Enter the full name
flaw-missing-job-title = Enter the job title
flaw-missing-authority = Choose by what right: own authority, or asked by somebody who has it
flaw-missing-kind = Choose what kind of commitment it is
flaw-missing-title = Enter a title for the commitment
flaw-missing-action = Describe what you will do
flaw-missing-measure = Choose how one can tell that it is done
flaw-missing-unit = Enter what is counted
flaw-missing-target = Enter the number you promise
flaw-missing-due = Enter the day by which it will be done, for example 30 6 2028
flaw-missing-amount = Enter the amount
flaw-missing-currency = Choose the currency
flaw-missing-stage = Choose how far the money is
flaw-missing-commitments = Finish or remove the commitment that is not finished
flaw-missing-declared = Tick the box to declare this for the organisation
flaw-missing-version = The text to sign has changed since you opened this page. Read it, then tick the box again
