### Ministeriets dør og administration: at logge ind, kolleger, indstillinger, begrundelser, revisionsspor, mail.

# Menuen
staff-menu-cases = Sagskø
staff-menu-invalidations = Ugyldige indsendelser
staff-menu-call = Opfordringen
staff-menu-audit = Revisionsspor
staff-menu-log = Loggen
staff-menu-mail = Mail
staff-menu-people = Kolleger
staff-menu-reasons = Begrundelser
staff-menu-settings = Indstillinger
staff-menu-sessions = Min konto
staff-mail-unsent = Der sendes ingen mail: den skrives i filer på serveren. Bed den, der driver serveren, om at opsætte en mailserver.

# Døren
staff-sign-in-title = Log ind på registerkontoret
staff-sign-in-lead = For ministeriets kolleger. Du skal bruge din adgangskode og den app, der viser dine koder.
staff-sign-in = Log ind
staff-sign-in-help = Har du mistet både appen og dine gendannelseskoder, så bed en administrator om at nulstille din konto.
staff-too-soon = { $minutes ->
    [one] Der er for mange forsøg på at logge ind lige nu, dine eller andres. Din adresse er bevaret: Prøv igen om et minut.
   *[other] Der er for mange forsøg på at logge ind lige nu, dine eller andres. Din adresse er bevaret: Prøv igen om { NUMBER($minutes) } minutter.
}
staff-email = Mailadresse
staff-password = Adgangskode
staff-code = Kode
staff-code-hint = De seks cifre, som appen viser nu
staff-code-or-recovery-hint = De seks cifre, som din app viser nu, eller en af dine gendannelseskoder
staff-few-codes-title =
    { $left ->
        [0] Du har ingen gendannelseskoder tilbage
        [one] Du har én gendannelseskode tilbage
       *[other] Du har { $left } gendannelseskoder tilbage
    }
staff-few-codes-next = Du er logget ind. Lav snart ti nye koder under Min konto.
staff-go-on = Gå videre

# At sætte kontoen op
staff-setup-title = Vælg en adgangskode
staff-setup-step-password = Adgangskode
staff-setup-step-app = Godkendelsesapp
staff-setup-step-codes = Gendannelseskoder
staff-setup-lead = Velkommen, { $name }. Det tager tre minutter at sætte din konto op. Hav din telefon ved hånden.
staff-setup-spent-title = Linket gælder ikke længere
staff-setup-spent-lead = Et link til at oprette en konto virker én gang og i { $hours } timer. Dette er brugt, eller det er for gammelt, eller et nyere er trådt i stedet.
staff-setup-spent-next = Bed en administrator om et nyt link. Hvis din konto allerede er sat op, kan du logge ind.
staff-setup-spent-sign-in = Log ind
staff-password-new = Ny adgangskode
staff-password-hint = Mindst { $shortest } tegn. En sætning, du selv finder på, er god, og mellemrum er tilladt.
staff-password-again = Den samme adgangskode igen
staff-pair-title = Tilslut en godkendelsesapp
staff-pair-lead = Åbn en godkendelsesapp på din telefon, tilføj en konto, og ret kameraet mod billedet.
staff-pair-picture = Billede til godkendelsesappen
staff-pair-type = Kan du ikke bruge kameraet, så skriv i stedet denne nøgle i appen:
staff-pair-code = Kode fra appen
staff-pair-confirm = Bekræft koden
staff-codes-title = Gem dine gendannelseskoder
staff-codes-lead = Din konto er klar, og du er logget ind. Mister du engang din telefon, lukker hver af disse koder dig ind én gang.
staff-codes-once = Vi kan ikke vise dem igen. Skriv dem ud, eller læg dem i en adgangskodehusker, men ikke på telefonen med appen.
staff-codes-saved = Jeg har gemt koderne

# Et nyt bevis på, hvem man er
staff-identity-title = Bekræft, at det er dig
staff-identity-lead = Det, du er ved at gøre, er svært at gøre om. Din bekræftelse gælder i { $minutes } minutter.
staff-identity-confirm = Bekræft og gå videre
staff-identity-kept = Det, du har skrevet, er bevaret: Når du har bekræftet, kommer du tilbage til det.
staff-proven-title = Du har vist, hvem du er
staff-proven-lead = Der er ikke gjort noget endnu. Det, du har skrevet, er bevaret: Se det igennem, og gem igen.
staff-proven-back = Tilbage til formularen

