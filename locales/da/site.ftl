### Ord på alle sider: ramme, menu, sidefod, datoer, fejl, almindelige knapper.

# Rammen
skip-to-main = Gå til hovedindholdet
nav-label = Hovedmenu
nav-open = Menu
nav-close = Luk
nav-call = Opfordringen
nav-register = Registret
nav-commitments = Tilsagn
nav-about = Om
nav-sign = Skriv under
nav-home = Forside
brand-kind = Opfordring til handling
language-label = Sprog:
notice-label = Meddelelse
read-only-notice = Tjenesten kan kun læses lige nu. Underskrifter, konti og alle ændringer venter, til den er tilbage.
linked-later = Det kan ikke lade sig gøre lige nu. Intet er tabt: Åbn linket i mailen igen, når tjenesten er tilbage, så virker det som før.
crumbs-label = Brødkrummesti
staff-brand = Registerkontoret
staff-brand-kind = { $title } · medarbejdere
staff-nav-label = Medarbejdere
account-nav-label = Jeres organisation
signed-in-as = Logget ind som { $who }
sign-out = Log ud

# Sidefoden
footer-about = Hver underskrift er bekræftet af organisationen selv eller ved dens officielle brev og kontrolleret af en medarbejder, før den bliver offentliggjort, eller overtaget fra en tidligere liste, hvilket fremgår af dens side.
footer-call = Opfordringen
footer-call-read = Læs Opfordringen
footer-call-sign = Underskriv Opfordringen
footer-register = Registret
footer-register-signatories = Se underskriverne
footer-register-commitments = Følg tilsagnene
footer-register-data = Åbne data
footer-register-verify = Efterprøv registret
footer-help = Om og hjælp
footer-help-about = Hvem står bag
footer-help-contact = Skriv til os
footer-help-account = Jeres organisations konto
footer-accessibility = Tilgængelighedserklæring
footer-privacy = Privatliv
footer-run-by = Drives af { $ministry }

# Datoer
date-day = { $day }. { $month } { $year }
date-moment = { $date } kl. { $hour }.{ $minute } { $zone }
month-1 = januar
month-2 = februar
month-3 = marts
month-4 = april
month-5 = maj
month-6 = juni
month-7 = juli
month-8 = august
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december
month-short-1 = jan.
month-short-2 = feb.
month-short-3 = mar.
month-short-4 = apr.
month-short-5 = maj
month-short-6 = jun.
month-short-7 = jul.
month-short-8 = aug.
month-short-9 = sep.
month-short-10 = okt.
month-short-11 = nov.
month-short-12 = dec.
field-day = Dag
field-month = Måned
field-year = År
field-date-hint = For eksempel 30 6 2027

# Formularer
back = Tilbage
continue = Fortsæt
change = Ret
change-what = Ret { $what }
cancel = Annullér
save-changes = Gem ændringerne
search = Søg
none-yet = Ingen endnu
optional = (valgfrit)
choose-one = Vælg en mulighed
form-step = Trin { $step } af { $steps } · { $name }
form-step-open = Trin { $step } af højst { $steps } · { $name }
errors-title = Der er noget, der skal rettes
error-prefix = Fejl:
too-long-hint = I kan bruge op til { NUMBER($limit) } tegn.
form-privacy = På [siden om privatliv] står der, hvordan vi bruger det, I skriver.
reference-label = Jeres reference

# Lister
filters-open =
    { $used ->
        [0] Filtre
        [one] Filtre ({ $used } i brug)
       *[other] Filtre ({ $used } i brug)
    }
filters-show = Vis resultater
filters-in-use = Filtre i brug. Vælg et for at fjerne det.
filters-remove = Fjern filter:
filters-clear = Ryd alle filtre
results-count =
    { $count ->
        [one] { $count } resultat
       *[other] { $count } resultater
    }
pages-label = Sider med resultater
pages-page = Side
pages-next = Næste side
pages-previous = Forrige side
pages-beyond = { $last ->
    [one] Der er ingen side { $page }: Listen har kun én side.
   *[other] Der er ingen side { $page }: Listen slutter med side { $last }.
}
pages-last = Gå til den sidste side
pages-of = Side { $page } af { $last }
signatories-count =
    { $count ->
        [one] { $count } underskriver
       *[other] { $count } underskrivere
    }
commitments-count =
    { $count ->
        [one] { $count } tilsagn
       *[other] { $count } tilsagn
    }

# Kort
map-legend = Underskrivere:
map-more = { $least } eller flere
map-country = { $country }: { $count }
map-note = Kortet udtrykker ingen holdning til noget områdes status.
map-table = Alle lande og områder som tabel

# Sammenligning
diff-before = Offentliggjort nu
diff-then = Offentliggjort dengang
diff-after = Foreslået
diff-field = Felt
diff-removed = Fjernet:
diff-added = Tilføjet:
diff-same = Uændret
diff-empty = Tomt

# Kontrol
check-ok = I orden
check-warn = Se efter
check-bad = Ikke i orden

