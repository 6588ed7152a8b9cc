### At underskrive Opfordringen: formularen, linkene i mails, og hvad der sker bagefter.

# Start
sign-start-title = Underskriv Opfordringen for jeres organisation
sign-start-lead = Her underskriver organisationer: virksomheder, civilsamfund, universiteter, medier, kommuner og regioner samt internationale organisationer.
sign-start = Begynd på formularen
sign-lost = Vi kunne ikke finde en påbegyndt formular i denne browser. Formularer gemmes i { $days } dage. Begynd forfra, eller åbn det link, vi har sendt dig.
sign-begun = Du er begyndt på en formular i denne browser.
sign-begun-name = Du er begyndt på en formular for { $name } i denne browser.
sign-continue-draft = Fortsæt, hvor du slap
sign-anew = Begynd på en ny formular
sign-anew-hint = Når du begynder på en ny formular, slettes den, du er i gang med.
sign-not-organisation = Er du privatperson og underskriver ikke for en organisation? [Læs, hvordan du kan hjælpe].
sign-for-state = Underskriver du for en stat? [Læs, hvordan stater underskriver].
sign-announced = Opfordringen kan ikke underskrives endnu.
sign-announced-next = Du kan læse Opfordringen nu. Underskrivningen åbner på denne side. Skriv til os, hvis du vil vide hvornår.
sign-closed = Opfordringen er lukket. Der modtages ikke nye underskrifter.
sign-closed-next = Du kan stadig læse Opfordringen og følge, hvad underskriverne gør. Har jeres organisation underskrevet, er dens konto fortsat åben.
sign-read-call = Læs Opfordringen
sign-text-title = Den tekst, I underskriver
sign-text = [{ $title }], version { $version }, på { $language } ({ $authority }). Det vil fremgå af registret, hvilken version og hvilket sprog I har underskrevet. Vil du læse og underskrive på et andet sprog, så skift sprog på denne side.
sign-need-title = Det skal du bruge
sign-need-time = Omkring ti minutter, lidt mere, hvis I giver tilsagn. Du kan gemme formularen og fortsætte senere på en hvilken som helst enhed.
sign-need-organisation = Organisationens officielle navn, dens land og dens hjemmeside, hvis den har en.
sign-need-person = Navn, stilling og mailadresse på den person, der underskriver.
sign-need-commitments = Tilsagn, hvis I vil give nogen: hvad I vil gøre, hvornår det er gjort, og hvordan man kan se det. I kan også tilføje dem senere.
sign-who-title = Hvem må underskrive
sign-who = En person, der kan forpligte organisationen: for eksempel en direktør, en borgmester, en rektor eller en chefredaktør, eller en person, de har bedt om at underskrive.
sign-who-delegate = Du kan godt udfylde formularen uden selv at have den ret. Gem den, og send linket til den kollega, der har den.
sign-then-title = Hvad sker der så
sign-then = Vi sender et link til den adresse, du angiver. Organisationen har først underskrevet, når nogen åbner linket og bekræfter. Derefter kontrollerer ministeriets medarbejdere underskriften og afgør sagen inden for { $days } dage. Først da kommer den i registret.
sign-data-title = Hvad der sker med dine svar
sign-data-public = Organisationens navn, kategori, land, hjemmeside og beskrivelse bliver offentlige, og det samme gør dens udtalelse og tilsagn, medmindre den underskriver uden navn, fordi det ville være farligt at nævne det. Alle må kopiere dem. Det, andre har kopieret, kan vi ikke trække tilbage.
sign-data-private = Mailadressen bliver aldrig offentliggjort. Navn og stilling på den, der underskriver, bliver kun offentliggjort, hvis vedkommende er indforstået. De opbevares krypteret. { $controller } er ansvarlig for oplysningerne; ministeriet, den, der driver serveren, og en domstol kan få kendskab til dem.
sign-data-keep = En formular, du ikke sender, slettes efter { $draft } dage, og en underskrift, som ingen bekræfter, efter { $unconfirmed } dage. Indtil den er offentliggjort, kan I annullere den, og så slettes det hele.