# Sessioner
staff-own-title = Adgangskode, app og gendannelseskoder
staff-own-lead = Skift dem her, mens du stadig kan logge ind, så får du besked med en mail. En ny adgangskode eller app logger dig ud alle andre steder.
staff-own-codes-left =
    { $left ->
        [0] Du har ingen gendannelseskoder tilbage.
        [one] Du har én gendannelseskode tilbage.
       *[other] Du har { $left } gendannelseskoder tilbage.
    }
staff-own-password = Skift adgangskode
staff-own-app = Tilslut en anden app
staff-own-codes = Lav nye gendannelseskoder
staff-own-password-old = Adgangskode indtil nu
staff-own-password-save = Gem adgangskoden
staff-own-app-lead = Åbn appen på den telefon, du vil bruge fra nu af, tilføj en konto, og ret kameraet mod billedet. Den app, du har, gælder, til du bekræfter.
staff-own-codes-lead = Mister du engang din telefon, lukker hver af disse koder dig ind én gang. De koder, du havde før, lukker ikke længere nogen ind.
staff-sessions-title = Min konto
staff-sessions-lead = En session slutter efter { $idle } minutter uden brug og under alle omstændigheder efter { $hours } timer.
staff-sessions-begun = Logget ind
staff-sessions-seen = Sidst brugt
staff-sessions-until = Slutter senest
staff-sessions-this = denne browser
staff-sessions-end-others = Log ud alle andre steder

# Kolleger
staff-people-title = Kolleger
staff-people-add = Tilføj en kollega
staff-people-add-lead = En anden administrator bekræfter kontoen. Først derefter får din kollega en mail med et link til at sætte den op.
staff-people-name = Navn
staff-people-full-name = Fulde navn
staff-people-email-hint = Kollegaens egen postkasse i ministeriet, ikke en fælles
staff-people-roles = Roller
staff-people-roles-hint = Vælg det, arbejdet kræver. En administrator har ingen af de andre roller af den grund.
staff-people-roles-next = En rolle, der afgør noget (sagsbehandler, redaktør, administrator), gælder, når en anden administrator er enig. Det, du tager væk, og læser gælder fra kollegaens næste klik.
staff-people-roles-own = Du kan opgive roller. Andre administratorer giver dig andre.
staff-people-roles-title = Ændr roller
staff-people-roles-save = Gem rollerne
staff-people-roles-wait = Roller, der venter på en anden administrator
staff-people-roles-waiting = flere venter på en anden administrator
staff-people-roles-proposed = Skal gives
staff-people-roles-mine = Du har foreslået dem, så en anden administrator skal være enig.
staff-people-roles-yours = De er til dig, så en anden administrator skal være enig.
staff-people-roles-confirm-lead = Spørg din kollega, og ikke kun på mail, om arbejdet kræver dem.
staff-people-roles-confirm = Giv disse roller
staff-people-roles-call-off = Opgiv det
staff-people-language = Mailens sprog
staff-people-propose = Foreslå kontoen
staff-people-state = Konto
staff-people-seen = Sidst set
staff-people-never = Aldrig
staff-people-created = Foreslået
staff-people-confirmed = Bekræftet
staff-people-disabled = Spærret
staff-people-codes = Gendannelseskoder tilbage
staff-people-confirm-title = Bekræft kontoen
staff-people-confirm-lead = Spørg din kollega, og ikke kun på mail, om adressen og rollerne er rigtige. Derefter sendes linket.
staff-people-confirm-other = Du har foreslået denne konto, så en anden administrator skal bekræfte den.
staff-people-first-gone = Den, der foreslog kontoen, er ikke længere administrator, så ingen kan bekræfte den. Foreslå kontoen på ny, så træder det nye forslag i stedet for dette, eller spær den.
staff-people-confirm = Bekræft kontoen, og send linket
staff-people-link-title = Link til opsætning
staff-people-link-lead = Linket virker i 24 timer. Et nyt gør det gamle ubrugeligt.
staff-people-link = Send et nyt link
staff-people-reset-title = Adgangskode eller telefon mistet
staff-people-reset-lead = Sørg for, at det er din kollega, der beder om det. Kollegaen logges ud overalt og får en mail med et link til at sætte kontoen op igen.
staff-people-reset = Nulstil kontoen
staff-people-disable-title = Spær kontoen
staff-people-disable-lead = Din kollega logges ud med det samme og kan aldrig mere logge ind med denne konto. Det, kollegaen har gjort, bliver stående i revisionssporet.
staff-people-disable = Spær for altid
staff-state-proposed = venter på en anden administrator
staff-state-invited = inviteret
staff-state-active = aktiv
staff-state-disabled = spærret
staff-role-viewer = Læser alt, hvad kollegerne ser, og ændrer intet. Hvem de beskyttede underskrivere er, forbliver skjult, og det samme gør deres kontakter, deres spørgsmål og svar og det, der er anmeldt om dem
staff-role-moderator = Arbejder i sagskøen: offentliggør, spørger, afviser, skjuler midlertidigt
staff-role-editor = Skriver Opfordringen og dens oversættelser
staff-role-admin = Styrer kolleger, indstillinger og begrundelser og er den anden person ved alvorlige handlinger

