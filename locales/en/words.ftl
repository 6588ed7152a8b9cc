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
call-state-closed = closed for signing
call-state-archived = archived

role-viewer = viewer
role-moderator = moderator
role-editor = editor
role-admin = admin
