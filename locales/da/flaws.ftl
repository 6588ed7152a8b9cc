### Hvad der er galt med en indtastet værdi, og hvad man gør. Et felt kan have sine egne ord:
### `flaw-missing-email` siges frem for `flaw-missing`.

flaw-missing = Udfyld feltet
flaw-unknown-choice = Vælg et af de viste svar
flaw-name-too-long = Forkort navnet til højst { NUMBER($limit) } tegn
flaw-name-no-letters = Skriv et navn, der indeholder bogstaver
flaw-text-too-long = { $limit ->
    [0] Forkort teksten
   *[other] Forkort teksten til højst { NUMBER($limit) } tegn
}
flaw-forbidden-character = Fjern tegn, der ikke kan ses, eller som ændrer tekstens retning
flaw-email-malformed = Skriv en mailadresse som navn@example.org
flaw-email-too-long = Skriv en mailadresse på højst { NUMBER($limit) } tegn
flaw-email-taken = En anden konto har denne mailadresse. Skriv en anden
flaw-website-malformed = Skriv en webadresse som https://example.org
flaw-website-too-long = Skriv en webadresse på højst { NUMBER($limit) } tegn
flaw-country-unknown = Vælg et land eller område på listen
flaw-country-missing = Vælg organisationens land eller område
flaw-day-malformed = Skriv datoen som dag, måned, år, for eksempel 30 6 2027
flaw-number-malformed = Skriv et tal med cifre, for eksempel 1500
flaw-amount-zero = Skriv et beløb over 0
flaw-unchanged = Ret noget først: Det er præcis det, der allerede står i registret
flaw-needs-mail = Vælg »Gem og skriv«: Et spørgsmål sendes som mail
flaw-embargo-out-of-range = Skriv en dag efter i dag og inden for et år
flaw-due-in-past = Skriv en frist, der ikke ligger i fortiden
flaw-day-in-future = Skriv en dag, der ikke ligger i fremtiden
flaw-number-ambiguous = Skriv tallet uden tegn mellem tusinder, for eksempel 1500, eller med en eller to decimaler
flaw-due-before-start = Skriv en frist, der ikke ligger før startdatoen
flaw-fingerprint-malformed = Skriv fingeraftrykket som 64 tegn, 0 til 9 og a til f
flaw-missing-until = Skriv den dag, navnet vises fra, for eksempel 30 6 2027
flaw-missing-visibility = Vælg, hvordan organisationen skal fremtræde
flaw-missing-email = Skriv mailadressen
flaw-missing-ministry-name = Skriv ministeriets navn. Det står på alle sider og i alle mails
flaw-missing-initiative-name = Skriv initiativets navn. Det står på alle sider og i alle mails
flaw-missing-contact-email = Skriv den mailadresse, man kan skrive til. Den står på alle sider og i alle mails
flaw-missing-reference = Skriv den reference, som brevet er journaliseret under
flaw-missing-dated = Skriv brevets dato, for eksempel 30 6 2027
flaw-missing-sha256 = Skriv skanningens fingeraftryk
flaw-missing-decision = Vælg en afgørelse
flaw-missing-reason-ask = Vælg, hvad der mangler
flaw-missing-reason-decline = Vælg en begrundelse
flaw-missing-reason-suspend = Vælg en begrundelse
flaw-missing-reason-revoke = Vælg en begrundelse
flaw-missing-back = Skriv, hvorfor den sendes tilbage
flaw-missing-sure = Sæt kryds for at bekræfte
flaw-missing-reason = Skriv hvorfor
flaw-missing-reply = Skriv jeres svar
flaw-missing-title-en = Skriv titlen på engelsk
flaw-missing-title-da = Skriv titlen på dansk
flaw-missing-text-en = Skriv teksten på engelsk
flaw-missing-text-da = Skriv teksten på dansk
flaw-missing-password = Skriv din adgangskode
flaw-missing-code = Skriv koden
flaw-missing-roles = Vælg en eller flere roller
flaw-password-too-short = Vælg en adgangskode på mindst { NUMBER($limit) } tegn. Nogle få ord, der kun hører sammen for dig, er lette at huske
flaw-password-too-long = Vælg en adgangskode på højst { NUMBER($limit) } tegn
flaw-password-too-common = Vælg en anden adgangskode. Denne er blandt de første, enhver ville prøve
flaw-passwords-differ = Skriv den samme adgangskode to gange
flaw-code-wrong = Skriv den kode, din app viser nu. Hver kode virker én gang, så vent på den næste, hvis du lige har brugt den
flaw-network-malformed = Skriv en IP-adresse eller et netværk, for eksempel 192.0.2.7 eller 192.0.2.0/24
flaw-network-beyond-prefix = Skriv netværkets første adresse, for eksempel 192.0.2.0/24
flaw-pattern-too-wide = Skriv noget, der ikke passer på næsten alle
flaw-code-malformed = Brug kun små bogstaver, cifre og understregninger, for eksempel no_authority
flaw-code-taken = Skriv en anden kode. Denne er optaget
flaw-unknown-choice-time-zone = Skriv en tidszones IANA-navn, for eksempel Europe/Copenhagen
