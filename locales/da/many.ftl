### Afgørelser om mange på én gang, og oversvømmelser.

# Flere afgørelser på én gang
many-title = Afgør flere sager på én gang
many-title-assign = Tildel
many-title-decline = Afvis
many-title-close = Luk
many-title-publish = Offentliggør
many-title-let-through = Lad tilbageholdte underskrifter passere
many-title-turn-away = Send tilbageholdte underskrifter bort
many-which = Hvilke
many-picked = De afkrydsede sager
many-all = Alle { $count }, der blev fundet
many-first = De første { $most } af de { $count }, der blev fundet
many-most = Der afgøres højst { $most } sager på én gang. Indsnævr køen, eller tag de næste bagefter. Det, en oversvømmelse har efterladt, bør hellere erklæres ugyldigt under ét:
many-pick = Vælg sag
many-what = Hvad der sker
many-look = Se, hvad der ville ske
many-count =
    { $all ->
        [one] Det kan gøres ved { $count } af den { $all } sag, du valgte.
       *[other] Det kan gøres ved { $count } af de { $all } sager, du valgte.
    }
many-not =
    { $count ->
        [one] Ikke denne
       *[other] Ikke disse { $count }
    }
many-these =
    { $count ->
        [one] Denne
       *[other] Disse { $count }
    }
many-hindrance-held = Den er holdt tilbage: lad den passere, eller send den bort.
many-hindrance-wrong-state = Det kan ikke gøres, som sagen står.
many-hindrance-locked = En kollega er i gang med den.
many-hindrance-masked = Se først, hvem det er.
many-hindrance-second = Den kræver en anden person: afgør den for sig.
many-hindrance-tells = Den ligner en, der ikke må nævnes, og begrundelsen ville fortælle om den: afvis den med en, der intet siger om andre.
many-hindrance-changed = Den har ændret sig, siden du så på den. Der blev ikke gjort noget ved den.
many-hindrance-gone = Sagen findes ikke.
many-becomes-assign = tildelt
many-becomes-decline = afvist
many-becomes-close = lukket
many-becomes-publish = offentliggjort
many-becomes-let-through = ladt passere
many-becomes-turn-away = sendt bort
many-mails =
    { $count ->
        [0] Ingen mail
        [one] Der sendes én mail
       *[other] Der sendes { $count } mails
    }
many-mails-some =
    { $count ->
        [one] Som denne.
       *[other] For eksempel disse { $count }, med hvert sprog, der skrives på.
    }
many-mails-in-order = Numre og adresser gives i listens rækkefølge.
many-mails-masked = De går til underskrivere, der ikke må nævnes: Se først på deres sager, hvem det er, så vises de.
many-hindered-now =
    { $count ->
        [one] Én sag ville blive ladt være, som den står nu, og der skrives ikke til nogen om den.
       *[other] { $count } sager ville blive ladt være, som de står nu, og der skrives ikke til nogen om dem.
    }
many-message = Besked til hver organisation
many-write = Skriv til dem
many-second = Det gælder flere end 50, når det regnes med, som du har afgjort for mange på én gang i den sidste time, så en administrator ser på det, før der sker noget.
many-do-assign =
    { $count ->
        [one] Tildel { $count } sag
       *[other] Tildel { $count } sager
    }
many-do-decline =
    { $count ->
        [one] Afvis { $count } sag
       *[other] Afvis { $count } sager
    }
many-do-close =
    { $count ->
        [one] Luk { $count } sag
       *[other] Luk { $count } sager
    }
many-do-publish =
    { $count ->
        [one] Offentliggør { $count } sag
       *[other] Offentliggør { $count } sager
    }
many-do-let-through =
    { $count ->
        [one] Lad { $count } underskrift passere
       *[other] Lad { $count } underskrifter passere
    }
many-do-turn-away =
    { $count ->
        [one] Send { $count } underskrift bort
       *[other] Send { $count } underskrifter bort
    }