# En person, en stat
sign-person-title = Sådan kan du hjælpe som privatperson
sign-person-lead = Tak, fordi du vil underskrive. Opfordringen er for organisationer, for hver underskrift er et løfte, som en organisation kan holdes fast på. Men den har også brug for mennesker.
sign-person-help-title = Det kan du gøre
sign-person-organisation = Bed din arbejdsplads, fagforening, forening eller kommune om at underskrive. De kan [underskrive her].
sign-person-follow = [Følg tilsagnene], og spørg de organisationer, du kender, hvordan det går med deres.
sign-person-report = Sig til, hvis en underskriver ikke er den, den giver sig ud for. Det er der et link til på hver side i [registret].
sign-person-read = [Læs Opfordringen], og del den.
sign-person-nothing = Du behøver ikke skrive navn eller adresse her, og der er ikke gemt noget.
sign-state-title = Sådan underskriver stater
sign-state-lead = En stat underskriver med et officielt brev, en verbalnote. På den måde kan ingen enkelt postkasse forpligte en stat.
sign-state-write-title = Det skal der stå i brevet
sign-state-write-name = Statens navn, og at den underskriver Opfordringen.
sign-state-write-text = Hvilken version den underskriver: [{ $title }], version { $version }.
sign-state-write-call = Hvilken version af [Opfordringen] den underskriver.
sign-state-write-contact = Navn, stilling og mailadresse på den person, vi kan skrive til.
sign-state-write-commitments = Tilsagn, hvis staten giver nogen: hvad den vil gøre, hvornår det er gjort, og hvordan man kan se det.
sign-state-write-statement = En udtalelse til registret med statens egne ord, hvis den ønsker det.
sign-state-where-title = Hvor brevet skal sendes hen
sign-state-where = Send det til { $ministry } gennem jeres ambassade eller udenrigsministerium.
sign-state-unit = Enhed
sign-state-address = Adresse
sign-state-email = Spørgsmål pr. mail
sign-state-then = Én medarbejder registrerer brevet, og en anden bekræfter det. Derefter står staten i registret med brevets dato, sine tilsagn og sin udtalelse. Den person, I har angivet, får en mail.

