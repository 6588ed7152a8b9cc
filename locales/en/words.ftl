### The words of the closed lists: one message for each code.

category-state = State
category-state-plural = States
category-local-government = Local government
category-local-government-plural = Local governments
category-multilateral = Multilateral organisation
category-multilateral-plural = Multilateral organisations
category-company = Company
category-company-plural = Companies
category-civil-society = Civil society
category-civil-society-plural = Civil society organisations
category-academia = University or research
category-academia-plural = Universities and research
category-media = Media
category-media-plural = Media organisations

region-world = World
region-africa = Africa
region-americas = Americas
region-asia = Asia
region-europe = Europe
region-oceania = Oceania

# How we know who signed. The public sees the method and its date.
assurance-none = Not verified
assurance-mailbox = Mail address confirmed
assurance-domain-mailbox = Mail address at own domain confirmed
assurance-domain-control = Domain verified
assurance-official-letter = Official letter received
assurance-with-day = { $method }, { $day }
assurance-lapsed-domain-control = Domain last verified on { $day }.

# A commitment's status, computed from dates and reports.
status-planned = planned
status-on-track = on track
status-due-soon = due soon
status-overdue = overdue
status-silent = no report
status-done-claimed = done (claimed)
status-done-reviewed = done (reviewed)
status-dropped = dropped

kind-action = Action
kind-funding = Funding
kind-offer = Offer of expertise or access

state-published = published
state-suspended = suspended
state-withdrawn = withdrawn
state-lapsed = lapsed
state-revoked = revoked
state-merged = merged

change-initial = first version
change-editorial = editorial change
change-substantive = substantive change

authority-authentic = authentic text
authority-official = official translation
authority-courtesy = courtesy translation

call-state-announced = announced
call-state-open = open for signing
call-state-paused = open, signing is paused
call-state-closed = closed for signing
call-state-archived = archived

role-viewer = viewer
role-moderator = moderator
role-editor = editor
role-admin = admin

# Where a signature stands, for its representative and for staff.
endorsement-state-submitted = sent, not confirmed
endorsement-state-confirmed = confirmed
endorsement-state-recorded = recorded from a letter
endorsement-state-in-review = in review
endorsement-state-needs-info = waiting for an answer
endorsement-state-published = published
endorsement-state-declined = declined
endorsement-state-cancelled = called off
endorsement-state-expired = expired
endorsement-state-suspended = suspended
endorsement-state-withdrawn = withdrawn
endorsement-state-lapsed = lapsed
endorsement-state-revoked = revoked

case-kind-endorsement = Signature
case-kind-amendment = Change
case-kind-commitment = Commitment
case-kind-report = Reported concern
case-kind-inquiry = Looked into by a colleague
case-kind-state-withdrawal = Withdrawal of a state
case-kind-recovery = Somebody asks to act
case-kind-reversal = Reversal of a withdrawal

case-state-open = open
case-state-waiting = waiting for an answer
case-state-second = waiting for a second person
case-state-closed = closed

decision-publish = Publish
decision-ask = Ask for more
decision-take-back = Take the question back
decision-decline = Decline
decision-suspend = Suspend
decision-restore = Show again
decision-revoke = Revoke
decision-close = Close the case
decision-erase = Erase
decision-merge = Make two signatories one
decision-unmerge = Undo the merge

# How far promised money has come.

# What was done to know who signed.

# The history of a profile and of the Call: one line for each kind of entry.
entry-call-version-published = Version of the Call published
entry-endorsement-published = Signature published
entry-endorsement-amended = Signature changed
entry-endorsement-withdrawn = Signature withdrawn
entry-endorsement-reinstated = Withdrawal taken back
entry-endorsement-suspended = Signature suspended
entry-endorsement-restored = Signature shown again
entry-endorsement-revoked = Signature revoked by the ministry
entry-organisation-amended = Details of the organisation changed
entry-organisation-renamed = Organisation renamed
entry-assurance-recorded = Identity check recorded
entry-assurance-lapsed = Identity check lapsed
entry-commitment-published = Commitment published
entry-commitment-revised = Commitment revised
entry-commitment-suspended = Commitment suspended
entry-commitment-dropped = Commitment dropped
entry-entry-withheld = Entries withheld
entry-entry-erased = Entries erased
method-mailed-link = Mailed link confirmed
method-dns-record = DNS record found
method-well-known-file = File found on the website
method-letter = Letter read by two people
case-kind-merge = Two signatories that may be one
entry-organisation-merged = Two signatories became one
entry-organisation-unmerged = Two signatories are two again
