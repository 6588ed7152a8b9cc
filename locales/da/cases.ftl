### Sagsbehandling: køen, en sag, afgørelser, staters breve og henvendelser fra offentligheden.

# Køen
case-queue-title = Sagskø
case-tabs-label = Sager efter tilstand
case-tab-open = Åbne
case-tab-waiting = Venter på svar
case-tab-second = Hos en anden person
case-tab-closed = Afsluttede
case-search = Navn, nummer eller reference
case-queue-count =
    { $count ->
        [one] { $count } sag
       *[other] { $count } sager
    }
case-queue-empty = Her venter ingenting.
case-column-case = Sag
case-column-who = Organisation
case-column-kind = Vedrører
case-column-age = Ventetid
case-column-holder = Hos
case-urgent = Haster
case-since = Siden
case-answer-until = Svar ventes inden
case-age-overdue =
    { $days ->
        [0] Fristen udløb i dag
        [one] { $days } dag over fristen
       *[other] { $days } dage over fristen
    }
case-age-nearly =
    { $days ->
        [0] Frist i dag
        [one] Frist om { $days } dag
       *[other] Frist om { $days } dage
    }
case-age-recent =
    { $days ->
        [one] Frist om { $days } dag
       *[other] Frist om { $days } dage
    }
case-held-by-you = Dig
case-held-by-nobody = Ingen
case-outcome-published = offentliggjort
case-outcome-declined = afvist
case-outcome-restored = vist igen
case-outcome-revoked = annulleret
case-outcome-closed = lukket
case-outcome-erased = slettet
case-outcome-let-in = har fået adgang
case-outcome-withdrawal-reversed = tilbagetrækning omgjort
case-outcome-withdrawal-confirmed = tilbagetrækning bekræftet
case-outcome-expired = udløbet uden svar
case-outcome-superseded = postkassen bekræftede en anden
case-outcome-crowded-out = for mange ventede på postkassen
case-outcome-cancelled = annulleret af organisationen

# Køens filtre
case-filters = Indsnævr køen
case-filter-kind = Vedrører
case-filter-age = Ventetid
case-filter-with = Hvem afgør
case-filter-category = Kategori
case-filter-country = Land eller område
case-filter-mailbox = Postkasse
case-filter-checks = Kontroller
case-filter-without = Udelad
case-filter-held = Under behandling
case-filter-age-recent = Inden for fristen
case-filter-age-nearly-overdue = Frist nærmer sig
case-filter-age-overdue = Over fristen
case-mailbox-own = På organisationens eget domæne
case-mailbox-free = Gratis postkasse
case-mailbox-disposable = Engangsadresse
case-mailbox-other = Et andet domæne
case-noted-flagged = En kontrol fandt noget
case-noted-held = Underskriften blev holdt tilbage, da den kom ind
case-without-held = Uden underskrifter, der blev holdt tilbage
case-flagged-short = Kontrol
case-held-now = Åben hos en kollega nu
case-with-me = Mig
case-with-nobody = Ingen
case-open-at = { $name } er i gang
case-open-at-you = Du er i gang

# Kolleger
case-for-me = Til dig
case-for-me-opinion = { $name } beder om din vurdering:
case-for-me-taken-over = { $name } har overtaget fra dig:
case-message-read = Læst
case-assign = Hvem afgør
case-assign-button = Tildel
case-assigned-to = tildelt { $name }
case-take-over-why = Hvorfor du overtager, til { $name }
case-take-over-hint = Kollegaen finder det på sin liste. Intet overtages uden et ord.
case-opinions = Mellem kolleger
case-opinion-ask = Bed om en anden vurdering
case-opinion-whom = Hvem du spørger
case-opinion-question = Hvad du vil vide
case-opinion-send = Spørg
case-opinion-yours = Din vurdering
case-opinion-hint = Den afgør intet. Skriv aldrig, hvem en beskyttet underskriver er.
case-opinion-give = Send din vurdering
case-message-opinion = { $from } spurgte { $to }
case-message-taken-over = { $from } overtog sagen fra { $to }
case-message-answered = { $name } svarede
case-message-waits = Intet svar endnu
case-message-ended = Endte uden svar
case-opinion-take-back = Tag spørgsmålet tilbage
case-opinion-pass = Lad det være uden svar
case-act-case-assigned = bestemte, hvem der afgør sagen.
case-act-case-opinion-asked = bad en kollega om en vurdering.
case-act-case-opinion-given = gav sin vurdering.
case-act-case-opinion-taken-back = afsluttede et spørgsmål til en kollega uden svar.
case-act-case-taking-over-read = læste, at sagen var overtaget.

# En sag
case-title = Sag { $number }: { $name }
case-number = Sag { $number }
case-signatory-number = Underskriver nr. { $number }
case-held-by-you-until = hos dig indtil
case-held-until = hos { $name } indtil
case-take = Tag sagen
case-take-over = Overtag sagen
case-release = Giv sagen fri
case-next = Næste sag
case-concern = Henvendelsen
case-concern-email = Afsenderen kan nås på
case-concern-anonymous = Afsenderen har ikke efterladt en adresse.
case-concern-left-out =
    { $count ->
        [one] Der kom { $count } henvendelse mere før de følgende. Den står i sagen, når den gemmes som fil til journalen.
       *[other] Der kom { $count } henvendelser mere før de følgende. De står i sagen, når den gemmes som fil til journalen.
    }
case-changes = Det bliver ændret
case-changes-over = Det skulle ændres
case-state-renamed = Det giver en stat et andet navn eller land. Ligesom når en stat offentliggøres, kræver det en anden person.
case-unchanged =
    { $count ->
        [one] Vis { $count } uændret felt
       *[other] Vis { $count } uændrede felter
    }