# Trinene
sign-step-organisation = Organisation
sign-step-representative = Hvem underskriver
sign-step-commitments = Tilsagn
sign-step-statement = Offentlig udtalelse
sign-step-check = Kontrollér dine svar
sign-changed-title = Dette er ændret imens
sign-changed-page = En anden, der har linket til denne formular, eller du selv i et andet vindue har gemt andre svar, siden du åbnede siden. Dine svar er hverken gået tabt eller gemt endnu: De står i felterne herunder. Send siden igen, så træder de i stedet for dem, der er gemt nu:
sign-changed-gone = En anden, der har linket til denne formular, eller du selv i et andet vindue har fjernet dette tilsagn fra listen, siden du åbnede siden. Dit er ikke gået tabt: Det står i felterne herunder. Send siden igen, så kommer det på listen på ny.
sign-changed-all = En anden, der har linket til denne formular, eller du selv i et andet vindue har ændret svar, siden du åbnede siden. Intet er sendt. Læs svarene herunder igennem igen, før du sender dem.
sign-changed-answer = Ministeriet har spurgt om noget andet, eller en kollega har ændret det, der står her, siden du åbnede siden. Dit er hverken gået tabt eller sendt endnu: Det står i felterne herunder. Læs endnu en gang, hvad der bliver spurgt om. Sender du siden igen, træder dine felter i stedet for det, der står der nu.
sign-changed-appearance = Nogen har ændret, hvordan organisationen fremtræder, siden du åbnede siden. Dit valg har ikke ændret noget. Herunder står, hvordan den fremtræder nu.
sign-changed-appearance-over = Som det nu står til med jeres underskrift, kan det ikke længere vælges, hvordan organisationen fremtræder. Intet er ændret med jeres valg. Nedenfor ser I, hvordan det står til, og hvordan organisationen fremtræder.
sign-changed-hiding = Intet er skjult endnu. Siden du åbnede siden, er der sket noget med organisationen i registret: Den er for eksempel lagt sammen med en anden underskriver, eller den står igen for sig selv. Herunder kan du læse, hvad knappen skjuler nu. Tryk på den, hvis du stadig vil.
sign-changed-change = En kollega har sendt en anden ændring, siden du åbnede siden. Intet er trukket tilbage. Se den ændring, der venter nu, herunder, og træk den tilbage, hvis du stadig vil.
sign-changed-state = Intet er trukket tilbage: Jeres underskrift står ikke længere i registret, som den gjorde, da du åbnede siden. Herunder kan du se, hvor den står nu.
sign-changed-withdrawal = Siden du åbnede siden, er der sket noget med jeres underskrift, eller det er ændret, hvordan organisationen fremtræder. Intet er trukket tilbage. Læs herunder, hvad det betyder nu at trække den tilbage, og sæt kryds igen, hvis du stadig vil.
sign-changed-naming = Siden du åbnede siden, er det ændret, hvem du handler for, eller hvordan organisationen fremtræder. Der vises ikke noget om dig, som ikke blev vist før. Herunder kan du se, hvordan det er nu.
sign-changed-commitment = Dette tilsagn kan ikke længere opgives her: Det er allerede opgivet, eller der er sket noget andet med det, siden du åbnede siden. Intet er gjort nu. Herunder kan du se, hvordan det står til med jeres tilsagn.
sign-changed-promise = Tilsagnet er ikke, som det var, da du åbnede den side: Det er afgjort, rettet eller trukket tilbage siden. Der er ikke sket noget nu. Nedenfor kan du se, hvor jeres tilsagn står.
sign-changed-giving-up = Siden du åbnede siden, er det ændret, hvem der kan læse om dette tilsagn. Det er ikke opgivet. Din begrundelse står i feltet herunder: Læs først, hvem der kommer til at læse den.
sign-changed-invitation-joined = Kollegaen har fulgt denne invitation, siden du åbnede siden, og handler nu for jeres organisation. Intet er trukket tilbage, og ingen mail er sendt.
sign-changed-invitation-called-back = Denne invitation er trukket tilbage, siden du åbnede siden: Linket åbner ikke længere noget. Ingen mail er sendt.
sign-changed-invitation-over = Denne invitation gælder ikke længere, siden du åbnede siden: Den blev ikke fulgt i tide, en anden er trådt i stedet, den, der sendte den, handler ikke længere for jer, eller nogen handler nu med den mailadresse. Linket åbner ikke længere noget. Ingen mail er sendt.
sign-changed-invitation-closed = Siden du åbnede siden, er der sket noget med jeres underskrift, og kolleger kan ikke komme til nu. Ingen mail er sendt.
sign-save-later = Gem, og kom tilbage senere

# 1 Organisation
sign-organisation-title = Hvilken organisation underskriver?
sign-organisation-lead = Disse svar bliver offentlige, når underskriften offentliggøres, medmindre I underskriver uden navn. Trin 3 spørger.
sign-category = Hvilken slags organisation er det?
sign-category-local-government-hint = En kommune, by eller region
sign-category-multilateral-hint = En organisation, hvis medlemmer er stater
sign-category-company-hint = En virksomhed af enhver størrelse eller en brancheforening
sign-category-civil-society-hint = En forening, fond, fagforening, et netværk eller et trossamfund
sign-category-academia-hint = Et universitet, en skole eller et forskningsinstitut
sign-category-media-hint = En avis, tv- eller radiostation, et forlag eller en anden redaktion
sign-name = Officielt navn
sign-name-hint = Som i vedtægterne eller i et offentligt register, på organisationens eget sprog og med dens egen skrift.
sign-country = Land eller område
sign-country-hint = Hvor den har hjemsted. En multilateral organisation kan lade feltet stå åbent.
sign-website = Hjemmeside
sign-website-hint = For eksempel https://example.org. Den hjælper os med at se, hvem I er, og en mailadresse på samme domæne tæller mere.
sign-description = Beskrivelse
sign-description-hint = Hvad organisationen laver, i en eller to sætninger. Højst { NUMBER($limit) } tegn.
sign-numbers = Numre i andre registre (LEI, ROR, Wikidata)