many-propose = Forelæg { $count } for en administrator
many-back = Tilbage til køen
many-decision-title = Afgørelse om flere sager
many-state-proposed = venter på en administrator
many-state-done = udført
many-state-at-work = i gang; åbn siden igen om et øjeblik
many-state-broken-off = afbrudt; de sager, den ikke nåede, er uændrede
many-state-sent-back = sendt tilbage
many-state-taken-back = trukket tilbage
many-by = Truffet af
many-counted-done = Afgjort
many-counted-hindered = Ikke udført; grunden står ved hver sag
many-counted-open = Ikke nået, stadig åbne
many-counted-ended = Ikke nået, lukket på anden vis
many-allowed-by = Tilladt af
many-sent-back-by = Sendt tilbage af
many-own = Du har truffet denne afgørelse. Nu skal en administrator se på den. Intet af den er udført, og der er ikke skrevet til nogen.
case-in-many = Sagen er med i en [afgørelse om flere sager], der venter på en administrator. Afgør du sagen her først, rører den afgørelse den ikke.
many-own-back = Indtil da kan du trække den tilbage.
many-allow = Tillad den for { $count }
many-cases = Sagerne
many-came = Hvad der blev af det
many-waits = intet endnu
many-left-open = ikke nået; stadig åben
many-left-ended = ikke nået; lukket på anden vis
many-again =
    { $count ->
        [one] Se, hvad der ville ske med den sag, der stadig er åben
       *[other] Se, hvad der ville ske med de { $count } sager, der stadig er åbne
    }
many-waiting = En afgørelse om mange sager venter på dig
case-outcome-invalidated = erklæret ugyldig

# At erklære en oversvømmelse ugyldig
invalidation-list = Ugyldige indsendelser
invalidation-lead = Når der kommer en oversvømmelse af skrald, siger én betingelse, hvilke indsendelser der menes, og et job afviser dem alle. Kun det, der ikke er offentligt, kan erklæres ugyldigt, og det kan fortrydes.
invalidation-new = Erklær indsendelser ugyldige
invalidation-new-lead = Først ser du, hvor mange der menes, og nogle af dem. Alt kan hentes tilbage i { $days } dage.
invalidation-none = Der er ikke erklæret noget ugyldigt endnu.
invalidation-job = Job
invalidation-number = Ugyldighedsjob { $number }
invalidation-which = Hvilke indsendelser
invalidation-and = En indsendelse menes, når den opfylder alt, hvad du udfylder. Udfyld mindst ét felt. Den, der ikke må nævnes, findes kun på adresse og tidspunkt.
invalidation-field-network = Sendt fra adresse eller adresseområde
invalidation-hint-network = For eksempel 203.0.113.7, 203.0.113.0/24 eller 2001:db8::/32. Gemmes i 30 dage.
invalidation-field-domain = Postkassens domæne
invalidation-hint-domain = En stjerne står for hvad som helst: *.example. Gemmes i 30 dage ligesom adressen.
invalidation-field-name = Organisationens navn
invalidation-hint-name = En stjerne står for hvad som helst, og store bogstaver er ligegyldige: billige ure *
invalidation-field-country = Land eller område
invalidation-any-country = Alle
invalidation-field-from = Sendt siden
invalidation-field-until = Sendt før
invalidation-hint-time = Efter uret i { $zone }. Et tidsrum alene: højst 7 dage.
invalidation-how = Hvordan
invalidation-writes = Skriv til hver af dem
invalidation-writes-hint = Uden krydset hører ingen om det. En oversvømmelse bør ikke besvares med en oversvømmelse af mails: højst 500.
invalidation-count = Tæl dem
invalidation-nothing-yet = Der sker ikke noget endnu.
invalidation-look = Før det begynder
invalidation-found =
    { $count ->
        [0] Ingen indsendelse menes
        [one] { $count } indsendelse menes
       *[other] { $count } indsendelser menes
    }