case-sent = Det blev sendt
case-field-name = Navn
case-field-category = Kategori
case-field-country = Land
case-field-website = Hjemmeside
case-field-description = Beskrivelse
case-field-statement = Udtalelse
case-signed-text = Underskrevet tekst
case-signed-version = Opfordringens version { $version }, på { $language }
case-signed-at = Underskrevet
case-endorsement-state = Tilstand
case-endorsement-submitted = Sendt, ikke bekræftet
case-endorsement-confirmed = Bekræftet
case-endorsement-recorded = Registreret
case-endorsement-in-review = Under behandling
case-endorsement-needs-info = Afventer svar
case-endorsement-published = Offentliggjort
case-endorsement-declined = Afvist
case-endorsement-cancelled = Annulleret
case-endorsement-expired = Udløbet
case-endorsement-turned-away = Sendt bort som falsk
case-endorsement-suspended = Midlertidigt skjult
case-endorsement-withdrawn = Trukket tilbage
case-endorsement-withdrawn-suspended = Trukket tilbage, mens den var midlertidigt skjult; det, der var skjult, er det fortsat, til I afgør det
case-endorsement-lapsed = Bortfaldet
case-endorsement-revoked = Annulleret af ministeriet
case-endorsement-merged = Lagt sammen med en anden
case-origin = Modtaget
case-origin-form = Gennem formularen
case-origin-letter = Ved brev
case-origin-import = Ved import
case-reference = Reference
case-people = Hvem der handler på organisationens vegne
case-people-moved = Dens folk handler for den, som den gik ind i.
case-people-none = Der er ingen kendt kontakt, så der kan ikke skrives til nogen.
case-person-name = Navn
case-person-signed = Har underskrevet
case-person-email = Mailadresse
case-person-language = Vi skriver på: { $language }
case-person-named = Offentligt
case-person-named-yes = Vil gerne nævnes
case-person-named-no = Skal ikke nævnes
case-authority = Bemyndigelse
case-authority-own = »Jeg har ret til at skrive under for organisationen.«
case-authority-delegated = »En, der har retten, har bedt mig om det.«
case-commitments = Tilsagn
case-open-commitment = Åbn en sag om dette tilsagn
case-this-commitment = Denne sag
case-commitment-due = frist
case-commitment-start = fra
case-commitment-paragraphs = punkter
case-commitment-state-draft = kladde
case-commitment-state-in-review = under behandling
case-commitment-state-needs-info = afventer svar
case-commitment-state-active = offentliggjort
case-commitment-state-declined = afvist
case-commitment-state-suspended = midlertidigt skjult
case-commitment-state-dropped = opgivet
case-commitment-dropped-reason = Hvorfor det er opgivet, med organisationens egne ord:
case-measure-deliverable = Gjort eller ikke gjort
case-talk = Spørgsmål og svar
case-talk-ask = { $name } spurgte
case-talk-decline = { $name } afviste
case-talk-answered = De svarede
case-talk-changed = Svaret ændrede det, der var sendt:
case-talk-mended = De rettede et tilsagn
case-talk-promise = Ændret i tilsagnet »{ $title }«:
case-talk-before = Før
case-talk-after = Med svaret

# Hvordan en organisation kendes, kontrol for kontrol
case-known = Sådan ved vi det
case-known-reference = Reference
case-known-dated = dateret
case-known-recorded = Registreret:
case-known-confirmed = Bekræftet:
case-known-refused = Lagt til side:
case-known-site = Kontrolleret af dette websted:
case-known-elsewhere = Kontrolleret af det register, den er overtaget fra:
case-known-until-unconfirmed = Tæller ikke, før en anden person har bekræftet det.
case-known-until-put-aside = Har aldrig talt med.
case-known-until-lapsed = Talte til { $day }.
case-known-until-looked = Tæller. Der kigges efter det igen den { $day }.
case-known-until-missed = Blev ikke fundet, da vi sidst kiggede. Tæller til { $day }, hvis det ikke findes igen.
case-known-until-website = Tæller, indtil organisationen angiver en anden hjemmeside.
case-known-until-signature = Tæller, så længe underskriften står ved magt.
case-known-last = Sidst bekræftet den { $day }.

# Kontroller
case-checks = Kontroller
case-checks-passed =
    { $count ->
        [one] Vis én kontrol, der er i orden
       *[other] Vis { $count } kontroller, der er i orden
    }
case-check-mailbox-ok = Mailadressen er bekræftet
case-check-mailbox-bad = Mailadressen er ikke bekræftet
case-check-own-domain-ok = Mailadressen ligger på organisationens eget domæne
case-check-own-domain-warn = Mailadressen ligger ikke på hjemmesidens domæne
case-check-merged-domain-ok = Mailadressen fulgte med den underskriver, der blev lagt sammen med denne, og ligger på domænet for dens hjemmeside
case-check-merged-domain-warn = Mailadressen fulgte med den underskriver, der blev lagt sammen med denne, og ligger ikke på domænet for nogen af de to hjemmesider
case-check-domain-control-ok = Organisationen råder over sit domæne
case-check-domain-control-warn = Organisationen rådede over sit domæne; det tæller ikke længere
case-check-provider-ok = Ikke en gratis mailadresse eller en engangsadresse
case-check-provider-warn = En gratis mailadresse: Dér kan enhver få en
case-check-provider-bad = En engangsadresse
case-check-website-ok = En hjemmeside er oplyst
case-check-website-warn = Ingen hjemmeside er oplyst
case-check-duplicates-ok = Ingen anden organisation ligner denne
case-check-duplicates-warn = Andre organisationer kan være den samme som denne
case-check-script-ok = Intet ord blander bogstaver fra forskellige skriftsystemer
case-check-script-warn = Et ord blander bogstaver fra forskellige skriftsystemer
case-script-arab = arabisk
case-script-armn = armensk
case-script-beng = bengalsk
case-script-bopo = bopomofo
case-script-cans = canadisk stavelsesskrift
case-script-cher = cherokee
case-script-copt = koptisk
case-script-cyrl = kyrillisk
case-script-deva = devanagari
case-script-ethi = etiopisk
case-script-geor = georgisk
case-script-grek = græsk
case-script-gujr = gujarati
case-script-guru = gurmukhi
case-script-hang = hangul
case-script-hani = kinesiske tegn
case-script-hebr = hebraisk
case-script-hira = hiragana
case-script-kana = katakana
case-script-khmr = khmer
case-script-knda = kannada
case-script-laoo = laotisk
case-script-latn = latinsk
case-script-lisu = lisu
case-script-mlym = malayalam
case-script-mong = mongolsk
case-script-mymr = burmesisk
case-script-orya = odia
case-script-sinh = singalesisk
case-script-taml = tamil
case-script-telu = telugu
case-script-thaa = thaana
case-script-thai = thai
case-script-tibt = tibetansk
case-check-letter-ok = Det officielle brev er bekræftet af to personer
case-check-letter-warn = Det officielle brev er registreret og venter på en anden person
case-check-letter-bad = Der er intet officielt brev
case-twins = Mulige dubletter
case-twins-lead = Ligner på domænet, på et nummer i et andet register eller på et navn, også et tidligere eller et andet; for en stat også samme land eller samme brev. Det er ikke i sig selv en grund til at afvise.
case-twins-more =
    { $count ->
        [one] En til, der ligner
       *[other] { $count } til, der ligner
    }
