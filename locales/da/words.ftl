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
assurance-lapsed-domain-control = Domænet er sidst bekræftet { $day }.

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
call-state-paused = åben, underskrift er sat på pause
call-state-closed = lukket for underskrift
call-state-archived = arkiveret

role-viewer = læser
role-moderator = sagsbehandler
role-editor = redaktør
role-admin = administrator

# Hvor langt en underskrift er, for repræsentanten og for medarbejdere.
endorsement-state-submitted = sendt, ikke bekræftet
endorsement-state-confirmed = bekræftet
endorsement-state-recorded = registreret efter brev
endorsement-state-in-review = under behandling
endorsement-state-needs-info = afventer svar
endorsement-state-published = offentliggjort
endorsement-state-declined = ikke godkendt
endorsement-state-cancelled = annulleret
endorsement-state-expired = udløbet
endorsement-state-suspended = midlertidigt skjult
endorsement-state-withdrawn = trukket tilbage
endorsement-state-lapsed = bortfaldet
endorsement-state-revoked = annulleret af ministeriet

case-kind-endorsement = Underskrift
case-kind-amendment = Ændring
case-kind-commitment = Tilsagn
case-kind-report = Henvendelse
case-kind-inquiry = Undersøges af en kollega
case-kind-state-withdrawal = En stats tilbagetrækning
case-kind-recovery = En person beder om at handle
case-kind-reversal = Omgørelse af en tilbagetrækning

case-state-open = åben
case-state-waiting = afventer svar
case-state-second = venter på en anden person
case-state-closed = lukket

decision-publish = Offentliggør
decision-ask = Spørg om mere
decision-take-back = Træk spørgsmålet tilbage
decision-decline = Afvis
decision-suspend = Skjul midlertidigt
decision-restore = Vis igen
decision-revoke = Annullér
decision-close = Luk sagen
decision-erase = Slet
decision-merge = Gør to underskrivere til én
decision-unmerge = Omgør sammenlægningen

# Hvor langt lovede penge er kommet.

# Hvad der blev gjort for at vide, hvem der underskrev.

# Historikken for en underskriver og for Opfordringen: én linje for hver slags post.
entry-call-version-published = Version af Opfordringen offentliggjort
entry-endorsement-published = Underskrift offentliggjort
entry-endorsement-amended = Underskrift ændret
entry-endorsement-withdrawn = Underskrift trukket tilbage
entry-endorsement-reinstated = Tilbagetrækning omgjort
entry-endorsement-suspended = Underskrift midlertidigt skjult
entry-endorsement-restored = Underskrift vist igen
entry-endorsement-revoked = Underskrift annulleret af ministeriet
entry-organisation-amended = Oplysninger om organisationen ændret
entry-organisation-renamed = Organisationen har fået nyt navn
entry-assurance-recorded = Kontrol af identitet registreret
entry-assurance-lapsed = Identitetskontrol udløbet
entry-commitment-published = Tilsagn offentliggjort
entry-commitment-revised = Tilsagn ændret
entry-commitment-suspended = Tilsagn midlertidigt skjult
entry-commitment-dropped = Tilsagn opgivet
entry-entry-withheld = Logposter tilbageholdt
entry-entry-erased = Logposter slettet
method-mailed-link = Link i mail bekræftet
method-dns-record = DNS-post fundet
method-well-known-file = Fil fundet på hjemmesiden
method-letter = Brev læst af to personer
case-kind-merge = To underskrivere, der måske er én
entry-organisation-merged = To underskrivere blev til én
entry-organisation-unmerged = To underskrivere er igen to