# 2 Den, der underskriver
sign-representative-title = Hvem underskriver for organisationen?
sign-representative-lead = Vi sender et link til denne person. Organisationen har først underskrevet, når personen åbner det og bekræfter.
sign-person = Fulde navn
sign-job-title = Stilling
sign-job-title-hint = For eksempel direktør eller sekretariatsleder.
sign-email = Mailadresse på arbejdet
sign-email-hint = Den bliver aldrig offentliggjort. Brug gerne en på organisationens eget domæne: Så fremgår det af registret. En gratis mailadresse kan også bruges.
sign-authority = Med hvilken ret underskriver personen?
sign-authority-hint = Har du ikke selv retten, og har ingen givet dig den, så vælg »Gem, og kom tilbage senere«, og send linket til den kollega, der har den.
sign-authority-short = Ret til at underskrive
sign-authority-own = Personen kan forpligte organisationen
sign-authority-delegated = En person, der kan, har bedt om det
sign-authority-delegated-hint = Medarbejderne kan spørge, hvem det er.
sign-named = Offentliggør personens navn og stilling i registret
sign-named-hint = Sæt kryds, hvis personen ønsker det. Den, der åbner vores link og bekræfter, bestemmer: Indtil personen siger ja dér, er det kun ministeriets medarbejdere, der ser navnet.
sign-named-short = Navn og stilling offentliggøres
sign-named-asked = Ja, hvis personen siger ja, når underskriften bekræftes
sign-named-never = Nej: Intet af organisationen vises

# 3 Tilsagn
sign-commitments-title = Giver jeres organisation tilsagn?
sign-commitments-lead = Et tilsagn er et løfte, man kan kontrollere: hvad I vil gøre, hvornår det er gjort, og hvordan man kan se det.
sign-commitments-none-fine = I kan underskrive uden tilsagn og tilføje dem senere fra jeres konto. Registret rangordner ikke underskriverne.
sign-commitments-list = { $count ->
    [one] { $count } tilsagn indtil nu
   *[other] { $count } tilsagn indtil nu
}
sign-commitments-count = { $count ->
    [0] Ingen
    [one] { $count } tilsagn
   *[other] { $count } tilsagn
}
sign-commitments-most = Du har tilføjet { $most } tilsagn, og flere er der ikke plads til i formularen. I kan tilføje flere fra jeres konto.
sign-commitment-add = Tilføj et tilsagn
sign-commitment-another = Tilføj endnu et tilsagn
sign-commitment-untitled = Tilsagn uden overskrift
sign-commitment-remove = Fjern
sign-unfinished = ikke færdigt
sign-due-on = frist { $day }
sign-commitments-without = Fortsæt uden tilsagn
sign-commitment-title = Tilføj et tilsagn
sign-commitment-change-title = Ret dette tilsagn
sign-commitment-lead = Det bliver offentligt sammen med underskriften. Organisationen fortæller, hvordan det går, og alle kan følge med.
sign-commitment-keep = Gem dette tilsagn

# 4 Udtalelse
sign-statement-title = Vil I sige noget offentligt?
sign-statement-lead = En udtalelse står på organisationens side i registret med dens egne ord. I kan udelade den.
sign-statement = Udtalelse
sign-statement-hint = Hvorfor I underskriver, eller hvad det betyder for jer. Højst { NUMBER($limit) } tegn.

# 5 Kontrol
sign-check-title = Kontrollér dine svar
sign-none-given = Ikke angivet
sign-no = Nej
sign-check-unnamed = Intet af organisationen vises, så underskriften har hverken tilsagn eller udtalelse.
sign-check-unnamed-kept = Det, du har skrevet, sendes ikke med. Det bliver stående i formularen, indtil du sender den, og kommer tilbage, hvis du vælger et andet svar på, hvordan I fremtræder.
sign-change-commitments = Ret tilsagnene
sign-free-mail = Det er en gratis mailadresse. Den kan bruges. Har organisationen adresser på sit eget domæne, så brug en af dem: Så viser registret, at underskriften kom derfra.
sign-declare-title = Underskriv
sign-declare-text = Du underskriver [{ $title }], version { $version }, på { $language } ({ $authority }).
sign-declare-lead = Når du underskriver, erklærer du, at:
sign-declare-authority = du har ret til at underskrive for organisationen eller er blevet bedt om det af en, der har
sign-declare-true = det, du har skrevet, er rigtigt, så vidt du ved
sign-declare-public = organisationen er indforstået med, at svarene offentliggøres, dog ikke mailadressen, og kun navn og stilling, hvis den, der bekræfter, siger ja til det
sign-declare-licence = det offentliggjorte må bruges af alle efter CC0 1.0, altså uden betingelser
sign-declared = Det erklærer jeg på organisationens vegne
sign-declare-next = Der er ikke underskrevet noget endnu, når du vælger knappen. Først sender vi et link, der skal bekræftes.
sign-submit = Underskriv for jeres organisation

# Sendt
sign-sent-title = Ét skridt mere: Åbn det link, vi har sendt
sign-sent-lead = Vi har sendt en mail til:
sign-sent-not-yet = Organisationen har først underskrevet, når nogen åbner linket i mailen og bekræfter. Der kan gå nogle minutter, før den kommer. Se også blandt uønsket post.
sign-sent-step-open = Åbn linket inden for { $days } dage, og vælg knappen på siden.
sign-sent-step-check = Ministeriets medarbejdere kontrollerer underskriften og afgør sagen inden for { $days } dage. Mangler de oplysninger, skriver de til denne adresse.
sign-sent-step-publish = Vi sender dig afgørelsen.
sign-sent-wrong-title = Forkert adresse, eller kom der ingen mail?
sign-sent-wrong = Ret adressen, eller lad den stå, og send mailen igen. Du kan rette den i { $hours } timer. Et link, der er sendt til en forkert adresse, holder op med at virke.
sign-sent-fixed-stopped = Den samme mail kan sendes igen, men ikke til en anden adresse, så længe der ikke modtages nye underskrifter. Når der kan underskrives igen, kan du rette adressen her i { $hours } timer efter at mailen senest blev sendt; derefter skal der udfyldes en ny formular.
sign-sent-fixed-closed = Den samme mail kan sendes igen, men ikke til en anden adresse: Opfordringen er ikke åben for underskrift.
sign-sent-refused = Der er ikke sendt nogen mail nu, hverken til den ene eller den anden adresse. Det, du skrev, står i feltet nedenfor.
sign-send-again = Send mailen igen
sign-sent-again-done = Mailen er på vej, medmindre der allerede er sendt { $most } til denne adresse: Flere sender vi ikke til samme adresse.
sign-sent-waits = { $minutes ->
    [one] Der er ikke sendt nogen mail nu, hverken til den ene eller den anden adresse. Det, du skrev, står i feltet nedenfor. Vælg »Send mailen igen« om et minut, så går den dertil.
   *[other] Der er ikke sendt nogen mail nu, hverken til den ene eller den anden adresse. Det, du skrev, står i feltet nedenfor. Vælg »Send mailen igen« om { NUMBER($minutes) } minutter, så går den dertil.
}

# Senere
sign-later-title = Gem, og kom tilbage senere
sign-later-lead = Dine svar er gemt. Vi sender et link, som formularen kan fortsættes med på en hvilken som helst enhed i { $days } dage.
sign-later-email = Hvor skal vi sende linket hen?
sign-later-email-hint = Til din egen adresse eller til den kollega, der har ret til at underskrive. Den, der har linket, kan se og rette svarene.
sign-later-send = Send linket
sign-saved-title = Dine svar er gemt
sign-saved-lead = Vi har sendt et link til:
sign-saved-use = Linket virker i { $days } dage, så ofte det er nødvendigt, indtil formularen er sendt.
sign-saved-private = Er du ved en computer, som andre bruger, så luk browseren nu: Indtil da er formularen åben i den.
sign-saved-go-on = Fortsæt formularen nu
sign-saved-other = Send det til en anden adresse
sign-continue-title = Fortsæt formularen
sign-continue-lead = Linket fører til en formular, som en organisation underskriver Opfordringen med.
sign-continue-name = Linket fører til den formular, som { $name } underskriver Opfordringen med.
sign-continue-what = Du kan læse, rette og færdiggøre svarene. Kun den, der kan forpligte organisationen, eller som er blevet bedt om det af en, der kan, må underskrive.
sign-continue-other = Der er en anden formular åben i denne browser. Fortsætter du her, skal du bruge dens eget link for at komme tilbage til den.
sign-continue-here = Fortsæt i denne browser