case-twin-this = Denne
case-twin-other = Den anden
case-twin-how = Ens i
case-twin-same-domain = domæne
case-twin-same-name = navn
case-twin-same-country = land
case-twin-same-letter = brev
case-protected = Beskyttet underskriver
case-decision-masked = Se først, hvem det er.
case-masked-title = Beskyttet identitet
case-masked-what = Organisationen må ikke nævnes. Kun sagsbehandlere og administratorer kan se, hvem det er, og hvert opslag noteres i revisionssporet.
case-masked-show = Vis, hvem det er
case-unmasked = Du ser en beskyttet identitet. Skriv den ikke ned, heller ikke i noter eller beskeder.
case-hide = Skjul organisationen nu
case-hide-what = Alt om den forsvinder fra det offentlige register med det samme. Kun organisationen selv kan vise det igen.
case-hide-gap = Der bliver et hul i de offentlige numre, og kopier, som andre har taget, råder vi ikke over.
case-hide-button = Skjul den
case-erase = Slet underskriveren
case-erase-lead = Til det, der slet ikke må gemmes. En underskriver, der blot ikke skal stå i registret, skjules midlertidigt eller annulleres i stedet.
case-erase-what-data = Det, vi har om organisationen og dens folk, bliver slettet: navn, kontaktpersoner, tilsagn, noter, henvendelser og mails.
case-erase-what-log = Det, loggen siger om den, bliver også slettet. Fingeraftrykkene bliver stående, så alle beviser stadig gælder, og loggen oplyser, at linjerne er slettet.
case-erase-what-address = Dens sider oplyser, at de er væk. En underskriver, der ikke nævnes, efterlader intet spor dér.
case-erase-what-mail = Hver kontaktperson får én sidste mail. Derefter kan der ikke skrives til nogen.
case-erase-what-forever = Det kan ikke gøres om.
case-erase-ground = Hvorfor det skal slettes
case-erase-ground-hint = Det bliver stående i revisionssporet, når alt andet er væk.
case-erase-note = Hvad den anden administrator skal vide
case-erase-note-hint = Det bliver slettet sammen med resten.
case-erase-message = Besked til organisationen (valgfri)
case-erase-look = Se mailen
case-ground-request = Organisationen, eller en person, oplysningerne handler om, har bedt om det
case-ground-danger = Det bringer mennesker i fare
case-ground-order = En domstol eller en myndighed har pålagt det
case-ground-unlawful = Oplysningerne burde aldrig have været gemt
case-erased-name = Slettet
case-erased = Alt om organisationen blev slettet:
case-visibility = Fremtræder
case-visibility-public = Med navn
case-visibility-protected = Uden navn
case-visibility-embargoed = Uden navn indtil en bestemt dag
case-act-identity-seen = så den beskyttede identitet
case-act-endorsement-visibility = ændrede, hvordan organisationen fremtræder
case-twin-masked = Den ligner en, der ikke må nævnes.
case-twin-masked-what = I hvad, hvor meget, og hvilken sag det er, ser du først, når du slår op, hvem det er. Hvert opslag noteres i revisionssporet.
case-twin-page = Offentlig side

