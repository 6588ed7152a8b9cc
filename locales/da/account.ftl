### Repræsentantens konto.

account-menu-desk = Overblik
account-menu-amend = Ret jeres oplysninger
account-menu-commit = Tilføj et tilsagn
account-menu-withdraw = Træk underskriften tilbage
account-back = Tilbage til kontoen

# Vejen ind
account-sign-in-title = Jeres organisations konto
account-sign-in-lead = Se, hvor langt jeres underskrift er, ret jeres oplysninger, tilføj tilsagn, eller træk underskriften tilbage. Vi sender dig et link; der er ingen adgangskode.
account-sign-in-email = Din mailadresse
account-sign-in-email-hint = Den adresse, du oplyste, da jeres organisation underskrev.
account-sign-in-send = Send mig et link
account-sign-in-sign = Har I ikke underskrevet endnu? [Underskriv for jeres organisation].
account-sent-title = Se i din indbakke
account-sent-to = Vi har skrevet til { $address }.
account-sent-life = Hvis adressen hører til en organisation, er der et link til dens konto i mailen. Linket virker én gang og i { $minutes } minutter. Venter en underskrift stadig på at blive bekræftet dér, har mailen linket, der bekræfter den.
account-sent-nothing = Er der ikke kommet noget efter ti minutter? Se i uønsket post, og kontrollér, at adressen ovenfor er rigtig.
account-sent-most = Vi besvarer højst { NUMBER($most) } anmodninger om dagen for én adresse fra ét sted. Har du bedt om det oftere, så brug det nyeste link, du har fået.
account-sent-again = Brug en anden adresse
account-enter-title = Åbn jeres konto
account-enter-lead = Du er ved at åbne kontoen for { $organisation }.
account-enter-lead-unnamed = Du er ved at åbne jeres organisations konto.
account-enter-button = Åbn kontoen
account-enter-why = Mailprogrammer åbner selv links for at kontrollere dem. Derfor er det kun knappen, der bruger linket.
spent-title = Linket åbner ikke længere noget
spent-account-why = Det er brugt, eller det er mere end 30 minutter gammelt.
spent-account-button = Bed om et nyt link
spent-sign-in = Jeg handler allerede: Send mig et link
spent-invitation-why = Invitationen er brugt eller trukket tilbage, den er mere end { $days } dage gammel, eller den er ophørt, fordi noget har ændret sig hos organisationen eller de mennesker, der handler for den.
spent-invitation-changed = Den ophører, når en nyere mail træder i stedet, når den, der sendte den, ikke længere handler for organisationen, når nogen allerede handler med din mailadresse, når underskriften ikke længere står ved magt, og når to underskrivere i registret bliver til én eller skilles igen.
spent-invitation-next = Handler du allerede, så log ind. Ellers bed en, der handler for organisationen, om at invitere dig.
spent-mailbox-why = Linket er brugt eller trukket tilbage, det er mere end { $days } dage gammelt, eller det er ophørt, fordi noget har ændret sig hos organisationen eller de mennesker, der handler for den.
spent-mailbox-changed = Det ophører, når et nyere træder i stedet, når den, der bad om det, ikke længere handler for organisationen, når nogen allerede handler med denne mailadresse, og når underskriften ikke længere står ved magt.
spent-mailbox-next = Er det fulgt, så log ind med den nye adresse. Er det ikke, skriver vi til den tidligere: Log ind med den. På din konto kan du se, hvem der handler, og bede om et nyt link.
spent-recovery-why = Linket er for gammelt, eller anmodningen blev aldrig bekræftet.
spent-recovery-button = Spørg på ny
spent-reverse-title = Tilbagetrækningen kan ikke længere fortrydes her
spent-reverse-why = Linket er brugt, eller der er gået mere end { $days } dage. Skriv til os, hvis du mener, at noget er galt.