# Hvad der blev gjort
staff-done-unsent = Du har vist, hvem du er. Det, du sendte før, blev ikke gjort: send det én gang til.
staff-done-restored = Du har vist, hvem du er, og der er ikke gjort noget endnu. Se det, du har skrevet, igennem, og gem igen.
staff-done-proposed = Kontoen er foreslået. Bed en anden administrator om at bekræfte den.
staff-done-confirmed = Kontoen er bekræftet, og linket er på vej.
staff-done-link = Et nyt link er på vej. Det gamle virker ikke længere.
staff-done-roles = Rollerne er gemt.
staff-done-roles-proposed = En rolle, der afgør noget, gælder, når en anden administrator er enig: Bed en om at åbne denne side. Det andet, du har ændret, gælder nu.
staff-done-roles-confirmed = Din kollega har rollerne fra næste klik.
staff-done-roles-called-off = Forslaget er opgivet.
staff-done-disabled = Kontoen er spærret.
staff-done-reset = Kontoen er nulstillet, og et nyt link er på vej.
staff-done-password = Adgangskoden er skiftet, og alle andre sessioner er afsluttet.
staff-done-app = Den nye app er tilsluttet, og alle andre sessioner er afsluttet.
staff-done-settings = Indstillingerne er gemt.
staff-done-call = Opfordringens tilstand er ændret.
staff-done-key-proposed = Der er bedt om et skifte af nøglen. En anden administrator skal tillade det.
staff-done-key-allowed = Skiftet af nøglen er tilladt, i en uge.
staff-done-key-called-off = Skiftet af nøglen er opgivet.
staff-done-mail = Mailen står i kø igen.
staff-done-letter-recorded = Brevet er registreret. Det tæller, når en anden person har bekræftet det.
staff-done-letter-confirmed = Brevet er bekræftet. Det står i registret inden for et minut. Sagen er åben, til du lukker den.
staff-done-letter-put-aside = Brevet er lagt til side. Det tæller ikke.
staff-done-merge-asked-before = At de to lægges sammen, er der bedt om før, på en anden måde: Se nedenfor, hvem der bliver stående. Din note er føjet til. Vil du vælge noget andet, så lad dem her, som de er, og bed om det igen.
staff-done-reason = Begrundelsen er gemt.
staff-done-reason-deleted = Begrundelsen er slettet.