# Noter og historik
case-notes = Noter
case-note-new = Ny note
case-note-hint = Kun kolleger ser den. Skriv aldrig, hvem en beskyttet underskriver er.
case-note-add = Tilføj note
case-history = Historik
case-entry = linje { $number } i loggen
case-mail = Mail til organisationen:
case-mail-queued = venter
case-mail-sent = sendt
case-mail-parked = ikke leveret
case-mail-overtaken = ikke sendt: linket virkede ikke længere
case-others = Organisationens andre sager:
case-actor-staff = En kollega
case-actor-representative = En fra organisationen
case-actor-operator = Driften
case-actor-system = Systemet
case-actor-anyone = En besøgende
case-act-case-taken = tog sagen.
case-act-case-taken-over = overtog sagen fra { $from }.
case-act-case-released = gav sagen fri.
case-act-case-noted = skrev en note.
case-act-case-proposed = traf en afgørelse, som en anden person skal se.
case-act-case-sent-back = sendte afgørelsen tilbage.
case-act-case-decision-taken-back = trak afgørelsen tilbage, før en anden person havde set på den.
case-act-case-published = offentliggjorde.
case-act-case-withdrawal-reversed = omgjorde tilbagetrækningen.
case-act-case-withdrawal-confirmed = bekræftede tilbagetrækningen.
case-act-case-asked = bad om mere.
case-act-case-question-taken-back = trak spørgsmålet tilbage.
case-act-case-declined = afviste.
case-act-case-suspended = skjulte underskriveren midlertidigt.
case-act-case-restored = viste underskriveren igen.
case-act-case-suspension-ended = gjorde en ende på skjulningen. Tilbagetrækningen står ved magt.
case-act-case-revoked = annullerede underskriften.
case-act-case-closed = lukkede sagen.
case-act-case-erased = slettede underskriveren.
case-act-case-commitment-suspended = skjulte tilsagnet.
case-act-case-commitment-restored = viste tilsagnet igen.
case-act-case-delayed = meddelte ansøgeren, at det tager længere tid.
case-act-case-opened = åbnede sagen.
case-act-letter-recorded = registrerede det officielle brev.
case-act-letter-confirmed = bekræftede det officielle brev.
case-act-letter-put-aside = lagde det officielle brev til side.
case-act-report-sent = gjorde opmærksom på et problem.
case-act-endorsement-submitted = sendte formularen.
case-act-endorsement-repeated = sendte formularen igen; underskriften forblev, som den var.
case-act-endorsement-cancelled = afbrød underskriften.
case-act-endorsement-expired = lod underskriften udløbe.
case-act-endorsement-superseded = afsluttede underskriften: postkassen har bekræftet en anden under samme navn.
case-act-endorsement-crowded-out = afsluttede underskriften: flere ventede på postkassen, end der må.
case-act-endorsement-erased = slettede det, der var sendt.
case-act-endorsement-withdrawal-asked = bad om at trække sig tilbage, ved brev.
case-act-endorsement-reversal-asked = sagde, at tilbagetrækningen ikke var deres.
case-act-draft-mailed = fik et link til kladden tilsendt.
case-act-link-asked = bad om et nyt link.
case-act-endorsement-confirmed = bekræftede underskriften.
case-act-endorsement-answered = svarede.
case-act-endorsement-withdrawn = trak underskriften tilbage.
case-act-amendment-proposed = bad om en ændring.
case-act-challenge-asked = bad om at få vist kontrol over domænet.
case-act-challenge-checked = fik domænet set efter.
case-act-challenge-missed = savnede linjen på domænet.
case-act-assurance-recorded = registrerede kontrol over domænet.
case-act-assurance-weighed = holdt mailadressen op mod det nye domæne.
case-act-assurance-lapsed = tæller ikke længere kontrol over domænet.
case-domain = Kontrol over domænet
case-domain-what = Organisationen viser, at et domæne er dens eget, med en TXT-post i DNS eller en fil på hjemmesiden. Når vi finder den, står det i registret med måde og dato. Det afgør intet i sig selv.
case-domain-places = Hvad dens folk har fået
case-domain-ask = Bed om det med en mail
case-domain-ask-again = Send mailen igen
case-domain-ask-what = Alle, der handler for organisationen, får en mail om, hvad der skal lægges hvor.
case-domain-unreachable = Ingen, der handler for organisationen, har en mailadresse her.
case-domain-hindrance-state = En stat kendes på sit officielle brev og aldrig på sit domæne.
case-domain-hindrance-unnamed = Organisationen må ikke nævnes, og en post på dens domæne ville fortælle det til alle: den kendes kun på sin postkasse eller et brev.
case-domain-hindrance-no-domain = Den har ikke angivet en hjemmeside, eller den ligger på et domæne, som andre også bruger.
case-domain-hindrance-over = Det er muligt, mens en underskrift bliver kontrolleret, og mens den står i registret.
case-act-amendment-answered = svarede.
case-act-amendment-called-back = kaldte ændringen tilbage.
case-act-commitment-sent = sendte et tilsagn.
case-act-commitment-changed = ændrede et tilsagn.
case-act-commitment-called-back = trak et tilsagn tilbage.
case-act-commitment-dropped = opgav et tilsagn.
# Acts that only the audit trail tells
case-act-account-link-asked = bad om et link til kontoen.
case-act-account-naming = sagde ja til at blive nævnt, eller trak det tilbage.
case-act-account-entered = loggede ind på kontoen.
case-act-account-left = loggede ud af kontoen.
case-act-account-others-ended = afsluttede kontoens andre sessioner.
case-act-people-invited = inviterede en kollega.
case-act-people-invited-again = fik en invitation sendt igen.
case-act-people-invitation-called-back = kaldte en invitation tilbage.
case-act-people-joined = kom til blandt dem, der handler for organisationen.
case-act-people-left = holdt op med at handle for organisationen.
case-act-people-taken-off = fjernede en kollega.
case-act-people-corrected = rettede sit navn, sin titel eller sit sprog.
case-act-people-move-asked = bad om at skifte mailadresse.
case-act-people-move-called-back = trak skiftet af mailadresse tilbage.
case-act-people-moved = skiftede mailadresse.
case-act-recovery-asked = bad om at handle for en organisation.
case-act-recovery-confirmed = bekræftede mailadressen for anmodningen.
case-act-recovery-checked = fik set efter ved domænet.
case-act-recovery-found = fandt linjen ved domænet.
case-act-recovery-lost = fandt ikke længere linjen ved domænet.
case-act-recovery-called-off = trak anmodningen tilbage.
case-act-recovery-agreed = sagde, at anmodningen er rigtig.
case-act-recovery-objected = gjorde indsigelse mod anmodningen.
case-act-people-let-in = gav nogen adgang til at handle for organisationen.
case-act-case-let-in = gav adgang til den, der spurgte.
case-act-call-begun = begyndte en version af opfordringen.
case-act-call-kind-changed = angav, hvilken slags ændring versionen er.
case-act-call-text-saved = gemte en af versionens tekster.
case-act-call-text-removed = fjernede en af versionens tekster.
case-act-call-prepared = læste en versions tekster ind.
case-act-call-proposed = foreslog versionen.
case-act-call-taken-back = tog versionen tilbage for at skrive videre.
case-act-call-sent-back = sendte versionen tilbage til redaktørerne.
case-act-call-discarded = kasserede versionen.
case-act-call-published = offentliggjorde versionen.
case-act-call-state-changed = åbnede eller lukkede opfordringen.
case-act-settings-changed = ændrede indstillinger.
case-act-reason-added = tilføjede en begrundelse.
case-act-reason-changed = ændrede en begrundelse.
case-act-reason-deleted = slettede en begrundelse.
case-act-reason-seeded = lagde de første begrundelser ind.
case-act-mail-sent-again = fik en mail sendt igen.
case-act-staff-proposed = foreslog en kollega.
case-act-staff-confirmed = bekræftede en kollegas konto.
case-act-staff-added = oprettede en kollegas konto.
case-act-staff-link-sent = fik et link til opsætning sendt.
case-act-staff-set-up = satte en konto op.
case-act-staff-password-changed = skiftede adgangskode.
case-act-staff-app-changed = tilsluttede en anden godkendelsesapp.
case-act-staff-codes-renewed = lavede nye gendannelseskoder.
case-act-staff-roles-changed = ændrede en kollegas roller.
case-act-staff-roles-proposed = foreslog flere roller til en kollega.
case-act-staff-roles-confirmed = gav en kollega de roller, som en anden administrator havde foreslået.
case-act-staff-roles-called-off = opgav de roller, der var foreslået til en kollega.
case-act-staff-disabled = lukkede en kollegas konto.
case-act-staff-reset = lod en kollega sætte sin konto op på ny.
case-act-staff-signed-in = loggede ind.
case-act-staff-signed-out = loggede ud.
case-act-staff-sign-in-refused = blev ikke lukket ind.
case-act-staff-identity-confirmed = bekræftede, hvem de er.
case-act-staff-identity-refused = kunne ikke bevise, hvem de er.
case-act-staff-sessions-ended = afsluttede andre sessioner.
case-act-unnamed-settled = føjede ugens samling om dem, der ikke må nævnes, til loggen.
case-act-receipts-posted = fik kvitteringer sendt.
case-act-import-signatories = importerede underskrivere.
case-act-log-key-change-proposed = bad om en ny nøgle til loggen.
case-act-log-key-change-allowed = tillod en ny nøgle til loggen.
case-act-log-key-change-called-off = opgav skiftet af loggens nøgle.
case-act-log-key-rotated = gav loggen en ny nøgle.
case-act-log-key-retired = pensionerede loggens gamle nøgle.
case-act-log-resumed = genoptog loggen efter en gendannelse.
case-act-log-linked = knyttede poster, der kom tilbage efter en gendannelse, til deres underskrivere.
case-act-log-withheld = tilbageholdt poster, der kom tilbage, om en underskriver, som gik tabt.
case-act-log-tree-missing = savnede noget, som en node havde underskrevet: Databasen er ældre end loggen.
case-act-register-taken-over = overtog registret fra en eksport.
case-act-demo-filled = fyldte demoen.
case-act-demo-past-filled = afgjorde sagerne i demoens fortid.
case-act-demo-queue-filled = fyldte demoens kø.
case-act-demo-unnamed-filled = tilføjede demoens unavngivne underskrivere.
case-act-demo-link-made = lavede et af demoens links.