# Hvor langt underskriften er
account-desk-kicker = Jeres organisations konto
account-state-submitted = ikke bekræftet
account-state-submitted-what = Vi venter på, at I bekræfter underskriften. Åbn linket i den mail, vi har sendt, og tryk på knappen.
account-state-confirmed = bekræftet
account-state-confirmed-what = Jeres underskrift er bekræftet og på vej til ministeriet.
account-state-recorded = registreret
account-state-recorded-what = Ministeriet har registreret jeres brev.
account-state-in-review = bliver kontrolleret
account-state-in-review-what = Ministeriet kontrollerer jeres underskrift. I skal ikke gøre noget. Vi skriver, når den er afgjort.
account-state-needs-info = mangler svar
account-state-needs-info-what = Ministeriet har et spørgsmål. Det træffer sin afgørelse, når I har svaret.
account-state-published = offentliggjort
account-state-published-what = Jeres organisation står i det offentlige register.
account-state-declined = ikke godkendt
account-state-declined-what = Ministeriet har ikke godkendt jeres underskrift. Den står ikke i registret.
account-state-cancelled = annulleret
account-state-cancelled-what = I har annulleret underskriften. Det, I sendte, er slettet.
account-state-expired = udløbet
account-state-expired-what = Ingen svarede i tide. Det, I sendte, er slettet.
account-state-suspended = midlertidigt skjult
account-state-suspended-what = Jeres organisation står ikke i lister og tælles ikke med, mens ministeriet kontrollerer noget. Dens side viser kun navnet, datoerne og begrundelsen. Vi skriver, når det er gjort.
account-state-withdrawn = trukket tilbage
account-state-withdrawn-what = Jeres organisation har trukket sin underskrift tilbage. Det står på jeres side med dato.
account-state-withdrawn-suspended-what = Jeres organisation har trukket sin underskrift tilbage. Det står på jeres side med dato. Ministeriet var da ved at kontrollere noget: Det, der var skjult, er det fortsat, til det er afgjort.
account-state-lapsed = bortfaldet
account-state-lapsed-what = Jeres underskrift er bortfaldet, fordi ingen har meldt tilbage.
account-state-revoked = annulleret af ministeriet
account-state-revoked-what = Ministeriet har fjernet jeres underskrift. På jeres side står der hvorfor.
account-decision-due = Ministeriet træffer sin afgørelse senest { $day }.
account-decision-late = Ministeriet ville have truffet sin afgørelse senest { $day } og er forsinket. I behøver ikke gøre noget; vil I spørge, så skriv til os, og oplys jeres reference.
account-answer-until = Svar senest { $day }. Derefter bliver det, I har sendt, slettet.
account-question-title = Ministeriet spørger
account-question-promise = Ministeriet spørger til jeres tilsagn »{ $title }«
account-question-mail = Hele spørgsmålet står i den mail, vi har sendt jer.
account-answer-button = Svar på spørgsmålet
account-letter-awaited = I har bedt om at trække underskriften tilbage. Ministeriet venter på et officielt brev med referencen { $reference }. Indtil brevet er bekræftet, bliver I stående i registret.
account-reversible = Var tilbagetrækningen en fejl eller ikke jeres organisations egen beslutning, så sig det senest { $day }. To personer i ministeriet ser på det, før underskriften kommer tilbage.
account-reversal-open = I har oplyst, at tilbagetrækningen ikke var jeres. To personer i ministeriet ser på det senest { $day }.
account-reversal-late = I har oplyst, at tilbagetrækningen ikke var jeres. To personer i ministeriet ville have truffet afgørelse senest { $day } og er forsinket. Vil I spørge, så skriv til os, og oplys jeres reference.
account-reverse-button = Det var ikke os, der trak underskriften tilbage

account-entry = Jeres oplysninger
account-reference = Reference
account-submitted = Underskrevet
account-published = Offentliggjort
account-number = Nummer i registret
account-page = Offentlig side
account-page-open = Se jeres offentlige side
account-amendment = Ændring på vej
account-amendment-in-review = bliver kontrolleret
account-amendment-needs-info = mangler svar
account-amendment-sent = Sendt { $day }.
account-amendment-change = Se eller erstat den
account-amendment-call-back = Træk ændringen tilbage

