### Åbne data: filer, felter, fejl.

data-title = Åbne data
data-lead = Hele det offentlige register som filer og gennem en grænseflade for programmer. Uden nøgle og uden at logge ind.
data-licence = Licens:
data-licence-why = Hver underskriver giver den ved sin underskrift. Data må kopieres, ændres og bruges til alt, uden at man spørger.
data-files = Filer
data-files-about = De samme lister som på siderne, komplet. Sidernes filtre virker også her.
data-file-signatories = Underskrivere
data-file-commitments = Tilsagn
data-rows =
    { $count ->
        [one] { $count } række
       *[other] { $count } rækker
    }
data-size = { $count } kB
data-past = Registret på en tidligere dag
data-past-about = For hver dag, der er gået, findes der et øjebliksbillede af begge lister, fortalt ud fra loggens poster. Det, der er holdt tilbage eller slettet i dag, er ikke med i noget af dem, så en fil kan ændre sig senere.
data-past-newest = Det nyeste, som registret var ved udgangen af { $day }:
data-past-all = Dem alle, som JSON:
data-past-pages = Sider og JSON tager imod samme dag: Føj as_of med år-måned-dag til adressen på en liste, en underskriver eller et tilsagn, for eksempel /signatories?as_of=2026-10-01.
data-log = Loggen over hver offentlig handling, og hvordan den efterprøves
data-csv = CSV efter RFC 4180 i UTF-8 med en linje med navne. Hvor et regneark ville køre en celle som formel, begynder den med en apostrof. I stedet for ét felt til kontroller og beløb har CSV-filen en kolonne for hver del.
data-api = Grænseflade for programmer
data-api-about = JSON over HTTPS, kun med GET. Tidspunkter er RFC 3339 i UTC, dage ISO 8601, lande ISO 3166-1, valutaer ISO 4217 i mindste enhed, sprog BCP 47.
data-api-pages = En liste indeholder data, next, total og revision. Følg next, til feltet er tomt: Det er hele adressen på næste side. En side rummer 100 poster eller så mange, som limit siger, højst 500. Filtrene er de samme som på siderne, og et filter kan stå flere gange. En parameter, som adressen ikke tager imod, eller en værdi uden mening besvares med 400.
data-api-kind = Svar har et stærkt ETag: Send det tilbage, og få 304, hvis intet er ændret. Andre websteders sider må læse data.
data-revision = Revisionen er antallet af poster i registrets log, nu { $count }.
data-signatory = Felter for en underskriver
data-signatory-id = Tilfældig tekst, der står for underskriveren og aldrig ændrer sig.
data-signatory-slug = Den læsbare ende af adressen. Den kan ændre sig, når organisationer lægges sammen; den gamle fører så videre.
data-signatory-name = Navnet, som organisationen skriver det.
data-signatory-names = Navnet og derefter tidligere navne og navne på andre sprog og med andre skrifttegn: name, language (BCP 47), kind (official, former, translated, transliterated, short), from og until (et år eller en dag). I CSV kolonnerne other_names og former_names med semikolon imellem.
data-signatory-category = state, local_government, multilateral, company, civil_society, academia eller media.
data-signatory-country = ISO 3166-1 alpha-2 eller XK for Kosovo. Null for et organ uden land.
data-signatory-website = En hel adresse eller null.
data-signatory-number = Det offentlige nummer. Gives aldrig to gange.
data-signatory-signed-version = Den version af Opfordringen, der blev underskrevet.
data-signatory-signed-language = Det sprog, den blev læst på.
data-signatory-signed-at = Hvornår den blev underskrevet. Er underskriften overtaget fra en tidligere liste, står her, hvornår det skete; posten i loggen siger så taken_over.
data-signatory-affirmations = Senere tilslutninger til nyere versioner. Ingen endnu.
data-signatory-identifiers = Numre i andre registre, som organisationen har oplyst dem: lei, ror (en adresse), wikidata. I CSV kolonner med disse navne.
data-signatory-state = published, suspended, withdrawn, lapsed, revoked eller merged. Lister indeholder kun published.
data-signatory-assurance = Hvordan vi ved, hvem der underskrev. level: none, mailbox, domain_mailbox, domain_control eller official_letter. method: mailed_link, dns_record, well_known_file eller letter. verified_at: hvornår.
data-signatory-statement = Det, den siger offentligt, på det sprog, den underskrev på, eller null.
data-signatory-commitments = Hvor mange tilsagn den har offentliggjort.
data-signatory-updated-at = Hvornår noget af dette sidst blev ændret.
data-signatory-url = Dens side.
data-commitment = Felter for et tilsagn
data-commitment-id = Tilfældig tekst, der står for tilsagnet og aldrig ændrer sig.
data-commitment-signatory = slug og name på den organisation, der har lovet det.
data-commitment-partners = Organisationer, der har lovet det sammen med den. Ingen endnu.
data-commitment-kind = action, funding eller offer.
data-commitment-title = Titlen.
data-commitment-action = Det, der skal gøres.
data-commitment-paragraphs = Id’er på punkter i Opfordringen. De er de samme i alle versioner.
data-commitment-measure = type: deliverable eller indicator med unit, baseline og target. Tal er tekst, som de blev skrevet.
data-commitment-start = Den første dag eller null.
data-commitment-due = Den dag, det skal være gjort.
data-commitment-status = planned, on_track, due_soon, overdue, silent, done_claimed, done_reviewed eller dropped. Beregnet for dagen i as_of.
data-commitment-stage = announced, committed eller disbursed. Null, hvor der ikke loves penge.
data-commitment-amount = minor: hele mindste enheder. currency: ISO 4217. Null, hvor der ikke loves penge.
data-commitment-countries = Hvor det skal gøres. Tomt, hvor underskriveren ikke har sagt det.
data-commitment-updates = Underskriverens egne indberetninger: date, claim, value, text, evidence.
data-commitment-reviews = Bedømmeres konklusioner: date, finding, reviewer, interests, text, reply.
data-commitment-version = Udgaver tæller op fra 1.
data-commitment-url = Dets side.
data-problems = Fejl
data-problems-about = Fejl er problembeskrivelser efter RFC 9457. Typen ender på et af disse ord, og detail siger det i en sætning.
data-problem-invalid = Adressen tager ikke imod en parameter, eller ikke med den værdi. errors nævner hver af dem, og detail siger, hvad der duer.
data-problem-not-found = Der er intet offentligt på adressen.
data-problem-gone = Det er slettet for altid. Posterne om det bliver stående i loggen, uden deres ord.
data-problem-too-many = For mange forespørgsler. Vent så længe, som Retry-After siger.
data-problem-internal = Noget gik galt hos os. Prøv igen senere; oplys headeren X-Request-Id, hvis du skriver til os.
data-problem-away = Databasen svarer ikke lige nu, og intet er ændret. Vent så længe, som Retry-After siger.
data-problem-conflict = En anden har ændret det imens. Læs det igen.
# Hvad der er galt med en parameter, i problembeskrivelser.
data-takes-others = Adressen tager ikke imod { $name }. Den tager imod { $allowed }.
data-takes-codes = { $name } tager imod { $allowed }, højst { $most } værdier.
data-takes-one = { $name } tager imod én af { $allowed }.
data-takes-number = { $name } tager imod et helt tal fra 1 til { $most }.
data-takes-country = { $name } tager imod landekoder på to bogstaver (ISO 3166-1 alpha-2), for eksempel DK, højst { $most } værdier.
data-takes-version = { $name } tager imod numre på versioner af Opfordringen, for eksempel 1, højst { $most } værdier.
data-takes-year = { $name } tager imod årstal på fire cifre, for eksempel 2027, højst { $most } værdier.
data-takes-paragraph = { $name } tager imod id’er på punkter i Opfordringen, som de står i feltet paragraphs på et tilsagn, højst { $most } værdier.
data-takes-after = { $name } tager imod det, som next på siden før indeholder, og intet andet.
data-takes-entry = { $name } tager imod nummeret på en post, som er et helt tal fra 0.
data-takes-size = { $name } tager imod antallet af poster i et træ, som er et helt tal fra 0.