# Afgørelser
case-to-decision = Gå til afgørelsen
case-decision = Din afgørelse
case-decision-label = Afgørelse
case-decision-closed = Sagen er afsluttet.
case-decision-not-yours = Her er intet at afgøre med din rolle.
case-decision-publish = Offentliggør
case-decision-publish-endorsement = Offentliggør underskriften
case-decision-publish-amendment = Offentliggør ændringen
case-decision-publish-commitment = Offentliggør tilsagnet
case-decision-publish-state-withdrawal = Bekræft brevet, og træk underskriften tilbage
case-decision-publish-recovery = Giv adgang til den, der spørger
case-decision-publish-reversal = Omgør tilbagetrækningen
case-decision-ask = Bed om mere
case-decision-take-back = Træk spørgsmålet tilbage
case-decision-decline = Afvis
case-decision-suspend = Skjul underskriveren midlertidigt
case-decision-suspend-commitment = Skjul tilsagnet
case-decision-restore = Vis underskriveren igen
case-decision-restore-commitment = Vis tilsagnet igen
case-decision-revoke = Annullér underskriften
case-decision-close = Luk sagen
case-close-hidden = Tilsagnet forbliver skjult. En anden sag kan vise det igen.
case-close-withdrawn = Det, der var skjult, forbliver skjult. En anden sag kan afgøre det.
case-close-left = Den er trukket tilbage og bliver ikke længere skjult eller annulleret. Den, der kommer igen og ligner den, holdes tilbage og vises sammen med denne sag.
case-restore-withdrawn = Dens tilsagn kan læses igen. Tilbagetrækningen står ved magt.
case-decision-restore-withdrawn = Gør en ende på skjulningen
case-reversal-suspended = Den var midlertidigt skjult, da den trak sig tilbage. Omgøres tilbagetrækningen, skjules den igen af samme grund, og en sag om den er åben.
case-waits-suspended = Underskriveren er midlertidigt skjult. Det, den har sendt, offentliggøres først, når den vises igen; indtil da kan du afvise det.
case-waits-withdrawn = Underskriveren har trukket sig tilbage. Det, den har sendt, offentliggøres ikke, medmindre tilbagetrækningen omgøres; du kan afvise det.
case-waits-revoked = Underskriveren er annulleret. Det, den har sendt, offentliggøres ikke; afvis det.
case-waits-lapsed = Underskriveren er bortfaldet. Det, den har sendt, offentliggøres ikke, før den står i registret igen; du kan afvise det.
case-waits-promise = Tilsagnet er skjult lige nu. En ændring af det offentliggøres først, når det vises igen; indtil da kan du afvise den.
case-decision-erase = Slet underskriveren
case-eyes-state = Kræver en anden person: en anden sagsbehandler eller en administrator.
case-eyes-grave = Kræver en anden person: en administrator, der bekræfter, hvem vedkommende er.
case-reason = Begrundelse
case-reason-ask = Hvad mangler?
case-ask-expires = Svarer ingen inden for { $days } dage, udløber underskriften, og alt om den bliver slettet.
case-ask-nobody = Ingen kan spørges: Der er ingen kendt kontakt. Spørg uden om siden her, og afgør sagen, når du har svaret.
case-reason-decline = Begrundelse for afvisningen
case-reason-suspend = Begrundelse for at skjule
case-reason-suspend-commitment = Begrundelse for at skjule
case-reason-revoke = Begrundelse for annulleringen
case-reason-erase = Begrundelse for sletningen
case-message = Besked til organisationen
case-message-hint = Er der en begrundelse, gengiver mailen også dens tekst. Når noget afvises, viser kontoen begge dele, også uden mail.
case-message-edit = Ret den, og vis så mailen igen.
case-note = Note til kolleger
case-save-and-write = Gem og skriv
case-save = Gem uden mail
case-shown-first = Du ser, hvad der sendes, før noget sker.
case-held-warning = { $name } har haft sagen siden { $since } og beholder den til { $until }, medmindre den frigives før. Indtil da kan du ikke afgøre den. Kan det ikke vente, så overtag den: Det, du har skrevet, bliver stående, og historikken siger, at du overtog den.
case-suspend-now = Skjul nu
case-suspend-now-why = Skjul underskriveren med det samme, mens du undersøger sagen. Du ser mailen først.
case-inquiry = Opret en sag om denne underskriver
case-inquiry-why = Hvorfor du undersøger den
case-inquiry-open = Opret sagen
case-preview-title = Før det sendes
case-preview-mails =
    { $count ->
        [0] Ingen mail
        [one] Denne mail sendes
       *[other] Disse { $count } mails sendes
    }
