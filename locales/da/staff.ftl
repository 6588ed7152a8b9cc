### Ministeriets dør og administration: at logge ind, kolleger, indstillinger, begrundelser, revisionsspor, mail.

# Menuen
staff-menu-cases = Sagskø
staff-menu-call = Opfordringen
staff-menu-audit = Revisionsspor
staff-menu-mail = Mail
staff-menu-people = Kolleger
staff-menu-reasons = Begrundelser
staff-menu-settings = Indstillinger
staff-menu-sessions = Mine sessioner
staff-mail-unsent = Der sendes ingen mail: den skrives i filer på serveren. Bed den, der driver serveren, om at opsætte en mailserver.

# Døren
staff-sign-in-title = Log ind på registerkontoret
staff-sign-in-lead = For ministeriets kolleger. Du skal bruge din adgangskode og den app, der viser dine koder.
staff-sign-in = Log ind
staff-sign-in-help = Har du mistet både appen og dine gendannelseskoder, så bed en administrator om at nulstille din konto.
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
staff-few-codes-next = Du er logget ind. Bed snart en administrator om at nulstille din konto: så sætter du den op igen og får ti nye koder.
staff-go-on = Gå videre

# At sætte kontoen op
staff-setup-title = Vælg en adgangskode
staff-setup-step-password = Adgangskode
staff-setup-step-app = Godkendelsesapp
staff-setup-step-codes = Gendannelseskoder
staff-setup-lead = Velkommen, { $name }. Det tager tre minutter at sætte din konto op. Hav din telefon ved hånden.
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

# Sessioner
staff-sessions-title = Her er du logget ind
staff-sessions-lead = En session slutter efter { $idle } minutter uden brug og under alle omstændigheder efter { $hours } timer.
staff-sessions-begun = Logget ind
staff-sessions-seen = Sidst brugt
staff-sessions-until = Slutter senest
staff-sessions-this = denne browser
staff-sessions-end-others = Log ud alle andre steder