# Indstillinger
staff-settings-title = Indstillinger
staff-settings-says = Hvad webstedet siger om sig selv
staff-settings-none = ikke angivet
staff-settings-save = Gem indstillingerne
staff-setting-time-zone = Tidszone
staff-setting-time-zone-hint = Hvor dage begynder, og datoer vises, med IANA-navnet, for eksempel Europe/Copenhagen. Tom: som serveren er sat op
staff-setting-other-hint = Hvis feltet er tomt, ser læserne den engelske tekst
staff-setting-ministry-name = Ministeriets navn
staff-setting-ministry-name-hint = Nederst på hver side og i hver mail
staff-setting-initiative-name = Initiativets navn
staff-setting-initiative-name-hint = Øverst på hver side og i mailenes emne
staff-setting-contact-unit = Enhed, der svarer på spørgsmål
staff-setting-contact-unit-hint = For eksempel kontoret for teknologi og demokrati
staff-setting-contact-email = Mailadresse til spørgsmål
staff-setting-contact-email-hint = Vises på hver side. Brug en postkasse, som nogen læser hver arbejdsdag
staff-setting-contact-address = Postadresse
staff-setting-contact-address-hint = Hvortil officielle breve sendes
staff-setting-data-controller = Dataansvarlig
staff-setting-data-controller-hint = Den, der har ansvaret for personoplysninger. Er feltet tomt, er det ministeriet
staff-setting-data-protection-email = Mailadresse til databeskyttelse
staff-setting-data-protection-email-hint = Nævnes på siden om privatliv
staff-setting-enforcement-body = Tilsyn med tilgængelighed
staff-setting-enforcement-body-hint = Nævnes i tilgængelighedserklæringen
staff-setting-enforcement-url = Tilsynets webadresse
staff-setting-enforcement-url-hint = For eksempel https://example.org/klager
staff-setting-accessibility-url = Tilgængelighedserklæring et andet sted
staff-setting-accessibility-url-hint = Kun hvis erklæringen ligger på et andet websted. Er feltet tomt, er det siden her
staff-call-title = Opfordringen
staff-call-now = Opfordringen er nu:
staff-call-move = Bring den videre til
staff-call-save = Bring Opfordringen videre
staff-call-end = Opfordringen er arkiveret. Den kan læses, og intet andet kan ske med den.
staff-call-to-announced = Bebudet
staff-call-to-hint-announced = Den kan læses, men ikke underskrives
staff-call-to-open = Åben
staff-call-to-hint-open = Organisationer kan underskrive fra nu af
staff-call-to-closed = Lukket
staff-call-to-hint-closed = Ingen nye kan underskrive. Tilsagn følges op som før, og du kan åbne den igen
staff-call-to-archived = Arkiveret
staff-call-to-hint-archived = Den er der kun for at blive læst. Det kan ikke gøres om

# Begrundelser
staff-reasons-title = Begrundelser
staff-reasons-lead = Det, kollegerne vælger imellem, når de træffer en afgørelse, og det, underskriveren og offentligheden læser.
staff-reasons-add = Tilføj en begrundelse
staff-reason-edit = Ændr en begrundelse
staff-reason-for-decline = For at afvise
staff-reason-for-ask = For at bede om mere
staff-reason-for-suspend = For at skjule midlertidigt
staff-reason-for-revoke = For at annullere
staff-reason-code = Kode
staff-reason-code-hint = Små bogstaver, cifre og understregninger, for eksempel no_authority. Den kan ikke ændres senere.
staff-reason-purpose = Til hvilken afgørelse
staff-reason-title = Titel
staff-reason-title-hint = Det, kollegerne ser på listen
staff-reason-text = Tekst
staff-reason-text-hint = Det, underskriveren læser i mailen og offentligheden på underskriverens side
staff-reason-hidden = Vis ikke teksten for offentligheden
staff-reason-hidden-hint = Underskriveren læser den, offentligheden gør ikke
staff-reason-hidden-tag = ikke offentlig
staff-reason-position = Plads på listen
staff-reason-position-hint = Et tal. Små kommer først
staff-reason-save = Gem begrundelsen
staff-reason-used = Afgørelser henviser til denne begrundelse, så den kan ikke slettes.
staff-reason-delete-title = Slet denne begrundelse
staff-reason-delete = Slet for altid

# Revisionssporet
staff-audit-title = Revisionsspor
staff-audit-lead = Alt, hvad der blev gjort, af hvem og hvornår. Linjer føjes til og ændres aldrig.
staff-audit-actor = Af hvem
staff-audit-act = Handling
staff-audit-subject = Genstand
staff-audit-number = Genstandens nummer
staff-audit-from = Fra
staff-audit-to = Til og med
staff-audit-anybody = Hvem som helst
staff-audit-anything = Hvad som helst
staff-audit-search = Søg i sporet
staff-audit-at = Hvornår
staff-audit-details = Detaljer
staff-audit-request = forespørgsel
staff-audit-none = Ingen linje passer. Fjern et filter, og søg igen.
staff-actor-staff = kollega
staff-actor-representative = repræsentant
staff-actor-operator = operatør på serveren
staff-actor-system = programmet selv
staff-actor-anyone = besøgende