case-preview-confirm = Bekræft
case-preview-changed = Noget er ændret, siden du så efter. Læs det, der vises her, igen, og bekræft så.
case-preview-again = Vis mailen igen
case-preview-back = Tilbage til sagen
case-no-mail = Der skrives ikke til nogen.
case-in-account = Organisationen læser på sin konto, at det er afvist, med begrundelsens tekst og jeres besked.
case-no-link = I mailen står det link, som organisationen kan skjule sig med. Uden mailen får ingen linket.
case-mail-to = Til
case-mail-language = Sprog
case-mail-subject = Emne
case-mails-will-go =
    { $count ->
        [one] Mailen, der sendes
       *[other] De { $count } mails, der sendes
    }
case-confirm-and-send = Bekræft og send
case-confirm = Bekræft
case-confirm-propose = Giv videre til en anden person
case-second-title = Hos en anden person
case-second-by = { $name } har afgjort:
case-second-mine = Du traf denne afgørelse. Nu skal en kollega se på den.
case-second-mine-back = Indtil da kan du trække den tilbage: Sagen er åben igen som før, og der skrives til ingen.
case-second-recorded = Du har registreret dette brev, så en anden kollega bekræfter det. Du kan sende afgørelsen tilbage.
case-second-impossible = Som det står nu, kan det ikke lade sig gøre. Send det tilbage.
case-second-who-state = Det afgør en anden sagsbehandler eller en administrator. Din rolle gør ikke.
case-second-who-grave = Det kan kun en administrator afgøre. Bed en om at åbne sagen.
case-second-approve = Godkend: { $decision }
case-second-why-back = Hvorfor den sendes tilbage
case-second-back = Send tilbage
case-second-take-back = Træk afgørelsen tilbage

# En stat registreres
letter-new = Registrér en stat
letter-title = Registrér en stat på grundlag af dens brev
letter-lead = En stat skriver under med et officielt brev. Journalisér brevet og skanningen i ministeriets eget arkiv: Her gemmes kun reference, dato og skanningens fingeraftryk. En anden person bekræfter brevet og offentliggør.
letter-state = Staten
letter-name = Officielt navn
letter-name-hint = Som det står i brevet.
letter-country = Land
letter-website = Hjemmeside (valgfrit)
letter-letter = Brevet
letter-reference = Reference
letter-reference-hint = Som ministeriet har journaliseret det under.
letter-dated = Brevets dato
letter-dated-hint = For eksempel 3 11 2025
letter-sha256 = Skanningens fingeraftryk (SHA-256)
letter-sha256-hint = Kør sha256sum på skanningens fil, og kopiér de 64 tegn, der skrives.
letter-text = Tekst, der er underskrevet
letter-statement = Offentlig udtalelse i brevet (valgfrit)
letter-statement-hint = Som den står i brevet. Den offentliggøres sammen med staten. Højst { NUMBER($limit) } tegn.
letter-commitments = Tilsagn, som brevet giver, skrives ind på den sag, der åbnes.
letter-contact = Kontakt (valgfrit)
letter-contact-lead = Hvem vi skriver til. Gemmes forseglet og vises aldrig offentligt.
letter-person = Personens navn
letter-job-title = Stilling
letter-email = Mailadresse
letter-person-language = Sprog, vi skriver på
letter-record = Registrér brevet

