### The ministry's office work around the queue: statistics, files for the journal, words of mails, mails to signatories.

# Statistics
staff-menu-statistics = Statistik
statistics-title = Ventetider og afgørelser
statistics-lead = { $days ->
    [one] De seneste tolv måneder. Vi lover ansøgere en afgørelse inden for 1 dag. Kun den tid, hvor sagen lå hos os, tæller med, ikke den tid, hvor vi ventede på svar. Underskrivere, der ikke nævnes, er talt med.
   *[other] De seneste tolv måneder. Vi lover ansøgere en afgørelse inden for { $days } dage. Kun den tid, hvor sagen lå hos os, tæller med, ikke den tid, hvor vi ventede på svar. Underskrivere, der ikke nævnes, er talt med.
}
statistics-decided = Afgørelser
statistics-in-time = Inden for { $days } dage
statistics-share = { $share } % ({ $count })
statistics-median = Halvdelen inden for
statistics-ninetieth = Ni ud af ti inden for
statistics-promised = Lovet
statistics-days = { $days ->
    [one] { $days } dag
   *[other] { $days } dage
}
statistics-oldest = Den ældste, der venter på os
statistics-none = Intet venter
statistics-months = Hvor lang tid afgørelserne tog, i dage
statistics-month = Måned
statistics-month-name = { $month } { $year }
statistics-sums = Hvordan sagerne endte
statistics-outcome = Udfald
statistics-cases = Sager
statistics-file = Alle tal måned for måned som CSV
statistics-open = Det, der venter nu
statistics-age-recent = På os, inden for fristen
statistics-age-nearly-overdue = På os, fristen er nær
statistics-age-overdue = På os, over fristen
statistics-asked = På svar fra ansøgeren

# The audit trail as a file
audit-export = Gem det, der blev fundet
audit-export-csv = som CSV
audit-export-ndjson = som NDJSON
audit-export-hint = Alle linjer, der passer, på alle sider. Kun id’er og koder, som i selve sporet.