account-declined-title = Jeres seneste ændring er afvist
account-declined-what = Registret er uændret.
account-declined-again = Ret det, I sendte, og send det igen
account-declined-filled = Felterne indeholder det, I sendte, og ellers det, der står i registret nu. Ret det, og send det igen.
account-ended-by-hiding = Ændringen, der ventede, bortfaldt { $day }, da organisationen blev skjult. Intet af det, I sendte med den, er gemt. Når organisationen igen vises med navn, kan I sende den på ny.
account-declined-on = Afvist { $day }.
account-change-declined-on = Jeres ændring blev afvist { $day }. Registret er uændret.

account-commitments = Tilsagn
account-commitment-draft = kladde
account-commitment-in-review = bliver kontrolleret
account-commitment-needs-info = mangler svar
account-commitment-active = offentliggjort
account-commitment-unread = vises ikke
account-commitment-waits = venter
account-commitment-waits-what = Ministeriet optager det ikke, mens jeres underskrift ikke står i registret.
account-commitment-unnamed-what = Det kontrolleres alligevel. Intet af det vises, mens organisationen ikke nævnes ved navn.
account-commitment-declined = ikke godkendt
account-commitment-suspended = midlertidigt skjult
account-commitment-dropped = opgivet
account-commitment-dropped-reason = Opgivet med denne begrundelse:
account-commitment-due = Frist { $day }
account-commitment-change = Ret
account-commitment-see = Se eller ret
account-commitment-call-back = Træk tilbage
account-commitment-drop = Opgiv

account-tasks = Det kan I gøre
account-task-commit = Tilføj et tilsagn
account-task-amend = Ret jeres oplysninger
account-task-withdraw = Træk underskriften tilbage
account-task-receipts = Hent kvitteringer og et bevis
account-task-domain = Vis, at jeres domæne er jeres
account-task-cancel = Annullér underskriften
account-task-write = Skriv til os

account-sessions = Browsere, der er logget ind
account-sessions-what = Listen viser kun dig, ikke dine kolleger.
account-session-own = denne
account-session-since = Logget ind { $at }
account-session-seen = Sidst brugt { $at }
account-sessions-end = Log alle andre browsere ud

account-done-answered = Jeres svar er sendt. Ministeriet fortsætter kontrollen.
account-done-amended = Jeres ændring er sendt. Den kommer i registret, når ministeriet har kontrolleret den.
account-done-called-back = Ændringen er trukket tilbage. Registret er uændret.
account-done-committed = Jeres tilsagn er sendt. Det kommer i registret, når ministeriet har kontrolleret det.
account-done-promise-called-back = Tilsagnet er trukket tilbage. Intet af det bliver offentliggjort.
account-done-dropped = Tilsagnet er markeret som opgivet med jeres begrundelse.
account-done-others-ended = Alle andre browsere er logget ud.

# Felterne
account-field-name = Organisationens navn
account-field-category = Kategori
account-field-country = Land eller område
account-field-no-country = Intet
account-field-website = Hjemmeside
account-field-description = Beskrivelse
account-field-description-hint = Hvad jeres organisation laver, i få linjer.
account-field-statement = Offentlig udtalelse
account-field-statement-hint = Hvorfor I har underskrevet.

# Svar
account-answer-title = Svar ministeriet
account-answer-sent = Det, I har sendt
account-answer-commitments = Jeres tilsagn
account-answer-commitments-first = Ret et tilsagn her, før I svarer. Det bliver gemt med det samme.
account-answer-reply-title = Jeres svar
account-answer-reply = Hvad vil I fortælle ministeriet?
account-answer-reply-hint = Kun de medarbejdere, der kontrollerer jeres underskrift, læser det.
account-answer-change-lead = Svar med ord, ret ændringen, eller gør begge dele.
account-answer-promise-lead = Svar med ord, ret tilsagnet, eller gør begge dele.
account-answer-reply-hint-promise = Kun de medarbejdere, der kontrollerer jeres tilsagn, læser det.
account-answer-reply-hint-change = Kun de medarbejdere, der kontrollerer jeres ændring, læser det.
account-answer-send = Send svaret

# Annullering
account-cancel-title = Annullér underskriften
account-cancel-what = { $organisation } er ikke offentliggjort endnu. Hvis I annullerer underskriften, sletter vi alt, hvad I har sendt. Det kan ikke fortrydes.
account-cancel-sure = Slet det, vi har sendt
account-cancel-button = Annullér underskriften
account-cancelled-title = Underskriften er annulleret
account-cancelled-what = Alt, hvad I har sendt, er slettet, og du er logget ud. I kan underskrive igen når som helst.

# Ændringer
account-amend-title = Ret jeres oplysninger
account-amend-lead = Ministeriet kontrollerer en ændring, før den kommer i registret. De gamle oplysninger bliver stående i historikken.
account-amend-replaces = En ændring bliver allerede kontrolleret. Hvis I sender en ny, træder den i stedet for den første.
account-amend-check = Sammenlign, før du sender
account-amend-check-title = Kontrollér jeres ændring
account-amend-check-lead = Dette bliver ændret i det offentlige register.
account-amend-changed = Ministeriet har offentliggjort en ændring, eller en anden er sendt, trukket tilbage eller spurgt til, siden I åbnede siden. Intet fra jer er sendt. En linje nedenfor, som I ikke selv har ændret, ville tage det tilbage, der er ændret imens. Sammenlign endnu en gang, før I sender.
account-amend-waiting = Ændringen, der venter, og jeres i stedet
account-amend-waits = Venter nu
account-amend-send = Send ændringen
account-amend-edit = Ret videre
# Hvor der ikke er noget offentligt at ændre
account-closed-title = Det kan ikke lade sig gøre nu
account-closed-unnamed = Intet af jeres organisation vises i registret, så der er ingen offentlige oplysninger og tilsagn at ændre eller føje til.
account-closed-unnamed-next = I kan rette dem og føje til, når organisationen fremtræder med navn. Er det farligt at nævne den, så lad det være, som det er: Skal noget rettes imens, så skriv til os.
account-closed-state = Jeres organisation står ikke i registret lige nu, så der er ikke noget at ændre dér.
account-closed-state-next = Kontoen viser, hvor langt underskriften er. Skriv til os, hvis noget er forkert.

# Tilsagn
account-commit-title = Tilføj et tilsagn
account-commit-lead = Noget, som andre kan kontrollere: hvem gør hvad, hvornår, og hvordan kan det måles? Ministeriet ser på det, før det bliver offentliggjort.
account-commit-replaces = Ministeriet er ved at kontrollere tilsagnet. Det, du sender nu, træder i stedet for det.
account-commit-change-title = Ret tilsagnet
account-commit-send = Send tilsagnet
account-commit-save = Gem tilsagnet
account-drop-title = Opgiv et tilsagn
account-drop-what = Tilsagnet bliver stående i registret, markeret som opgivet og med jeres begrundelse. Det kan ikke tages op igen, men I kan tilføje et nyt.
account-drop-unnamed = Intet af jeres organisation vises, så ingen læser om det. Fremtræder den med navn, vises tilsagnet også, markeret som opgivet og med jeres begrundelse. Det kan ikke tages op igen.
account-drop-reason = Hvorfor opgiver I det?
account-drop-reason-hint = Alle kan læse det.
account-drop-reason-unnamed = Alle kan læse det, når organisationen fremtræder med navn.
account-drop-button = Opgiv tilsagnet