## Officielle breve om en organisation, der allerede er her.
case-letter = Officielle breve
case-letter-lead = Et officielt brev er den sikreste måde at vide, hvem der har underskrevet. Journalisér brevet og det scannede brev i ministeriets egne systemer: Her gemmes kun reference, dato og scanningens fingeraftryk. Én kollega registrerer det, en anden bekræfter det.
case-letter-none = Der er ikke registreret noget brev for organisationen.
case-letter-record = Registrér et brev
case-letter-protected = Organisationen må ikke nævnes: Referencen gemmes forseglet.
case-letter-recorded = venter på en anden person
case-letter-confirmed = bekræftet
case-letter-refused = lagt til side
case-letter-by = Registreret af
case-letter-settled-confirmed = Bekræftet af
case-letter-settled-refused = Lagt til side af
case-letter-with-publication = Brevet bekræftes, når underskriften offentliggøres: Den, der som anden person er enig i det, bekræfter også brevet.
case-letter-yours = Du har registreret brevet, så en anden kollega skal bekræfte det.
case-letter-check = Find brevet i ministeriets systemer. Bekræft det kun, hvis reference, dato og fingeraftryk passer til det scannede brev, og brevet taler for denne organisation.
case-letter-confirm = Bekræft brevet
case-letter-put-aside = Læg brevet til side
case-letter-decision-waits = En afgørelse om organisationen venter på sin anden person. Breve kan registreres eller lægges til side, når den er på plads.
case-needs-letter = En stat offentliggøres på grundlag af sit officielle brev. Der er ikke registreret noget endnu:

# Henvendelser fra offentligheden
report-title = Gør opmærksom på et problem med { $name }
report-here = Et problem
report-lead = Fortæl os, hvis underskriften er falsk, er givet uden bemyndigelse eller på anden måde bryder reglerne. Vi ser på henvendelser før alt andet.
report-text = Hvad er galt?
report-text-hint = Skriv, hvad du ved, og hvor du ved det fra.
report-email = Din mailadresse (valgfrit)
report-email-hint = Kun hvis du ønsker svar. Vi fortæller ingen, hvem der skrev.
report-send = Send henvendelsen
report-sent-title = Vi har modtaget din henvendelse
report-sent-next = En medarbejder læser den. Er noget galt, bliver underskriveren skjult, til det er afklaret. Har du efterladt en adresse, skriver vi måske til dig.
report-back = Tilbage til underskriveren