invalidation-nobody = Intet opfylder betingelsen, så der er ikke noget at gøre.
invalidation-nobody-kept = Fra hvilken adresse og fra hvilken postkasses domæne noget er sendt, bliver gemt i { $days } dage. Det, der er ældre eller ikke kom ved formularen, findes ved ingen af dem: angiv navn, land eller tid.
invalidation-stand = Hvor de står
invalidation-sample =
    { $count ->
        [one] Den første af dem
       *[other] De første { $count } af dem
    }
invalidation-mails = Mails
invalidation-mails-yes = Der skrives til hver af dem
invalidation-mails-no = Der skrives ikke til nogen
invalidation-undo-lead = De afvises, og mails om dem, der ikke er sendt endnu, bliver ikke sendt. I { $days } dage kan alle hentes tilbage til, hvor de stod.
invalidation-propose = Forelæg { $count } for en administrator
invalidation-start =
    { $count ->
        [one] Erklær { $count } indsendelse ugyldig
       *[other] Erklær { $count } indsendelser ugyldige
    }
invalidation-change = Ret betingelsen
invalidation-state-proposed = Venter på en administrator
invalidation-state-running = I gang
invalidation-state-done = Udført
invalidation-state-stopped = Afbrudt
invalidation-state-sent-back = Sendt tilbage
invalidation-state-taken-back = Trukket tilbage
invalidation-state-undoing = Fortrydes
invalidation-state-undone = Fortrudt
invalidation-of = { $done } af { $whole }
invalidation-progress = Fremgang
invalidation-again = Se igen
invalidation-stop = Afbryd
invalidation-undo-until = Det kan fortrydes indtil
invalidation-undo =
    { $count ->
        [one] Hent { $count } indsendelse tilbage
       *[other] Hent { $count } indsendelser tilbage
    }
invalidation-counted = Talt
invalidation-taken = Erklæret ugyldige
invalidation-given-back = Hentet tilbage
invalidation-ended = Afsluttet
invalidation-waiting =
    { $count ->
        [one] Et ugyldighedsjob venter på dig
       *[other] { $count } ugyldighedsjob venter på dig
    }
case-act-decisions-made = traf afgørelse om flere sager på én gang.
case-act-decisions-proposed = traf afgørelse om mange sager; en administrator skal se på den.
case-act-decisions-allowed = tillod en afgørelse om mange sager.
case-act-decisions-sent-back = sendte en afgørelse om mange sager tilbage.
case-act-decisions-taken-back = trak sin afgørelse om mange sager tilbage.
case-act-invalidation-proposed = foreslog at erklære indsendelser ugyldige.
case-act-invalidation-started = begyndte at erklære indsendelser ugyldige.
case-act-invalidation-sent-back = sendte et ugyldighedsjob tilbage.
case-act-invalidation-taken-back = trak sit forslag om at erklære indsendelser ugyldige tilbage.
case-act-invalidation-stopped = afbrød et ugyldighedsjob.
case-act-invalidation-undo-started = begyndte at fortryde et ugyldighedsjob.
case-act-invalidation-batch = erklærede nogle indsendelser ugyldige.
case-act-invalidation-batch-undone = hentede nogle indsendelser tilbage.
case-act-invalidation-done = afsluttede et ugyldighedsjob.
case-act-invalidation-undone = afsluttede fortrydelsen af et ugyldighedsjob.
case-act-endorsement-invalidated = erklærede den ugyldig sammen med mange andre.
case-act-endorsement-brought-back = fortrød ugyldigheden.

# Side om side
beside-title = Side om side
beside-same = Ens
beside-differs = Forskellig
beside-field-name = Navn
beside-field-category = Kategori
beside-field-country = Land
beside-field-website = Websted
beside-field-identifiers = Numre i andre registre
beside-field-description = Beskrivelse
beside-field-mailbox = Postkassens domæne
beside-field-assurance = Hvordan vi ved det
beside-field-signed = Underskrevet
beside-field-version = Underskrevet version
beside-field-state = Tilstand
beside-field-statement = Udtalelse
beside-field-commitments = Tilsagn
beside-field-number = Offentligt nummer