# Mail
staff-mail-title = Mail
staff-mail-folder = Mail skrives i filer på serveren og når ikke ud til nogen.
staff-mail-waiting =
    { $count ->
        [0] Ingen mail venter.
        [one] Én mail venter.
       *[other] { $count } mails venter.
    }
staff-mail-many = [Mails til underskrivere] tælles ikke med her: Deres egne sider siger, hvor mange der er sendt, og hvor mange der venter.
staff-mail-oldest = Den ældste blev skrevet
staff-mail-minutes =
    { $count ->
        [one] for et minut siden
       *[other] for { $count } minutter siden
    }
staff-mail-parked = Opgivet
staff-mail-parked-lead = Disse mails kunne ikke leveres. Find ud af hvorfor, før du sender en igen.
staff-mail-none = Ingen mail er opgivet.
staff-mail-overtaken = Overhalet
staff-mail-overtaken-lead = Disse mails sendes ikke til nogen længere: Linket i hver af dem var udløbet eller lukket, før mailen kunne leveres.
staff-mail-dead = Linket i den åbner ikke længere noget, så den sendes ikke igen.
staff-mail-next = Hvad der kan gøres
staff-mail-next-continue-draft = Den, der udfylder formularen, kan få linket sendt igen derfra eller begynde forfra.
staff-mail-next-confirm-signature = Hvis underskriften stadig venter: Den, der skrev under, får et nyt link ved at bede om et på siden for login til kontoen eller ved at sende formularen igen.
staff-mail-next-account-link = Den, der har brug for det, kan bede om et nyt på siden for login til kontoen.
staff-mail-next-invitation = En, der handler for organisationen, kan invitere igen fra dens konto.
staff-mail-next-mailbox-confirm = Den, der ændrer sin mailadresse, kan gøre det igen i kontoen.
staff-mail-next-recovery-confirm = Den, der bad om at handle for organisationen, kan bede om det igen.
staff-mail-next-staff-setup = En administrator skal sende kollegaen et nyt link: »Kolleger« i menuen.
staff-mail-letter = Mail
staff-mail-written = Skrevet
staff-mail-reason = Hvorfor det mislykkedes
staff-mail-said = Den svarede:
staff-mail-hindrance-refused = Mailserveren afviste den endeligt.
staff-mail-hindrance-postponed = Mailserveren blev ved med at bede om at prøve senere.
staff-mail-hindrance-sign-in = Mailserveren lukkede os ikke ind. Bed den, der driver serveren, om at se på bruger og adgangskode.
staff-mail-hindrance-connection = Mailserveren kunne ikke nås, eller forbindelsen blev afbrudt.
staff-mail-hindrance-protection = Forbindelsen til mailserveren kunne ikke beskyttes.
staff-mail-hindrance-silence = Mailserveren svarede ikke i tide.
staff-mail-hindrance-file = Den kunne ikke skrives i sin fil.
staff-mail-hindrance-letter = Selve mailen kan ikke sendes. Sig det til den, der driver serveren.
staff-mail-hindrance-turn = Den ventede på sin tur: for mange mails på kort tid.
staff-mail-hindrance-unknown = Ingen ved, om den nåede frem: den var på vej, da forbindelsen eller programmet stoppede. Den kan være nået frem, og en mail til mange sendes ikke to gange af sig selv. Send den kun igen, hvis det ikke gør skade.
staff-mail-tries =
    { $count ->
        [one] ét forsøg
       *[other] { $count } forsøg
    }