# En beder om at handle
case-recovery = Hvem beder om at handle
case-recovery-message = Hvad der er sket
case-recovery-reference = Anmodningens reference
case-recovery-named = Nævnt i anmodningen
case-recovery-named-other = { $name }, som er gået ind i denne underskriver
case-recovery-others = De, der handlede før
case-recovery-others-left = siges at være holdt op eller ikke at kunne nås
case-recovery-others-stay = handler fortsat, sammen med den, der spørger
case-recovery-proof = Sådan vises det
case-recovery-proof-domain = Ved at råde over { $domain }
case-recovery-proof-letter = Med et officielt brev
case-recovery-found = Fundet
case-recovery-not-found = Linjen er ikke fundet.
case-recovery-needs-letter = Indtast det brev, du har. En anden person ser på det.
case-recovery-heard = De, der handler nu
case-recovery-nobody = Ingen handler. Ingen kan gøre indsigelse.
case-recovery-silent = har ikke sagt noget
case-recovery-agreed = siger, at det er rigtigt
case-recovery-objected = gør indsigelse
case-recovery-ripe = Der kan gives adgang fra
case-recovery-take-off = Fjern dem, der handlede før
case-recovery-take-off-hint = De får besked. Deres sessioner og links ophører.
case-recovery-taken-off = De, der handlede før, bliver fjernet.
case-recovery-take-off-who = Det er:
case-field-names = Andre navne
case-field-identifiers = Numre i andre registre
case-field-number = Nummer
case-outcome-merged = lagt sammen
case-outcome-unmerged = sammenlægning omgjort
case-decision-merge = Gør de to underskrivere til én
case-decision-unmerge = Gør sammenlægningen om
case-decision-close-merge = Lad alt være, som det er, og luk sagen
case-act-case-merged = lagde to underskrivere sammen.
case-act-case-unmerged = gjorde en sammenlægning om.
case-act-case-commitment-entered = skrev et tilsagn fra brevet ind.
case-act-case-commitment-taken-off = fjernede et tilsagn.
case-act-case-named = ændrede andre navne eller numre.
case-twin-score = { $score } ud af 100
case-twin-same-identifier = nummer i et andet register
case-twin-same-words = de samme ord i en anden rækkefølge eller på et andet sprog
case-twin-like-name = stavemåde
case-twin-other-letters = navn med andre bogstaver
case-twin-short-for = den ene er en forkortelse af den anden
case-twin-other-name = et andet navn for en af dem
case-promise = Tilføj et tilsagn fra brevet
case-promise-change = Ret tilsagnet
case-promise-lead = Som det står i brevet: spørgsmålene er til staten. En anden medarbejder ser det, før det offentliggøres sammen med staten.
case-promise-enter = Gem
case-promise-take-off = Fjern det
case-names = Andre navne og numre
case-names-lead = For stater, og for organisationer, der beder jer om det.
case-names-seen-now = Det, I skriver, vises med det samme og får en post i loggen, og organisationen får besked.
case-names-seen-logged = Organisationen får besked. Posten i loggen kan læses med det samme; underskriverens side viser det, når den vises igen.
case-names-seen-hidden = Det, I skriver, får en post i loggen, og organisationen får besked. Læserne ser det først, når de ser underskriveren med navn.
case-names-seen-later = Underskriften er ikke offentliggjort: Det, I skriver, vises først, når den er det, får ingen egen post i loggen, og ingen får besked.
case-names-note = Hvorfor, og på hvilket grundlag
case-names-enter = Gem
case-merge = Læg sammen med en anden underskriver
case-merge-lead = Til en organisation, der har skrevet under to gange. Vælg, hvilken af de to der bliver stående; så åbnes en sag, hvor du ser, hvad der kommer ud af det, og en administrator skal være enig.
case-merge-other = Den anden underskriver
case-merge-other-hint = Nummeret eller adressen på siden.
case-merge-look = Se på dem begge
case-merge-what-signature = Underskriften fra den, der bliver stående, gælder. Den andens står fortsat i loggen.
case-merge-what-commitments = Begges tilsagn vises hos den, der bliver stående.
case-merge-what-names = Den andens navne og numre føjes til, og den kan findes ved dem. Har begge et nummer i samme register, bliver dens eget stående.
case-merge-what-address = Den gamle adresse fører videre til den, både på siderne og i dataene.
case-merge-what-people = Begges folk handler på dens vegne fra da af.
case-merge-what-undo = Det hele kan omgøres af de samme to roller.
case-merge-stays = Hvilken af dem bliver stående?
case-merge-kind = Hvad er den andens navn for den?
case-merge-kind-hint = Et tidligere navn slutter den dag, de lægges sammen.
case-merge-note = Hvorfor de er én
case-merge-open = Åbn sagen
case-merge-title-ahead = Hvad sammenlægningen vil gøre
case-merge-title-made = Hvad sammenlægningen gjorde
case-merge-title-back = Hvad det vil gøre at gøre den om
case-merge-title-undone = Sammenlægningen er omgjort
case-merge-title-dropped = De blev ladt, som de er
case-merge-one = Den ene underskriver
case-merge-survivor = Bliver stående
case-merge-goes = Går ind i den
case-merge-parts = Står igen for sig selv
case-merge-number = Nr. { $number }
case-merge-signature = Underskrift
case-merge-signature-stands = Den fra { $day } gælder; den andens fra { $other } står fortsat i loggen.
case-merge-signature-back = Den andens fra { $other } gælder igen ved siden af den fra { $day }.
case-merge-commitments = Tilsagn
case-merge-commitments-ahead = { $count ->
    [0] Ingen skal flyttes.
    [one] Ét flytter til den, der bliver stående.
   *[other] { NUMBER($count) } flytter til den, der bliver stående.
}
case-merge-commitments-made = { $count ->
    [0] Ingen blev flyttet.
    [one] Ét blev flyttet til den, der bliver stående.
   *[other] { NUMBER($count) } blev flyttet til den, der bliver stående.
}
case-merge-commitments-back = { $count ->
    [0] Ingen går tilbage.
    [one] Det, der blev flyttet, går tilbage.
   *[other] De { NUMBER($count) }, der blev flyttet, går tilbage.
}
case-merge-people = Folk
case-merge-people-ahead = { $count ->
    [0] Ingen handler for den anden.
    [one] Én fra den anden handler på dens vegne fra da af.
   *[other] { NUMBER($count) } fra den anden handler på dens vegne fra da af.
}
case-merge-people-made = { $count ->
    [0] Ingen handlede for den anden.
    [one] Én fra den anden har handlet på dens vegne siden.
   *[other] { NUMBER($count) } fra den anden har handlet på dens vegne siden.
}
case-merge-people-back = { $count ->
    [0] Ingen af dem, der kom med den anden, handler endnu: Ingen vil handle for den, og nogen må bede om det.
    [one] Én handler igen for den anden.
   *[other] { NUMBER($count) } handler igen for den anden.
}
case-merge-address = Adresse
case-merge-address-leads = Fører til den, der bliver stående:
case-merge-address-back = Viser igen sin egen side:
case-merge-called = Hvad den, der bliver stående, kaldes
case-merge-busy = Noget om den anden venter på en afgørelse. Afgør dens sager først:
case-merge-led = Den er lagt sammen med:
case-merge-led-look = Se på dem begge med den
case-clash = De to har forskellige numre i samme register. Det taler imod, at de er én organisation. Et nummer kan være forkert eller forældet: Slå det op, før du afgør sagen.
case-clash-one = { $register }: { $stays } og { $goes }. Kun nummeret på den, der bliver stående, beholdes.
case-clash-ahead = { $register }: { $stays } bliver stående; den andens { $goes } følger ikke med.
case-merge-undo = Overvej at gøre sammenlægningen om
case-doubles = { $count ->
    [one] En anden underskriver er gået ind i denne og deler, hvad der bliver af den. Er kun den ene ment, så gør sammenlægningen om, før I skjuler, annullerer eller sletter.
   *[other] { NUMBER($count) } andre underskrivere er gået ind i denne og deler, hvad der bliver af den. Er kun en af dem ment, så gør sammenlægningen om, før I skjuler, annullerer eller sletter.
}
case-merge-untold = Her står ikke mere, så længe en af de to ikke må nævnes, eller når en af dem er slettet.
case-merge-bound = Hvorfor sammenlægningen ikke kan gøres om nu
case-merge-bound-erased = En af de to er slettet: Der er intet tilbage at skille ad.
case-merge-bound-hidden = Underskriveren må ikke nævnes, og at to skilles ad, fortælles offentligt. Når den viser sig igen i sin konto, kan sammenlægningen gøres om.
case-merge-bound-further = Den, der blev stående, er selv lagt sammen med en anden. Gør først den sammenlægning om.
case-merge-bound-suspended = Den, der blev stående, er midlertidigt skjult. Når den vises igen, kan sammenlægningen gøres om.
case-merge-bound-withdrawn = Den, der blev stående, har trukket sig tilbage, og med den den, der gik ind i den. I { $days } dage kan enhver, der handlede for den, sige, at det ikke var dem, også den, der kom med den anden; er tilbagetrækningen taget tilbage, kan sammenlægningen gøres om. Derefter skriver den anden under på ny.
case-merge-bound-gone = Den, der blev stående, har forladt registret for altid, og med den den, der gik ind i den. Den anden kan skrive under på ny; bliver underskriften holdt tilbage, fordi den ligner den, der forlod registret, lukker du den ind.
case-merged = Denne underskriver er lagt sammen med en anden.
case-merged-into = Denne underskriver er lagt sammen med en anden:
