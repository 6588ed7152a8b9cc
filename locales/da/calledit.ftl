### Ministeriets sider om Opfordringen: forberedelse, visning og offentliggørelse af en version.

# Versionerne
calledit-next = Den næste version
calledit-in-force = Gældende
calledit-none = Ingen er i gang med en ny version.
calledit-first = Den allerførste version offentliggøres på serveren med denne kommando:
calledit-first-command = tilsagn call publish --first
calledit-state-draft = kladde
calledit-state-proposed = venter på en anden person
calledit-state-published = offentliggjort
calledit-proposed-by = Foreslået af
calledit-published-by = Offentliggjort af
calledit-waits = En administrator, der ikke selv har foreslået den, læser den og afgør sagen.
calledit-follows = følger den autentiske tekst
calledit-stale = forældet
calledit-problems =
    { $count ->
        [one] én fejl
       *[other] { $count } fejl
    }
calledit-mend = Ret dette, før I foreslår versionen:
calledit-write-on = Skriv videre
calledit-preview = Se versionen

# Redaktørens bord
calledit-desk = Forbered en version af Opfordringen
calledit-begin = Begynd en ny version
calledit-begin-lead = Den nye version begynder med teksterne fra version { $number }. Intet bliver offentligt, før en anden person offentliggør det.
calledit-begin-first = Det bliver den første version af Opfordringen. Den begynder uden tekst.
calledit-kind = Ændringens art
calledit-kind-ask = Hvad er ændret?
calledit-kind-editorial = Meningen er den samme: stavning, links, en bedre oversættelse
calledit-kind-substantive = Det, man underskriver, er ændret: De, der allerede har underskrevet, har underskrevet noget andet
calledit-kind-save = Gem ændringens art
calledit-closed = Versionen er foreslået, så teksterne ligger fast. Tag den tilbage for at skrive videre.
calledit-take-back = Tag versionen tilbage
calledit-texts = Sprog
calledit-no-texts = Der er ingen tekst endnu. Det sprog, I tilføjer først, er det autentiske.
calledit-edit = Rediger teksten: { $language }
calledit-preview-in = Se: { $language }
calledit-remove = Fjern teksten: { $language }
calledit-remove-lead = Teksten tages ud af denne version. Offentliggjorte versioner beholder deres.
calledit-discard = Kassér denne version
calledit-discard-lead = Alle tekster i denne kladde bliver smidt væk. Den gældende version og de tidligere forbliver, som de er.
calledit-add-label = Et sprog mere
calledit-add-hint = Sprogets kode, for eksempel da, uk eller pt-BR
calledit-add = Tilføj sproget
calledit-look-first = Læs versionen, som læserne vil se den, og se, hvad der ændres.

# En tekst
calledit-add-title = Tilføj en tekst: { $language }
calledit-prevails = Dette er den autentiske tekst. Afviger oversættelserne fra den, gælder denne.
calledit-new-lead = Oversæt den autentiske tekst herunder, og lad id’erne stå. Teksten bliver bevaret, når I gemmer den.
calledit-stale-lead = Den autentiske tekst er ændret, siden denne oversættelse blev lavet. Det får læserne at vide, indtil oversættelsen følger den igen.
calledit-how = Sådan skrives teksten
calledit-how-title = Begynd med titlen: »# Titel«. Det, der følger, er indledningen.
calledit-how-pillar = Begynd hver søjle med »## Overskrift {"{"}#pillar-navn{"}"}«.
calledit-how-paragraph = Skil punkterne med en tom linje, og slut hvert med dets id: »{"{"}#p-navn{"}"}«. Id’er er ens i alle versioner og sprog.
calledit-how-closing = En linje »***« indleder afslutningen.
calledit-how-inside = *kursiv*, **fed**, lister, der begynder med »- «, og [links](https://example.org) bliver vist. Det gør HTML og billeder ikke.
calledit-overtaken = Nogen har gemt denne tekst, mens du skrev. Sammenlign med deres herunder. Din tekst træder i stedet, hvis du gemmer den igen.
calledit-stored = Den tekst, der er gemt imens
calledit-original = Den autentiske tekst: { $language }
calledit-text = Tekst
calledit-text-hint = Markdown med søjlernes og punkternes id’er
calledit-authority = Tekstens vægt
calledit-authority-hint = Én tekst er autentisk. Vælger I denne, bliver den anden en officiel oversættelse
calledit-renewed = Den følger den autentiske tekst, som den lyder nu
calledit-renewed-hint = Lad feltet stå tomt, hvis kun en del af ændringerne er oversat
calledit-save = Gem teksten

# Visning og offentliggørelse
calledit-preview-title = Den næste version
calledit-nothing-before = Der var ingen tekst før: { $language }
calledit-removed = Tages ud:
calledit-removed-cited =
    { $count ->
        [0] Intet tilsagn henviser til det.
        [one] Ét tilsagn henviser til det og bliver ved med at henvise til den ældre version.
       *[other] { $count } tilsagn henviser til det og bliver ved med at henvise til den ældre version.
    }
calledit-whole = Hele teksten, som læserne vil se den
calledit-go-on = Det videre forløb
calledit-not-ready = Ret det, der er nævnt ovenfor, så kan I foreslå versionen.
calledit-same = Indtil nu er teksterne de samme som i version { $number }, så der er intet at foreslå. Ændr en tekst, eller kassér denne version.
calledit-propose-lead = Når I har foreslået den, ligger teksterne fast, til en administrator har truffet afgørelse.
calledit-propose = Foreslå versionen
calledit-being-written = En redaktør skriver stadig på denne version.
calledit-decide = Tag stilling til versionen
calledit-publish-title = Offentliggør version { $number }
calledit-effects = Det sker, hvis I offentliggør den
calledit-effect-read = Version { $number } er den, alle læser og underskriver fra nu af.
calledit-effect-stay =
    { $count ->
        [0] Der er ingen underskrivere af tidligere versioner.
        [one] Én underskriver bliver stående med den version, den har underskrevet.
       *[other] { $count } underskrivere bliver stående med den version, de har underskrevet.
    }
calledit-effect-substantive = Deres sider nævner fortsat den tidligere version, for ingen har tilsluttet sig den nye endnu.
calledit-effect-forever = En offentliggjort version kan hverken ændres eller fjernes. En rettelse er en ny version.
calledit-changes = Ændringer
calledit-new-language = nyt sprog
calledit-gone-language = findes ikke længere på dette sprog
calledit-read-changes = Læs ændringerne punkt for punkt
calledit-not-you = Du har foreslået denne version, så en anden administrator skal offentliggøre den.
calledit-publish = Offentliggør version { $number }
calledit-send-back = Send versionen tilbage

# Hvad der er gjort
staff-done-begun = En ny version er begyndt.
staff-done-discarded-before = Der er ingen kladde: den er kasseret eller offentliggjort tidligere.
staff-done-discarded = Kladden er kasseret.
staff-done-kind = Ændringens art er gemt.
staff-done-text = Teksten er gemt.
staff-done-text-removed = Teksten er fjernet.
staff-done-taken-back = Versionen er jeres igen. Skriv videre.
staff-done-version-proposed = Versionen er foreslået. Administratorerne har fået en mail om at læse den.
staff-done-version-sent-back = Versionen er tilbage hos redaktørerne. Fortæl dem hvorfor.
staff-done-version-published = Versionen er offentliggjort.