# Tilbagetrækning
account-withdraw-title = Træk underskriften tilbage
account-withdraw-lead = { $organisation } er ikke længere underskriver, så snart du trykker på knappen.
account-withdraw-page = Jeres offentlige side bliver stående og siger med dato, at I har trukket underskriften tilbage.
account-withdraw-suspended = Ministeriet er ved at kontrollere noget: Det, der er skjult nu, forbliver skjult, til det er afgjort, også jeres tilsagn. De tæller ikke længere med.
account-withdraw-commitments = Jeres tilsagn kan stadig læses, markeret som trukket tilbage. De tæller ikke længere med.
account-withdraw-mail = Vi skriver til alle, der handler på jeres organisations vegne. Hver af dem kan inden for { $days } dage sige, at det ikke var organisationens beslutning.
account-withdraw-sure = Jeg trækker underskriften for { $organisation } tilbage
account-withdraw-button = Træk underskriften tilbage
account-withdraw-state-lead = En stat trækker sin underskrift tilbage med et officielt brev, så én stjålet postkasse ikke kan ophæve underskriften for { $organisation }.
account-withdraw-state-letter = Send en verbalnote eller et officielt brev med referencen { $reference }.
account-withdraw-state-until = I bliver stående i registret, indtil to personer i ministeriet har bekræftet brevet.
account-withdraw-state-button = Giv ministeriet besked
account-withdrawn-title = Jeres underskrift er trukket tilbage
account-withdrawn-what = { $organisation } er ikke længere underskriver af Opfordringen.
account-withdrawn-mail = Vi har skrevet til alle, der handler på jeres organisations vegne. Hvis det var en fejl, så sig det inden for { $days } dage: To personer i ministeriet ser på det, før underskriften kommer tilbage.
account-letter-title = Ministeriet venter på jeres brev
account-letter-what = Vi har givet ministeriet besked om, at { $organisation } vil trække sin underskrift tilbage. Intet er ændret i registret.
account-letter-next = Send brevet til { $ministry }, og oplys referencen. Vi har sendt den til alle, der handler på jeres vegne.
account-reverse-title = Skal tilbagetrækningen fortrydes?
account-reverse-lead = Underskriften for { $organisation } blev trukket tilbage { $at }.
account-reverse-lead-unnamed = Jeres organisations underskrift blev trukket tilbage { $at }.
account-reverse-what = Hvis det ikke var jeres organisations beslutning, så sig det her. To personer i ministeriet ser på det, før underskriften kommer tilbage.
account-reversal-title = Vi ser på det straks
account-reversal-what = Jeres besked ligger øverst i ministeriets kø, og den bliver afgjort senest { $day }.
account-reversal-mail = Alle, der handler på jeres organisations vegne, får en mail, når det er afgjort.

## Being named
account-naming = Dit navn
account-naming-yes = Dit navn og din stilling står på organisationens side.
account-naming-agreed = Du har sagt ja til at vise dit navn og din stilling. De står ikke i registret lige nu.
account-naming-no = Dit navn står ikke i registret.
account-naming-agree = Vis mit navn og min stilling
account-naming-stop = Fjern mit navn
account-done-named = Dit navn og din stilling står fra nu af på organisationens side.
account-done-not-named = Dit navn er ude af registret. Kopier, som andre har taget før, kan stadig have det.
account-field-names = Andre navne
account-field-identifiers = Numre i andre registre
names-more = Andre navne og numre i andre registre
names-about = Tidligere navne, navne på andre sprog eller med andre bogstaver, forkortelser. De vises på organisationens side, og den kan findes ved dem. Når hovednavnet ændres, bliver det gamle af sig selv stående blandt de tidligere navne. Tomme rækker udelades.
names-row = Andet navn nr. { $number }
names-name = Navn
names-kind = Hvilken slags navn
names-language = Sprog
names-language-hint = Sprogets kode, for eksempel da, uk eller ar-Latn.
names-from = Brugt fra
names-until = Brugt indtil
names-date-hint = Et år, for eksempel 2019, eller en dag, for eksempel 2019-05-01.
names-identifiers = Har organisationen disse numre, holder de den adskilt fra andre af samme navn.
identifier-lei-field = LEI, Legal Entity Identifier
identifier-lei-hint = 20 bogstaver og cifre.
identifier-ror-field = ROR-nummer for en forskningsorganisation
identifier-ror-hint = For eksempel https://ror.org/05dxps055.
identifier-wikidata-field = Wikidata-emne
identifier-wikidata-hint = For eksempel Q42.