# The words of mails
staff-menu-words = Ord i mails
words-title = Ordene i vores mails
words-lead = Det, vores mails siger til dem, der underskriver og handler, på hvert sprog. Links, oplysninger og bunden bliver, som de er, og det gør mails til kolleger også.
words-group-signing = Før der er en afgørelse
words-group-decisions = Det, vi afgør om det indsendte
words-group-register = Det, der sker med en underskriver
words-group-domain = Kontrol over et domæne
words-group-account = Kontoen, og hvem der handler
words-group-recovery = En beder om at handle
words-group-many = Til mange underskrivere
words-changed = { $count ->
    [one] 1 tekst ændret
   *[other] { $count } tekster ændret
}
words-unchanged = Som den blev lavet
words-how = Skriv almindelig tekst. Et ord i tuborgparenteser bliver erstattet, når mailen sendes. Et tomt felt giver originalen tilbage. Mails, der venter på at blive sendt, får også de nye ord.
words-takes = Du kan bruge { $list }
words-takes-none = Én linje, uden pladsholdere: Et emne siger intet om nogen.
words-preview = Sådan ser den ud, med opdigtede værdier
words-variant-signature = om en underskrift
words-variant-change = om en ændring eller et tilsagn
words-variant-commitment = om et tilsagn
words-variant-expected = med det antal uger, det tager
words-variant-unknown = når ingen kan sige, hvor længe det tager
words-variant-named = til en underskriver med en side
words-variant-unnamed = til en underskriver, der ikke er nævnt
words-variant-message = en besked
words-variant-stocktake = om en status
words-variant-together = om at handle sammen
words-variant-hand-over = om at tage over
words-variant-invited = efter en invitation
words-variant-handed-over = efter at en kollega har givet opgaven videre
words-variant-left = efter at nogen selv er holdt op
words-variant-taken-off = efter at en kollega har sagt, at nogen er holdt op
words-variant-replaced = efter at ministeriet har givet en anden adgang
words-variant-colleagues = til alle, der handler
words-variant-mailbox-left = til den adresse, der er forladt
words-variant-besides = om at handle ved siden af de andre
words-variant-others-left = fordi de andre skal være holdt op
words-variant-let-in = har fået adgang
words-variant-declined = har ikke fået adgang
words-variant-returns = når den kan vises igen
words-variant-stays = når den ikke står i registret og ikke kan
words-variant-shown = vist igen
words-variant-withdrawn = efter at den imens har trukket sig tilbage
words-variant-stands = i registret igen
words-variant-suspended = midlertidigt skjult igen
words-again = Se, hvordan den ser ud
words-save = Gem ordene
words-original = Giv alle originaler tilbage
words-unknown = Her findes { $given } ikke. Den nærmeste er { $nearest }.
words-none-here = Et emne har ingen pladsholdere. Fjern { $given }.
words-brace = En tuborgparentes hører ikke til nogen pladsholder. Skriv en pladsholder som ét ord i tuborgparenteser, eller fjern parentesen.
words-link = Fjern adressen. Links står, hvor mailen har dem.
words-wordless = Skriv det, du vil sige, mindst ét ord. Et tomt felt giver originalen tilbage.
words-too-long = Afkort til { $limit } tegn.
words-slot-subject = Emne
words-slot-heading = Overskrift
words-slot-status = Hvordan det står
words-slot-stays = Hvor længe det bliver sådan
words-slot-withdrawn-subject = Emne, når underskriveren har trukket sig imens
words-slot-withdrawn-heading = Overskrift, når underskriveren har trukket sig imens
words-slot-withdrawn-status = Hvordan det står, når underskriveren har trukket sig imens
words-slot-suspended-subject = Emne, når den er midlertidigt skjult
words-slot-suspended-heading = Overskrift, når den er midlertidigt skjult
words-slot-suspended-status = Hvordan det står, når den er midlertidigt skjult
words-slot-unnamed-subject = Emne, når organisationen ikke nævnes
words-slot-commitment-subject = Emne, når det er et tilsagn
words-slot-unnamed-heading = Overskrift, når organisationen ikke nævnes
words-slot-commitment-heading = Overskrift, når det er et tilsagn
words-slot-unnamed-status = Hvordan det står, når organisationen ikke nævnes
words-slot-button = Knap eller vigtigste link
words-slot-unnamed-button = Knap eller vigtigste link, når organisationen ikke nævnes
words-slot-commitment-button = Knap eller vigtigste link, når det er et tilsagn
words-slot-naming = Hvem der bestemmer, om et navn er offentligt
words-slot-until = Hvor længe
words-slot-waits = I stedet for det, når det sendte ikke bortfalder
words-slot-next = Hvad der nu sker
words-slot-account = Link til kontoen
words-slot-hide = Hvordan man skjuler
words-slot-unnamed-hide = Hvordan man bliver ved med at stå uden navn, når organisationen ikke nævnes
words-slot-wrong = Hvis det er forkert
words-slot-meaning = Hvad det betyder
words-slot-meaning-unnamed = Hvad det betyder, når organisationen ikke nævnes
words-slot-expected = Hvor lang tid det tager, når vi ved det
words-slot-unknown = Hvor lang tid det tager, når vi ikke ved det
words-slot-ask = Hvordan man spørger
words-slot-message-subject = Emne for en besked
words-slot-stocktake-subject = Emne for en status
words-slot-unsubscribe = Hvordan man ikke får flere af dem
words-slot-why = Hvorfor det er sådan
words-slot-not-you = Hvis det var en anden
words-slot-scanners = Det, der sker, når linket åbnes
words-slot-share = Hvem der kan få linket
words-slot-keep = Det, man skal passe på
words-slot-question = Hvis vi har brug for at vide mere
words-slot-cancel = Hvordan man afbryder
words-slot-cancel-link = Link til at afbryde
words-slot-again = Link til at underskrive
words-slot-certificate = Link til beviset
words-slot-domain = Det, der skal fjernes på domænet
words-slot-check = Det, vi kontrollerer
words-slot-about = Det, der sker med tilsagn og folk
words-slot-other = Hvis organisationen har underskrevet med en anden adresse
words-slot-together = Det, man kan gøre sammen med kollegaen
words-slot-hand-over = I stedet for det, når kollegaen giver opgaven videre
words-slot-handed-over = Hvordan det står, når nogen har givet opgaven videre
words-slot-left = Hvordan det står, når nogen selv er holdt op
words-slot-taken-off = Hvordan det står, når en kollega har sagt, at nogen er holdt op
words-slot-replaced = Hvordan det står, når ministeriet har givet en anden adgang
words-slot-own = Hvordan det står, til den adresse, der er forladt
words-slot-others-left = Hvordan det står, når de andre skal være holdt op
words-slot-let-in = Hvordan det står, når den, der bad om det, fik adgang
words-slot-declined = Hvordan det står, når den, der bad om det, ikke fik adgang
words-slot-right = Hvis det er rigtigt, og hvis det ikke er
words-slot-told = Hvem der ellers får det at vide
words-sample-organisation = Foreningen af Fyrpassere, et eksempel
words-sample-reason = Vi kunne ikke finde ud af, hvem der besluttede at underskrive.
words-sample-message = Send os venligst referatet fra bestyrelsens møde.
words-sample-title = Efterårets status
words-sample-other = Fyrpasserne i Eksempel
words-sample-person = Robin Eksempel
words-sample-commitment = Holde lampen tændt

