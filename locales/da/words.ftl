### Ordene i de lukkede lister: én tekst for hver kode.

category-state = Stat
category-state-plural = Stater
category-local-government = Kommune eller region
category-local-government-plural = Kommuner og regioner
category-multilateral = Multilateral organisation
category-multilateral-plural = Multilaterale organisationer
category-company = Virksomhed
category-company-plural = Virksomheder
category-civil-society = Civilsamfund
category-civil-society-plural = Civilsamfundsorganisationer
category-academia = Universitet eller forskning
category-academia-plural = Universiteter og forskning
category-media = Medie
category-media-plural = Medier

region-world = Verden
region-africa = Afrika
region-americas = Nord- og Sydamerika
region-asia = Asien
region-europe = Europa
region-oceania = Oceanien

# Hvordan vi ved, hvem der underskrev. Offentligheden ser metoden og dens dato.
assurance-none = Ikke bekræftet
assurance-mailbox = Mailadresse bekræftet
assurance-domain-mailbox = Mailadresse på eget domæne bekræftet
assurance-domain-control = Domæne bekræftet
assurance-official-letter = Officielt brev modtaget
assurance-with-day = { $method }, { $day }

# Et tilsagns status, beregnet ud fra datoer og indberetninger.
status-planned = planlagt
status-on-track = følger planen
status-due-soon = frist nærmer sig
status-overdue = frist overskredet
status-silent = ingen indberetning
status-done-claimed = gennemført (oplyst)
status-done-reviewed = gennemført (bedømt)
status-dropped = opgivet

kind-action = Handling
kind-funding = Finansiering
kind-offer = Tilbud om ekspertise eller adgang

state-published = offentliggjort
state-suspended = midlertidigt skjult
state-withdrawn = trukket tilbage
state-lapsed = bortfaldet
state-revoked = annulleret af ministeriet
state-merged = lagt sammen

change-initial = første version
change-editorial = redaktionel ændring
change-substantive = indholdsmæssig ændring

authority-authentic = autentisk tekst
authority-official = officiel oversættelse
authority-courtesy = vejledende oversættelse

call-state-announced = bebudet
call-state-open = åben for underskrift
call-state-closed = lukket for underskrift
call-state-archived = arkiveret

role-viewer = læser
role-moderator = moderator
role-editor = redaktør
role-admin = administrator