staff-mail-again = Send igen
staff-letter-many-proposed = En afgørelse om mange venter
staff-letter-continue-draft = Fortsæt en kladde
staff-letter-confirm-signature = Bekræft en underskrift
staff-letter-already-signed = Allerede underskrevet
staff-letter-signature-confirmed = Underskrift bekræftet
staff-letter-delayed = Tager længere tid end lovet
staff-letter-published = Offentliggjort
staff-letter-receipt = Kvittering
staff-letter-published-unnamed = Offentliggjort uden navn
staff-letter-shown-again = Vises igen med navn
staff-letter-hidden = Skjult
staff-letter-more-needed = Der mangler noget
staff-letter-question-taken-back = Intet svar nødvendigt længere
staff-letter-declined = Afvist
staff-letter-stands-again = Afvist ved en fejl, gælder igen
staff-letter-suspended = Midlertidigt skjult
staff-letter-restored = Vises igen
staff-letter-commitment-suspended = Tilsagn skjult
staff-letter-commitment-restored = Tilsagn vist igen
staff-letter-revoked = Annulleret
staff-letter-cancelled = Afbrudt
staff-letter-expired = Udløbet
staff-letter-erased = Slettet
staff-letter-account-link = Link til kontoen
staff-letter-no-account = Ingen konto
staff-letter-change-published = Ændring offentliggjort
staff-letter-change-declined = Ændring afvist
staff-letter-withdrawn = Trukket tilbage
staff-letter-reinstated = Tilbagetrækning fortrudt
staff-letter-withdrawal-stands = Tilbagetrækning ikke omgjort
staff-letter-withdrawal-by-letter = Tilbagetrækning ved brev
staff-letter-domain-asked = Bedt om kontrol over domænet
staff-letter-domain-verified = Domæne bekræftet
staff-letter-domain-missing = Linjen på domænet mangler
staff-letter-domain-lapsed = Domæne ikke længere bekræftet
staff-letter-invitation = Invitation af en kollega
staff-letter-colleague-joined = En kollega handler
staff-letter-colleague-gone = En kollega handler ikke længere
staff-letter-no-longer-acting = Handler ikke længere
staff-letter-mailbox-confirm = Ny mailadresse: bekræftelse
staff-letter-mailbox-moved = En mailadresse er skiftet
staff-letter-recovery-confirm = Anmodning om at handle: mailadresse
staff-letter-recovery-asked = En beder om at handle
staff-letter-recovery-let-in = Har fået adgang
staff-letter-recovery-declined = Har ikke fået adgang
staff-letter-recovery-decided = Anmodning om at handle afgjort
staff-letter-staff-setup = Opsætning af en kollegas konto
staff-letter-second-needed = En anden person skal til
staff-letter-letter-recorded = Et officielt brev venter på en anden person
staff-letter-way-in-added = Ny vej ind på en medarbejderkonto
staff-letter-staff-changed = Ændring af en medarbejderkonto
staff-letter-key-change-proposed = Et skifte af loggens nøgle venter
staff-letter-account-proposed = En kollegas konto eller roller venter
staff-letter-call-proposed = En version af opfordringen venter

## Loggen
staff-log-title = Registrets log
staff-log-lead = Alt offentligt, der sker, bliver signeret her inden for et minut, så enhver kan kontrollere, at intet er ændret i stilhed.
staff-log-trouble = Intet kan signeres i øjeblikket. Sig det til dem, der driver serveren; indtil det er udbedret, bliver det, der sker, gemt og venter.
staff-log-says = Send dem også disse ord. De er programmets egne, altid på engelsk, og siger, hvad der skal gøres på serveren:
staff-log-public = Sådan kontrollerer offentligheden den
staff-log-key = Nøglen
staff-log-previous = Den forrige nøgle signerer også, så vidner og læsere har tid til at lære den nye at kende:
staff-log-retire = Når de kender den, kan den gamle nøgle pensioneres på serveren. Så signerer kun den nye, og den gamle hemmelighed er væk:
staff-log-when = Skift nøglen, hvis andre kan have set den, eller når andre end før har adgang til serveren. To administratorer beslutter det, og det gøres på serveren, som nøglen aldrig forlader. Det, der er signeret tidligere, gælder fortsat.
staff-log-propose = Bed om en ny nøgle
staff-log-asked = { $name } bad om en ny nøgle { $at }.
staff-log-allowed = { $name } tillod det { $at }.
staff-log-other = En anden administrator skal tillade det. De har fået besked på mail.
staff-log-allow-lead = Spørg din kollega, ikke kun på mail, om skiftet er ment.
staff-log-allow = Tillad skiftet
staff-log-call-off = Opgiv skiftet
staff-log-do = Inden for en uge gør den, der driver serveren, det dér:
staff-letter-merged = To underskrivere blev til én
staff-letter-unmerged = Sammenlægning gjort om
