### Opfordringen: tekst, versioner, sammenligning.

version-number = Version { $number }
call-none = Opfordringen er ikke offentliggjort endnu
call-none-about = Teksten er under udarbejdelse. Når den er offentliggjort, kan I læse og sammenligne alle versioner her.
call-none-then = Opfordringen var endnu ikke offentliggjort
call-none-then-about = Ved udgangen af { $day } var ingen version af Opfordringen offentliggjort.
call-older = Dette er en ældre version. Det er version { $newest }, man underskriver nu.
call-read-newest = Læs den gældende version
call-missing = Teksten findes ikke på { $wanted }. Her er teksten på { $shown }.
call-stale-label = Om denne oversættelse
call-stale = Denne oversættelse er af version { $of }. Den autentiske tekst er nået til version { $newest }.
call-stale-wording = Denne oversættelse er af en tidligere ordlyd. Den autentiske tekst er nået til version { $newest }.
call-stale-read = Læs version { $newest } på { $language }
call-behind = Denne oversættelse følger version { $of }. Hvor de to er forskellige, gælder den autentiske tekst: version { $version } på { $language }.
call-behind-wording = Denne oversættelse følger en tidligere ordlyd. Hvor de to er forskellige, gælder den autentiske tekst: version { $version } på { $language }.
call-behind-read = Læs den autentiske tekst
call-published = Offentliggjort
call-contents = Indhold
call-languages = Andre sprog
call-versions = Alle versioner
call-signed-by = Hvem har underskrevet
call-who-signed = Underskrivere af version { $number }
call-fingerprint = Tekstens fingeraftryk
call-fingerprint-about = SHA-256 af de nøjagtige bytes. Den, der underskriver, underskriver teksten med dette fingeraftryk. Hvis blot ét tegn blev ændret, ville fingeraftrykket være et andet.
call-fingerprint-how = I kan selv kontrollere det: Hent teksten, og beregn dens SHA-256, for eksempel med denne kommando. Resultatet skal være det samme.
call-raw = Hent den nøjagtige tekst (Markdown)
call-changes-since = Ændringer siden version { $number }
call-changes-between = Ændringer fra version { $older } til { $newer }
call-compare-about = Punkt for punkt. Tilføjede ord er understreget, fjernede ord er streget over.
call-preamble = Indledning: uændret
call-closing = Afslutning: uændret
call-show-text = Vis teksten
call-was-number = var nummer { $number }
call-change-changed = ændret
call-change-added = tilføjet
call-change-removed = fjernet
call-change-moved = flyttet
call-change-unchanged = uændret
call-tally-title = Titel: ændret
call-tally-preamble = Indledning: ændret
call-tally-closing = Afslutning: ændret
call-tally-source = Ordlyden er den samme: Kun linjeskift, mellemrum eller tegn i filen er ændret, og dermed dens fingeraftryk
call-tally-headings =
    { $count ->
        [one] { $count } overskrift ændret
       *[other] { $count } overskrifter ændret
    }
call-tally-changed =
    { $count ->
        [one] { $count } punkt ændret
       *[other] { $count } punkter ændret
    }
call-tally-added =
    { $count ->
        [one] { $count } punkt tilføjet
       *[other] { $count } punkter tilføjet
    }
call-tally-removed =
    { $count ->
        [one] { $count } punkt fjernet
       *[other] { $count } punkter fjernet
    }
call-tally-moved =
    { $count ->
        [one] { $count } punkt flyttet
       *[other] { $count } punkter flyttet
    }
call-tally-unchanged =
    { $count ->
        [one] { $count } punkt uændret
       *[other] { $count } punkter uændrede
    }
call-can-announced = Ikke åben endnu
call-can-announced-about = I kan læse Opfordringen nu. Den kan underskrives, når ministeriet åbner for det.
call-can-open = Åben for underskrift
call-can-open-about = Enhver organisation kan underskrive for sig selv. Hver underskrift bliver kontrolleret, før den bliver offentliggjort.
call-can-closed = Lukket for underskrift
call-can-closed-about = Der modtages ikke flere underskrifter. Underskriverne indberetter fortsat om deres tilsagn.
call-can-archived = Arkiveret
call-can-archived-about = Opfordringen er bevaret til læsning. Den kan ikke længere underskrives, og der indberettes ikke mere.
language-en = engelsk
language-da = dansk
language-sv = svensk
language-nb = norsk
language-de = tysk
language-fr = fransk
language-es = spansk
language-pt = portugisisk
language-it = italiensk
language-pl = polsk
language-uk = ukrainsk
language-ar = arabisk
language-ar-xb = pseudosprog
