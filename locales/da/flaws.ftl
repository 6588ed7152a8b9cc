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
flaw-website-malformed = Skriv en webadresse som https://example.org
flaw-website-too-long = Skriv en webadresse på højst { NUMBER($limit) } tegn
flaw-country-unknown = Vælg et land eller område på listen
flaw-country-missing = Vælg organisationens land eller område
flaw-day-malformed = Skriv datoen som dag, måned, år, for eksempel 30 6 2027
flaw-number-malformed = Skriv et tal med cifre, for eksempel 1500
flaw-due-before-start = Skriv en frist, der ikke ligger før startdatoen
flaw-fingerprint-malformed = Skriv fingeraftrykket som 64 tegn, 0 til 9 og a til f
flaw-password-too-short = Brug mindst { $limit } tegn. Fire eller fem ord efter hinanden er nemme at huske
flaw-password-too-long = Brug højst { $limit } tegn
flaw-password-too-common = Vælg en adgangskode, der er sværere at gætte