# Bekræft og annullér
sign-version = Version { $version }, på { $language }
sign-confirm-title = Bekræft, at jeres organisation underskriver
sign-confirm-lead = Se efter, om det er rigtigt. Organisationen underskriver, når du vælger knappen nedenfor.
sign-confirm-what = Når du bekræfter, siger du, at det er din postkasse, og at du underskriver Opfordringen for denne organisation med ret til det.
sign-confirm-newer = Version { $newer } af Opfordringen er trådt i kraft siden. Det, I underskriver, er version { $version }, som I har læst.
sign-confirm-named = Offentliggør mit navn og min stilling
sign-confirm-named-hint = Er der sat kryds her, når du bekræfter, kan alle læse dit navn og din stilling, som de står ovenfor, på organisationens side, når den er offentliggjort. Det bestemmer du alene, uanset hvad der blev ønsket i formularen. Sætter du ikke kryds, er det kun ministeriets medarbejdere, der ser dem. Du kan altid ændre det på kontoen.
sign-confirm = Bekræft underskriften
sign-confirm-then = Derefter kontrollerer medarbejderne underskriften og afgør sagen inden for { $days } dage. Intet af den er offentligt før da. Vi sender dig et link, som du kan annullere den med indtil da.
sign-confirm-not-you = Kender du ikke noget til det, så luk siden. Uden din bekræftelse sker der ingenting, og oplysningerne slettes.
sign-confirmed-title = Underskriften er bekræftet
sign-confirmed-lead = Du har bekræftet, at { $name } underskriver version { $version } af Opfordringen.
sign-confirmed-named = Dit navn og din stilling bliver offentlige sammen med underskriften, { $person }, som du sagde ja til, da du bekræftede. Når den er offentliggjort, kan du ændre det på jeres konto.
sign-confirmed-unnamed = Dit navn bliver ikke offentligt, som du valgte, da du bekræftede. Når underskriften er offentliggjort, kan du ændre det på jeres konto.
sign-confirmed-check = Medarbejderne kontrollerer underskriften og afgør sagen inden for { $days } dage.
sign-confirmed-decision = Vi sender dig afgørelsen. Mangler de oplysninger, spørger de dig først.
sign-confirmed-publish = Når underskriften er offentliggjort, står den i registret, så alle kan se den.
sign-confirmed-cancel = Vi har lige sendt dig referencen og et link. Med det kan du annullere underskriften, indtil den er offentliggjort.
sign-cancel-title = Annullér underskriften
sign-cancel-lead = Underskriften er ikke offentliggjort. Du kan stadig annullere den.
sign-cancel-unnamed = Organisationen må ikke nævnes, så det gør denne side heller ikke. Mailen med linket har den samme reference.
sign-cancel-what = Gør du det, slettes alt, hvad der er skrevet, med det samme: om organisationen, den, der underskrev, tilsagnene og udtalelsen. Det kan ikke hentes tilbage.
sign-cancel = Annullér, og slet det hele
sign-cancel-keep = Behold underskriften
sign-cancelled-title = Underskriften er annulleret
sign-cancelled-lead = Alt, hvad der var skrevet, er slettet. Vi sender en sidste mail om det.
sign-cancelled-again = Jeres organisation kan underskrive igen, så længe Opfordringen er åben.
sign-spent-title = Linket virker ikke
sign-spent-confirm = Det er allerede brugt, eller det er mere end { $days } dage gammelt, eller et nyere er trådt i stedet, eller ingen underskrift venter lige nu på at blive bekræftet med det.
sign-spent-confirm-done = Har du bekræftet før, behøver du ikke gøre noget: Vi har sendt dig en mail om, hvad der sker nu. Ellers kan du bede om et nyt link. Kommer der ikke noget, så skriv til os.
sign-spent-cancel = Det er allerede brugt, eller det er for gammelt. Har du annulleret underskriften, er det hele slettet.
sign-spent-late = Underskriften kan ikke længere annulleres, for sagen er afgjort. Er den offentliggjort, kan I trække den tilbage fra jeres konto.
sign-spent-draft = Formularen er sendt, eller også har ingen arbejdet på den i { $days } dage, og så er den slettet.
sign-spent-draft-start = Begynd på en ny formular
sign-spent-account = Gå til jeres konto
sign-link-ask = Bed om et nyt link
sign-link-title = Bed om et nyt link til at bekræfte
sign-link-lead = Skriv den adresse, der blev angivet i formularen. Venter der en underskrift på bekræftelse dér, sender vi linket igen.
sign-link-hint = Adressen på den person, der underskriver.
sign-link-send = Send mig linket
sign-asked-title = Se i din indbakke
sign-asked-lead = Hvis en underskrift venter på den adresse, er en mail med et nyt link på vej.
sign-asked-nothing = Kommer der ikke noget inden for en halv time, så se blandt uønsket post, og kontrollér adressen. Vi sender højst { $most } mails til samme adresse og ingen til en adresse, der ikke er angivet i en formular.

# Hvad der er galt på disse sider
flaw-missing-category = Vælg, hvilken slags organisation det er
flaw-missing-name = Skriv navnet
flaw-missing-person = Skriv det fulde navn
flaw-missing-job-title = Skriv stillingen
flaw-missing-authority = Svar på, hvem der kan forpligte organisationen: personen selv eller en, der har bedt om det
flaw-missing-kind = Vælg, hvilken slags tilsagn det er
flaw-missing-title = Skriv en overskrift til tilsagnet
flaw-missing-action = Beskriv, hvad I vil gøre
flaw-missing-measure = Vælg, hvordan man kan se, at det er gjort
flaw-missing-unit = Skriv, hvad der tælles
flaw-missing-target = Skriv det tal, I lover
flaw-missing-due = Skriv den dag, det er gjort, for eksempel 30 6 2028
flaw-missing-amount = Skriv beløbet
flaw-missing-currency = Vælg valutaen
flaw-missing-stage = Vælg, hvor langt I er kommet med pengene
flaw-missing-commitments = Gør det tilsagn færdigt, som ikke er færdigt, eller fjern det
flaw-missing-declared = Sæt kryds for at erklære det på organisationens vegne
flaw-missing-version = Den tekst, der underskrives, er ændret, siden du åbnede siden. Læs den, og sæt kryds igen