# Fremdrift
progress-own-account = { $percent } % gennemført ifølge dem selv
progress-label = Fremdrift: { $title }
updates-count =
    { $count ->
        [one] Indberetninger ({ $count })
       *[other] Indberetninger ({ $count })
    }

# Fejlsider
error-reference = Oplys denne reference, hvis du skriver til os: { $reference }
error-desk-back = Tilbage til siden
error-account = Tilbage til kontoen
error-home = Gå til forsiden
error-register = Søg i registret
error-contact = Skriv til os
error-400-title = Vi kunne ikke læse forespørgslen
error-400-next = Gå tilbage, og prøv igen. Hvis du fulgte et link, mangler der måske noget af det: Kopiér hele adressen ind i din browser.
error-401-title = Du er blevet logget ud
error-401-next = Du var ikke længere logget ind, da du sendte dette. Intet er gemt eller ændret.
error-403-title = Det kan ikke lade sig gøre
error-403-next = Læs grunden herunder, eller skriv til os, hvis du mener, at den er forkert.
error-404-title = Siden findes ikke
error-404-next = Se efter, om adressen er skrevet rigtigt, eller søg i registret.
error-405-title = Adressen kan ikke bruges på den måde
error-405-next = Gå tilbage, og brug knapperne på siden.
error-408-title = Det tog for lang tid
error-408-next = Gå tilbage, og send det én gang til.
error-409-title = Dette er ændret, siden du åbnede det
error-409-next = Der blev ikke gemt mere. Hent siden igen, og se, hvordan det står.
error-410-title = Siden er slettet
error-410-next = Det, der stod her, er fjernet for altid. Registret over underskrivere findes stadig.
error-link-spent-title = Linket virker ikke længere
error-wrong-state-title = Det kan ikke længere lade sig gøre
error-locked-title = En kollega arbejder på sagen
error-call-not-open-title = Opfordringen er ikke åben for underskrift
error-no-such-day-title = Der er intet register for den dag
error-unsettled-title = Registret bliver bragt i orden
error-read-only-title = Tjenesten kan kun læses lige nu
error-away-title = Intet kan gemmes lige nu
error-away-next = Tjenesten kan ikke nå sin database lige nu. Intet af det, du sendte, er gemt. Vent nogle minutter, og send det igen.
error-away-page-title = Siden kan ikke vises lige nu
error-away-page-next = Tjenesten kan ikke nå sin database lige nu. Det, der er gemt, er stadig gemt. Vent nogle minutter, og prøv igen.
error-texts-unready-title = Teksterne er ikke klar
error-413-title = Det var for stort
error-413-next = Forkort det, du har skrevet, og send det igen.
error-414-title = Adressen er for lang
error-414-next = Adressen er længere, end vi læser. Udelad nogle af filtrene eller ordene, og prøv igen.
error-415-title = Det var ikke en formular
error-415-next = Gå tilbage, og brug formularen på siden.
error-431-title = Din browser sendte for meget
error-431-next = Din browser sendte mere med, end vi læser, sandsynligvis cookies. Slet dette websteds cookies, og prøv igen.
error-429-title = For mange forespørgsler
error-429-next = { $minutes ->
    [one] Vent et minut, gå så tilbage, og send det igen. Det, du har skrevet, står der stadig.
   *[other] Vent { NUMBER($minutes) } minutter, gå så tilbage, og send det igen. Det, du har skrevet, står der stadig.
}
too-soon = { $minutes ->
    [one] Der kommer mange formularer fra dit netværk lige nu. Intet er tabt: Dine svar er gemt. Send dette igen om et minut.
   *[other] Der kommer mange formularer fra dit netværk lige nu. Intet er tabt: Dine svar er gemt. Send dette igen om { NUMBER($minutes) } minutter.
}
kept-title = Det, du har skrevet
kept-once-more = Det er ikke gemt og står kun på denne side. Lad siden stå åben, og send det igen senere, eller kopiér teksten.
kept-signed-out = Det er ikke gemt og står kun på denne side. Log ind i en anden fane, vend tilbage til denne side, og send det igen.
kept-sign-in = Log ind (åbner en anden fane)
kept-copy = Det er ikke gemt og står kun på denne side. Kopiér det, du vil bruge igen.
kept-field-name = Navn
kept-field-website = Hjemmeside
kept-field-description = Beskrivelse
kept-field-statement = Offentlig udtalelse
kept-field-reply = Jeres svar
kept-field-reason = Hvorfor
kept-field-title = Titel
kept-field-action = Hvad der vil blive gjort
kept-field-unit = Enhed
kept-field-message = Besked
kept-field-note = Notat
kept-chosen-title = Det, du har valgt
kept-chosen = Det er ikke gemt og står kun på denne side. Lad siden stå åben, og send det igen senere.
kept-pressed = Knap, du trykkede på
kept-send = Send det igen
error-500-title = Noget gik galt hos os
error-500-next = Vent et minut, og prøv igen. Intet blev halvt udført: Enten blev alt gemt, eller også blev intet gemt.
error-503-title = Tjenesten er ikke tilgængelig lige nu
error-503-next = Prøv igen om nogle minutter. Du kan stadig læse det offentlige register.