# Mails to many signatories
staff-menu-circulars = Mails til underskrivere
circulars-title = Mails til underskrivere
circulars-lead = Én mail til mange: om en ny version af Opfordringen, en status eller noget andet. Den går én gang til hver mailadresse, nævner ingen organisation, og alle kan sige nej til mails af denne slags.
circulars-list = Indtil nu
circular-kind = Hvad den handler om
circular-kind-new-version = Ny version af Opfordringen
circular-kind-new-version-hint = Siger, at der er en ny version, med sammenligningen med den version, som læserens organisation underskrev.
circular-kind-stocktake = Status
circular-kind-stocktake-hint = Jeres egne ord om, hvordan det går med tilsagnene.
circular-kind-message = Noget andet
circular-kind-message-hint = Jeres egne ord.
circular-begin = Begynd på en kladde
circular-number = Mail nr. { $number }
circular-state = Tilstand
circular-state-draft = Kladde
circular-state-proposed = Til endnu en person
circular-state-sending = Bliver sendt
circular-state-sent = Sendt
circular-state-stopped = Stoppet
circular-when = Hvornår
circular-recipients = Modtagere
circular-author = Skrevet af { $name }
circular-changed = Noget har ændret sig, siden du så siden: ordene, eller hvem der får mailen. Intet blev sendt. Se igen.
circular-says = Hvad den siger
circular-says-version = Mailen siger, at der er en ny version, og hvor man ser, hvad der er ændret. I kan tilføje noget på hvert sprog.
circular-says-own = Skriv på alle sprog: Hver læser får sit eget. Nævn ingen organisation og ingen, der ikke må nævnes.
circular-title = Titel
circular-message = Besked
circular-message-more = Det, I vil tilføje
circular-audience = Til hvem
circular-audience-hint = Sæt ingen kryds, hvis den skal til alle, der står i registret. Underskrivere, der ikke nævnes, får den kun, når den går til alle.
circular-any-country = Alle lande
circular-signed = Underskrevet version
circular-version = Version { $version }
circular-assurance = Hvordan vi kender dem
circular-keep = Gem, og se den
circular-goes = { $count ->
    [0] Den ville ikke gå til nogen
    [one] Den ville gå til 1 mailadresse
   *[other] Den ville gå til { $count } mailadresser
}
circular-everybody = Alle, der står i registret og ikke har sagt nej til sådanne mails; hver mailadresse én gang. Underskrivere, der ikke nævnes, får den også og er ikke med i noget tal her.
circular-chosen = De, der passer til alt det valgte og ikke har sagt nej til sådanne mails; hver mailadresse én gang. Underskrivere, der ikke nævnes, får den ikke.
circular-unready = Den kan ikke sendes endnu: Der mangler en titel og en tekst på hvert sprog. Skriv dem ovenfor, gem, og se mailen.
circular-needs-second = Den går til mere end { $alone } mailadresser, så en anden administrator skal se den først.
circular-propose = { $count ->
    [one] Giv mailen til 1 mailadresse videre til endnu en person
   *[other] Giv mailen til { $count } mailadresser videre til endnu en person
}
circular-send = { $count ->
    [one] Send den til 1 mailadresse
   *[other] Send den til { $count } mailadresser
}
circular-waits = { $name } vil sende denne mail. Den går til mere end { $alone } mailadresser og venter på en anden administrator.
circular-take-back = Tilbage til kladden
circular-discard = Kassér kladden
circular-progress = Hvor langt den er
circular-began = Begyndt
circular-second = anden person: { $name }
circular-gone = Sendt
circular-ended = Færdig
circular-waiting = Venter i udbakken
circular-given-up = Opgivet
circular-stop = Stop den
staff-done-words = Ordene er gemt.
staff-done-circular = Kladden er gemt. Herunder står, hvad der ville blive sendt, og til hvor mange.
staff-done-circular-begun = Mailen er på vej.
staff-done-circular-proposed = Mailen venter på endnu en person. Administratorerne har fået besked.
staff-done-circular-taken-back = Mailen er en kladde igen.
staff-done-circular-stopped = Mailen er stoppet. Det, der var sendt, er sendt; ingen andre får den.
staff-done-circular-before = Der var allerede trykket på knappen, og der skete ikke mere. Herunder står, hvor langt mailen er.
staff-done-circular-discarded-before = Kladden findes ikke længere: den er kasseret tidligere.
staff-done-circular-discarded = Kladden er kasseret.

# Declining them
unsubscribe-title = Mails til underskrivere
unsubscribe-in = Ministeriet skriver af og til til alle underskrivere: om en ny version af Opfordringen, eller om hvordan det går med tilsagnene. Du kan sige nej til sådanne mails på din adresse.
unsubscribe-stop = Send mig ikke flere af dem
unsubscribe-out = Din adresse får ikke flere mails af denne slags.
unsubscribe-again = Send dem til mig igen
unsubscribe-still = Det, der angår organisationen selv, får du stadig: afgørelser, spørgsmål, kvitteringer og links, som du beder om.
unsubscribe-unknown-title = Vi kender ikke dette link
unsubscribe-unknown = Linket er ikke et af vores, eller det er gået i stykker undervejs. Kopiér hele adressen fra mailen, eller skriv til { $contact }.

# Mails and acts by name
staff-letter-new-version = Ny version af Opfordringen
staff-letter-circular = Til mange underskrivere
staff-letter-circular-proposed = En mail til mange underskrivere venter
case-act-words-changed = ændrede ordene i en mail.
case-act-circular-begun = begyndte på en mail til mange underskrivere.
case-act-circular-written = ændrede en mail til mange underskrivere.
case-act-circular-discarded = kasserede en mail til mange underskrivere.
case-act-circular-proposed = vil sende en mail til mange underskrivere; endnu en person skal se den.
case-act-circular-taken-back = tog mailen til mange underskrivere tilbage til kladden.
case-act-circular-begun-to-send = lod en mail til mange underskrivere gå.
case-act-circular-queued = fortsatte med en mail til mange underskrivere.
case-act-circular-sent = har sendt en mail til mange underskrivere.
case-act-circular-stopped = stoppede en mail til mange underskrivere.
case-act-circular-opted = valgte, om mails til mange underskrivere skal komme.
case-outcome-hidden = afsluttet, da organisationen skjulte sig
case-outcome-withdrawn = afsluttet, da organisationen trak sig
case-outcome-signatory-revoked = afsluttet, da underskriften blev annulleret
case-outcome-called-back = taget tilbage af organisationen
case-outcome-given-up = afsluttet, da tilsagnet blev opgivet

# A Case in one file
record-title = Gem som fil
record-lead = Én fil med det hele, til journalen eller som svar til nogen, der spørger, hvad vi har om dem. Den kan læses og udskrives uden andet. Det bliver noteret, at den er lavet, af hvem og til hvad.
record-purpose = Til hvad
record-purpose-journal = Ministeriets journal
record-purpose-journal-hint = Hele sagen med noter, kollegers navne og mulige dubletter.
record-purpose-access = Nogen beder om indsigt i deres oplysninger
record-purpose-access-hint = Alt, hvad vi har om organisationen og om den, der spørger, i alle dens sager. Intet om andre: ingen anden kontakt, ingen anmelder, ingen mulig dublet ved navn, ingen kollegas navn. Vær først sikker på, at de er dem, de siger.
record-person = Hvem der spørger
record-person-hint = Kun ved indsigt. Andre, der handler for organisationen, er udeladt. Den, der kun har bedt om at handle for den, får sin anmodning og intet andet.
record-notes = Med kollegers noter, vurderinger og en afgørelse, der venter
record-notes-hint = Kun ved indsigt; journalen har dem altid. Det, der er skrevet om en person, hører til det, de må se. Udelad dem kun, hvis en undtagelse gælder, for eksempel for interne dokumenter i en sag, der ikke er afgjort, og sig det; spørg databeskyttelsesrådgiveren.
record-kind = Filtype
record-kind-html = En side (HTML)
record-kind-html-hint = Til at læse og udskrive.
record-kind-json = Data (JSON)
record-kind-json-hint = Til andre programmer.
record-make = Gem filen
record-link = Gem sagen som fil
record-file-journal = Til journalen
record-file-access = Det, vi har om dig
record-made = Lavet
record-access-what = Det er, hvad vi har om jeres organisations underskrift og om dig. Oplysninger om andre er udeladt.
record-without-notes = Vores kollegers noter er ikke med i filen, heller ikke det, de har spurgt hinanden om, eller en afgørelse, der ikke er endelig.
record-other-person = En anden person, som er udeladt her
record-other-organisation = en anden organisation, som er udeladt her
record-report-left-out = Nogen har gjort opmærksom på noget om organisationen. Henvendelsen er udeladt, så den ikke fortæller, hvem de er.
record-access-request = Det er, hvad vi har om din anmodning om at handle for organisationen. Oplysninger om andre er udeladt.
record-person-asked = { $name }, som har bedt om at handle
record-request-left-out = En anden har bedt om at handle for organisationen. Anmodningen er udeladt.
record-agrees = siger, at det er rigtigt
record-objects = gør indsigelse
record-merge-proposed = Sammenlægning foreslået
record-merge-merged = Sammenlægning gennemført
record-merge-undone = Sammenlægning ophævet
record-merge-dropped = Sammenlægning ikke gennemført
record-decision = Afgørelse
record-opinion-asked = En kollega har bedt en anden om en vurdering
record-opinion-answered = Svaret
record-ask = Vi spurgte
record-decline = Vi afviste
record-mails = Mails
record-mails-what = Hvad vi skrev, og hvornår. En mails tekst gemmes ikke, når den er sendt.
record-mails-none = Vi har intet skrevet.
record-entries = Indførsler i registrets log
case-act-case-exported = gemte sagen som fil.
