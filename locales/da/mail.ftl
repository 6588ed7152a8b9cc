### Mailene. Hver siger, hvordan det står til, hvorfor, og hvad man gør nu. Emnet rummer intet, som en bruger har skrevet.
### Hvor en mail siger det samme som en anden, har den alligevel sin egen besked: Et ministerium kan ændre den dér alene.

# Alle mails
mail-footer = Sendt af { $ministry } for { $title }.
mail-help = Skriv til { $contact }, hvis du vil svare eller har brug for hjælp.
mail-button-hint = Hvis knappen ikke virker, så kopiér denne adresse ind i din browser:
mail-reason = Du får denne mail, fordi din adresse er oplyst på { $title }.
mail-reason-asked = Du får denne mail, fordi nogen har bedt om den med din adresse på { $title }.
mail-reason-signed = Du får denne mail, fordi din adresse er oplyst for en organisation, der underskriver { $title }.
mail-reason-contact = Du får denne mail, fordi du er kontakt for en organisation, der har underskrevet { $title }.
mail-unnamed = jeres organisation (vores mails nævner den ikke)
mail-reason-staff = Du får denne mail, fordi du arbejder med registret for { $title }.
mail-organisation = Organisation
mail-reference = Jeres reference
mail-number = Offentligt nummer
mail-grounds = Begrundelse
mail-message = Vores besked til jer
mail-case = Sagsnummer
mail-category = Kategori

# En kladde, der kan fortsættes
mail-continue-draft-subject = Fortsæt med at underskrive Opfordringen
mail-continue-draft-heading = Din kladde er gemt
mail-continue-draft-status = Det, du har udfyldt indtil nu, er gemt. Jeres organisation har ikke underskrevet endnu.
mail-continue-draft-button = Fortsæt kladden
mail-continue-draft-until = { $days ->
    [one] Du kan fortsætte i 1 dag. Derefter slettes kladden.
   *[other] Du kan fortsætte i { $days } dage. Derefter slettes kladden.
}
mail-continue-draft-share = Linket virker på alle enheder. Du kan også sende mailen videre til den kollega, der har bemyndigelse til at underskrive. Alle, der har linket, kan læse og ændre kladden.
mail-continue-draft-not-you = Hvis du ikke kender noget til dette, skal du ikke gøre noget. Kladden bliver slettet af sig selv.

# Bekræft en underskrift
mail-confirm-signature-subject = Bekræft jeres organisations underskrift
mail-confirm-signature-heading = Bekræft underskriften
mail-confirm-signature-status = Jeres organisation har ikke underskrevet, før du åbner denne side og bekræfter.
mail-confirm-signature-why = Nogen har oplyst din mailadresse, da de underskrev { $title } for denne organisation. Vi spørger dig først, så ingen kan underskrive i jeres navn.
mail-confirm-signature-button = Åbn siden, og bekræft
mail-confirm-signature-naming = Siden viser dit navn og din stilling, som de er oplyst. Kun du bestemmer, om de bliver offentlige: Den spørger dig.
mail-confirm-signature-until = { $days ->
    [one] Linket virker i 1 dag.
   *[other] Linket virker i { $days } dage.
}
mail-confirm-signature-scanners = Det er ikke nok at åbne linket. Først knappen på siden bekræfter, så et program, der scanner din mail, kan ikke bekræfte for dig.
mail-confirm-signature-not-you = Hvis det ikke var dig, eller hvis I har ombestemt jer, skal du ikke gøre noget. Så udløber underskriften, og alt, hvad der er udfyldt, bliver slettet.

# Den samme adresse underskriver igen
mail-already-signed-subject = Vi har allerede jeres organisations underskrift
mail-already-signed-heading = I har allerede underskrevet
mail-already-signed-status = Vi har allerede denne organisations underskrift fra din adresse, så der er ikke oprettet noget nyt.
mail-already-signed-next = På jeres organisations konto kan du se, hvor langt underskriften er, og hvad I kan gøre nu.
mail-already-signed-button = Åbn kontoen
mail-already-signed-not-you = Hvis en anden har brugt din adresse, skal du ikke gøre noget. Intet er ændret.

# Bekræftet
mail-signature-confirmed-subject = Jeres underskrift er bekræftet
mail-signature-confirmed-heading = Tak, underskriften er bekræftet
mail-signature-confirmed-status = Du har bekræftet jeres organisations underskrift af { $title }. Den er ikke offentlig endnu.
mail-signature-confirmed-next = { $days ->
    [one] Nu kontrollerer vi underskriften. Vi træffer afgørelse inden for 1 dag og skriver derefter til dig.
   *[other] Nu kontrollerer vi underskriften. Vi træffer afgørelse inden for { $days } dage og skriver derefter til dig.
}
mail-signature-confirmed-question = Hvis vi har brug for at vide mere, spørger vi dig på denne adresse.
mail-signature-confirmed-cancel = Indtil vi offentliggør underskriften, kan I annullere den. Så bliver alt, hvad I har udfyldt, slettet.
mail-signature-confirmed-cancel-link = Annullér underskriften

# Offentliggjort
mail-published-subject = Jeres underskrift står i registret
mail-published-heading = Jeres organisation står i registret
mail-published-status = Vi har kontrolleret og offentliggjort jeres underskrift. Tak, fordi I har underskrevet { $title }.
mail-published-button = Se jeres side i registret
mail-published-next = På jeres organisations konto kan I altid rette oplysningerne og tilføje tilsagn.
mail-published-account = Gå til kontoen
mail-published-hide = Gem denne mail. Bringer det jer nogensinde i fare at være nævnt, skjuler dette link organisationen med det samme, uden at I logger ind:
mail-published-hide-link = Skjul vores organisation

# Kvitteringen
mail-receipt-subject = Kvittering for jeres underskrift
mail-receipt-heading = Jeres underskrift er ført ind i loggen
mail-receipt-status = Vedhæftet er en kvittering: en lille fil, der beviser, at jeres underskrift er ført ind i registrets log.
mail-receipt-entry = Post
mail-receipt-keep = Gem filen eller denne mail. Den kan efterprøves uden os og uden netforbindelse, også når webstedet ikke findes længere. Den, der har filen, kan læse, hvad jeres post siger.
mail-receipt-button = Efterprøv kvitteringen
mail-receipt-key = Loggens nøgle. Skriv den ned, den skal bruges til at efterprøve kvitteringen
mail-receipt-certificate = Et bevis til udskrift og kvitteringer for alle jeres poster

# Et spørgsmål
mail-more-needed-subject = Vi mangler et svar fra jeres organisation
mail-more-needed-heading = Vi har brug for at vide mere
mail-more-needed-status = Vi har modtaget det, I har sendt, men vi kan ikke afgøre sagen, før I svarer.
mail-more-needed-button = Svar på spørgsmålet
mail-more-needed-until = { $days ->
    [one] Svar inden for 1 dag. Uden svar bortfalder det, I har sendt.
   *[other] Svar inden for { $days } dage. Uden svar bortfalder det, I har sendt.
}
mail-more-needed-waits = Det, I har sendt, venter, til I svarer. Det, registret viser, bliver, som det er.

# Intet svar nødvendigt længere
mail-question-taken-back-subject = Vi har ikke længere brug for jeres svar
mail-question-taken-back-heading = Vi har ikke længere brug for jeres svar
mail-question-taken-back-status = I behøver ikke at svare på det spørgsmål, vi stillede jer. Det, I har sendt, bliver behandlet igen.
mail-question-taken-back-next = I skal ikke gøre noget. Vi skriver til jer, så snart sagen er afgjort.

# Ikke optaget
mail-declined-subject = Jeres underskrift er ikke godkendt
mail-declined-heading = Vi har ikke godkendt underskriften
mail-declined-status = Vi har kontrolleret underskriften og besluttet ikke at optage den i registret. Den er ikke blevet offentliggjort.
mail-declined-next = Hvis du mener, at vi tager fejl, så skriv til { $contact }, og fortæl, hvad vi har overset.
mail-stands-again-subject = Jeres underskrift blev afvist ved en fejl
mail-stands-again-heading = Jeres underskrift gælder igen
mail-stands-again-status = Vi skrev til jer, at underskriften ikke var godkendt. Det var en fejl fra vores side, og det beklager vi. Det, I sendte, står igen, hvor det stod før.
mail-stands-again-next = I skal ikke sende noget på ny. Vi skriver til jer, så snart sagen er afgjort. Hvis I endnu ikke havde bekræftet underskriften, virker linket i vores tidligere mail, så længe der står i den.

# Skjult indtil videre
mail-suspended-subject = Jeres side er skjult indtil videre
mail-suspended-unnamed-subject = Vi undersøger noget
mail-suspended-heading = Jeres side er skjult, mens vi undersøger noget
mail-suspended-unnamed-heading = Vi undersøger noget ved jeres underskrift
mail-suspended-status = Vi har skjult jeres organisations side i registret, mens vi undersøger noget.
mail-suspended-unnamed-status = Mens vi undersøger noget, tæller jeres underskrift ikke med. Intet af organisationen vises, ligesom før.
mail-suspended-meaning = Jeres underskrift er ikke fjernet. Vi skriver til jer igen, så snart sagen er afgjort.
mail-suspended-next = Hvis du ved noget, der kan hjælpe os, så skriv til { $contact }.

# Vises igen
mail-restored-subject = Jeres side vises igen
mail-restored-withdrawn-subject = Vi er færdige med undersøgelsen
mail-restored-unnamed-subject = Vi er færdige med undersøgelsen
mail-restored-heading = Jeres side vises igen
mail-restored-withdrawn-heading = Vi er færdige med undersøgelsen
mail-restored-unnamed-heading = Vi er færdige med undersøgelsen
mail-restored-status = Vi er færdige med undersøgelsen. Jeres organisation står igen i registret.
mail-restored-withdrawn-status = Vi er færdige med undersøgelsen. Jeres organisation har imens trukket sin underskrift tilbage, og det står ved magt. Dens tilsagn kan læses igen.
mail-restored-unnamed-status = Vi er færdige med undersøgelsen. Intet af organisationen vises, ligesom før. På kontoen kan I se, hvordan det nu står til med underskriften.
mail-restored-button = Se jeres side i registret
mail-restored-unnamed-button = Gå til kontoen
mail-restored-next = I skal ikke gøre noget.

# Fjernet
mail-revoked-subject = Jeres underskrift er fjernet fra registret
mail-revoked-heading = Vi har fjernet jeres underskrift
mail-revoked-status = Jeres organisation står ikke længere i registret som underskriver.
mail-revoked-meaning = To medarbejdere har været enige om afgørelsen. På organisationens side i registret står nu datoen og begrundelsen.
mail-revoked-meaning-unnamed = To medarbejdere har været enige om afgørelsen. Intet om den er offentligt.
mail-revoked-next = Hvis du mener, at vi tager fejl, så skriv til { $contact }, og fortæl hvorfor.

# Annulleret
mail-cancelled-subject = Jeres underskrift er annulleret
mail-cancelled-heading = Underskriften er annulleret
mail-cancelled-status = Jeres organisation har ikke underskrevet. Underskriften blev aldrig offentliggjort, og alt, hvad I har udfyldt, er slettet.
mail-cancelled-next = I skal ikke gøre mere. Hvis I ombestemmer jer, kan I underskrive igen, så længe Opfordringen er åben.
mail-cancelled-again = Underskriv Opfordringen
mail-cancelled-not-you = Hvis du ikke selv har annulleret underskriften, så skriv til { $contact }.

# Udløbet
mail-expired-subject = Jeres underskrift er udløbet
mail-expired-heading = Underskriften er udløbet
mail-expired-status = Jeres organisation har ikke underskrevet. Vi fik ikke en bekræftelse eller et svar i tide, så alt, hvad der var udfyldt, er slettet.
mail-expired-next = Hvis jeres organisation stadig vil underskrive, så begynd forfra, så længe Opfordringen er åben.
mail-expired-again = Underskriv Opfordringen

## Slettet efter offentliggørelsen
mail-erased-subject = Jeres organisation er slettet fra registret
mail-erased-heading = Jeres organisation er slettet fra registret
mail-erased-status = Jeres organisation står ikke længere i registret. Vi har slettet alt, hvad vi havde om den og om dig.
mail-erased-meaning = Siderne er væk. I registrets log står kun fingeraftryk, som intet kan læses ud af. Kopier, som andre har taget, råder vi ikke over.
mail-erased-next = Det er den sidste mail, vi kan sende dig, for din adresse er også slettet. Hvis du mener, at vi tager fejl, så skriv til { $contact }.

# Ind på kontoen
mail-account-link-subject = Dit link til kontoen
mail-account-link-heading = Åbn jeres organisations konto
mail-account-link-status = Her er det link, du har bedt om.
mail-account-link-button = Åbn kontoen
mail-account-link-until = { $minutes ->
    [one] Linket virker én gang inden for 1 minut. Derefter kan du bede om et nyt.
   *[other] Linket virker én gang inden for { $minutes } minutter. Derefter kan du bede om et nyt.
}
mail-account-link-keep = Send ikke mailen videre. Alle, der har linket, kan handle på jeres organisations vegne.
mail-account-link-not-you = Hvis du ikke har bedt om linket, skal du ikke gøre noget. Ingen kommer ind uden det.

# Ingen konto
mail-no-account-subject = Ingen konto har denne mailadresse
mail-no-account-heading = Ingen konto har denne mailadresse
mail-no-account-status = Nogen har bedt om et link til en konto på { $title }. Din adresse er ikke knyttet til nogen organisation dér, så der er ikke noget link.
mail-no-account-other = Hvis jeres organisation har underskrevet, så brug den adresse, der blev oplyst dengang, eller spørg den kollega, der underskrev.
mail-no-account-next = Hvis jeres organisation ikke har underskrevet endnu, kan du begynde her.
mail-no-account-button = Underskriv for jeres organisation
mail-no-account-not-you = Hvis du ikke har bedt om dette, skal du ikke gøre noget. Intet er ændret.

# En ændring er optaget
mail-change-published-subject = Jeres ændring står i registret
mail-change-published-commitment-subject = Jeres tilsagn står i registret
mail-change-published-unnamed-subject = Det, I har sendt, er godkendt
mail-change-published-heading = Jeres ændring er offentliggjort
mail-change-published-commitment-heading = Jeres tilsagn er offentliggjort
mail-change-published-unnamed-heading = Vi har godkendt det, I har sendt
mail-change-published-status = Vi har kontrolleret det, I har sendt, og offentliggjort det i registret.
mail-change-published-unnamed-status = Vi har kontrolleret det, I har sendt, og godkendt det. Intet af jeres organisation vises, og derfor heller ikke dette. Når organisationen vises med navn, vises det med.
mail-change-published-button = Se jeres side i registret
mail-change-published-commitment-button = Se tilsagnet
mail-change-published-next = I skal ikke gøre mere.

# En ændring er ikke optaget
mail-change-declined-subject = Jeres ændring er ikke godkendt
mail-change-declined-commitment-subject = Jeres tilsagn er ikke godkendt
mail-change-declined-heading = Vi har ikke godkendt ændringen
mail-change-declined-commitment-heading = Vi har ikke godkendt tilsagnet
mail-change-declined-status = Vi har kontrolleret det, I har sendt, og besluttet ikke at offentliggøre det. Jeres side i registret er som før.
mail-change-declined-unnamed-status = Vi har kontrolleret det, I har sendt, og besluttet ikke at godkende det. Intet af jeres organisation vises, ligesom før.
mail-change-declined-next = På jeres organisations konto kan I sende en ny udgave.
mail-change-declined-account = Gå til kontoen
mail-change-declined-wrong = Hvis du mener, at vi tager fejl, så skriv til { $contact }, og fortæl, hvad vi har overset.

# Trukket tilbage
mail-withdrawn-subject = Jeres organisations underskrift er trukket tilbage
mail-withdrawn-heading = Underskriften er trukket tilbage
mail-withdrawn-status = Jeres organisation har trukket sin underskrift af { $title } tilbage. Det gælder allerede.
mail-withdrawn-meaning = På organisationens side i registret står nu, at underskriften er trukket tilbage, og hvornår. Alle organisationens kontakter får denne mail.
mail-withdrawn-meaning-unnamed = Intet af organisationen blev vist, og intet vises. Alle kontakter får denne mail.
mail-withdrawn-next = { $days ->
    [one] Hvis det er rigtigt, skal du ikke gøre noget. Hvis det er en fejl, eller hvis det ikke var jer, kan du inden for 1 dag bede om at få det omgjort.
   *[other] Hvis det er rigtigt, skal du ikke gøre noget. Hvis det er en fejl, eller hvis det ikke var jer, kan du inden for { $days } dage bede om at få det omgjort.
}
mail-withdrawn-button = Lad underskriften gælde igen
mail-withdrawn-check = To medarbejdere ser på det, før underskriften tæller med igen.

# Gælder igen
mail-reinstated-subject = Jeres organisations underskrift gælder igen
mail-reinstated-suspended-subject = Tilbagetrækningen er omgjort
mail-reinstated-heading = Underskriften gælder igen
mail-reinstated-suspended-heading = Tilbagetrækningen er omgjort
mail-reinstated-status = Tilbagetrækningen er omgjort. Jeres organisation står igen i registret.
mail-reinstated-suspended-status = Tilbagetrækningen er omgjort. Vi var ved at undersøge noget, da jeres organisation trak sin underskrift tilbage, og vi er ikke færdige: Indtil da er underskriften ude af registret, som den var dengang. Vi skriver, når vi er færdige.
mail-reinstated-unnamed-status = Tilbagetrækningen er omgjort. Jeres underskrift tæller med igen. Intet af organisationen vises, ligesom før.
mail-reinstated-button = Se jeres side i registret
mail-reinstated-unnamed-button = Gå til kontoen
mail-reinstated-not-you = Hvis det kommer bag på dig, så skriv til { $contact }.
mail-reinstated-hide = { mail-published-hide }
mail-reinstated-unnamed-hide = { mail-published-unnamed-hide }
mail-withdrawal-stands-subject = Jeres organisations tilbagetrækning står ved magt
mail-withdrawal-stands-heading = Tilbagetrækningen står ved magt
mail-withdrawal-stands-status = Vi fik at vide, at tilbagetrækningen ikke var jeres organisations egen beslutning. Vi har undersøgt det og besluttet ikke at omgøre den: Underskriften er fortsat trukket tilbage. Alle organisationens kontakter får denne mail.
mail-withdrawal-stands-next = Hvis du mener, at vi tager fejl, så skriv til { $contact }, og fortæl, hvad vi har overset.
mail-shown-again-subject = Jeres organisation vises igen
mail-shown-again-heading = Jeres organisation vises igen
mail-shown-again-status = Registret viser fra i dag igen jeres organisation med navn, sådan som det er valgt på kontoen.
mail-shown-again-button = { mail-reinstated-button }
mail-shown-again-not-you = { mail-reinstated-not-you }
mail-shown-again-hide = { mail-published-hide }

# En stat trækker sig
mail-withdrawal-by-letter-subject = Underskriften trækkes tilbage ved brev
mail-withdrawal-by-letter-heading = Vi har brug for et officielt brev
mail-withdrawal-by-letter-status = Vi har modtaget jeres anmodning om at trække underskriften tilbage. Underskriften gælder stadig, og intet er ændret i registret.
mail-withdrawal-by-letter-why = En stat trækker sin underskrift tilbage ved officielt brev, så ingen kan ophæve den gennem én postkasse.
mail-withdrawal-by-letter-next = Send en verbalnote eller et andet officielt brev til { $ministry }, og oplys referencen ovenfor. Så trækker vi underskriften tilbage og skriver til jer.
mail-withdrawal-by-letter-not-you = Hvis I ikke har bedt om dette, så skriv straks til { $contact }.

# Medarbejdere
mail-staff-setup-subject = Opret din medarbejderkonto
mail-staff-setup-heading = Opret din medarbejderkonto
mail-staff-setup-status = Du har fået en medarbejderkonto til registret for { $title }.
mail-staff-setup-button = Opret kontoen
mail-staff-setup-until = { $hours ->
    [one] Linket virker én gang inden for 1 time. Derefter kan du bede en administrator om et nyt.
   *[other] Linket virker én gang inden for { $hours } timer. Derefter kan du bede en administrator om et nyt.
}
mail-staff-setup-need = Du skal vælge en adgangskode og tilknytte en godkendelsesapp, så hav din telefon ved hånden.
mail-staff-setup-need-provider = Du kommer ind med den konto, du logger ind med overalt i ministeriet. Du skal ikke vælge nogen adgangskode.
mail-staff-setup-keep = Send ikke mailen videre. Alle, der har linket, kan overtage kontoen.
mail-staff-setup-not-you = Hvis du ikke ventede denne mail, så skriv til { $contact }.
mail-second-needed-subject = En sag venter på en anden person
mail-second-needed-heading = En sag venter på en anden person
mail-second-needed-status = En kollega har foreslået en afgørelse. Den gælder først, når en anden person er enig.
mail-second-needed-button = Åbn sagen
mail-second-needed-next = Læs sagen og begrundelsen, og godkend forslaget, eller send det tilbage.

## Ét tilsagn er skjult indtil videre.
mail-commitment = Tilsagn
mail-commitment-suspended-subject = Et af jeres tilsagn er skjult indtil videre
mail-commitment-suspended-heading = Et af jeres tilsagn er skjult, mens vi undersøger noget
mail-commitment-suspended-status = Vi har skjult et af jeres organisations tilsagn i registret, mens vi undersøger noget.
mail-commitment-suspended-meaning = Jeres underskrift og jeres andre tilsagn står som før. Vi skriver til jer igen, så snart sagen er afgjort.
mail-commitment-suspended-next = Hvis du ved noget, der kan hjælpe os, så skriv til { $contact }.

## Tilsagnet vises igen.
mail-commitment-restored-subject = Jeres tilsagn vises igen
mail-commitment-restored-heading = Jeres tilsagn vises igen
mail-commitment-restored-status = Vi er færdige med undersøgelsen. Tilsagnet står igen i registret.
mail-commitment-restored-button = Se tilsagnet
mail-commitment-restored-next = I skal ikke gøre noget.

## En redaktør foreslår en version af Opfordringen.
mail-way-in-added-subject = En ny vej ind på din medarbejderkonto
mail-way-in-added-heading = En ny vej ind på din medarbejderkonto
mail-way-in-added-passkey = Der er føjet en adgangsnøgle til din konto. Med den alene kan man logge ind som dig.
mail-way-in-added-provider = Din konto er forbundet med en konto hos ministeriets identitetsudbyder. Den, der logger ind dér, er logget ind som dig.
mail-way-in-added-button = Se det på din konto
mail-way-in-added-next = Var det dig, skal du ikke gøre noget. Hvis ikke, så fjern den dér, afslut straks alle andre sessioner, og sig det til en administrator.
mail-way-in-changed-subject = Det, du logger ind med, er ændret
mail-way-in-changed-heading = Det, du logger ind med, er ændret
mail-way-in-changed-password = Adgangskoden til din medarbejderkonto er ændret. Alle andre sessioner er afsluttet.
mail-way-in-changed-app = Det er nu en anden godkendelsesapp, der viser koderne til din medarbejderkonto. Alle andre sessioner er afsluttet.
mail-way-in-changed-codes = Der er lavet nye gendannelseskoder til din medarbejderkonto. De gamle lukker ikke længere nogen ind.
mail-way-in-changed-used = En gendannelseskode til din medarbejderkonto er brugt, enten til at logge ind eller til at bekræfte, hvem man er. Den kode lukker ikke længere nogen ind.
mail-way-in-used-subject = En gendannelseskode er brugt
mail-way-in-used-heading = En gendannelseskode er brugt
mail-way-in-changed-next = Var det dig, skal du ikke gøre noget. Hvis ikke, så sig det straks til en administrator, der kan logge dig ud alle steder og lade dig sætte kontoen op på ny.
mail-staff-changed-subject = En kollegas konto er ændret
mail-staff-changed-own = Din medarbejderkonto er ændret
mail-staff-changed-roles = Kontoen har fået andre roller.
mail-staff-changed-added = Der er en ny konto med rollen administrator.
mail-staff-changed-disabled = Kontoen er spærret for altid.
mail-staff-changed-reset = Kontoen er nulstillet: Adgangskode, godkendelsesapp og adgangsnøgler er glemt, og den kan sættes op på ny med et link.
mail-staff-changed-person = Hvis konto
mail-staff-changed-roles-now = Roller nu
mail-staff-changed-by = Gjort af
mail-staff-changed-operator = en person med adgang til serveren
mail-staff-changed-at = Hvornår
mail-staff-changed-button = Se kontoen
mail-staff-changed-next = Kendte du til det, skal du ikke gøre noget. Hvis ikke, så spørg den, der gjorde det, og ikke kun på mail. Revisionssporet viser, hvad vedkommende ellers har gjort.
mail-staff-changed-own-next = Kendte du til det, skal du ikke gøre noget. Hvis ikke, så spørg den, der gjorde det, eller en anden administrator, og ikke kun på mail.
mail-key-change-proposed-subject = Et skifte af loggens nøgle venter på en anden person
mail-key-change-proposed-heading = Et skifte af loggens nøgle venter på en anden person
mail-key-change-proposed-status = En administrator har bedt om, at registrets log signeres med en anden nøgle. Det sker kun, hvis du eller en anden administrator tillader det.
mail-key-change-proposed-button = Åbn siden om loggen
mail-key-change-proposed-next = Spørg din kollega, ikke kun på mail, om skiftet er ment. Hvis ikke, så opgiv det, og se efter, hvem der kunne logge ind i deres navn.
mail-many-proposed-subject = En afgørelse om mange venter på en anden person
mail-many-proposed-heading = En afgørelse om mange venter på en anden person
mail-many-proposed-status = En kollega har truffet afgørelse om { $count } sager eller indsendelser på én gang. Intet sker, før en administrator tillader det.
mail-many-proposed-button = Se på den
mail-many-proposed-next = Du ser, hvad der er valgt og hvorfor, hvor mange det rammer, og nogle af dem. Hvis det ikke er rigtigt, så send den tilbage.
mail-account-proposed-subject = En ny kollegas konto venter på en anden administrator
mail-account-proposed-subject-roles = En kollegas roller venter på en anden administrator
mail-account-proposed-heading = En ny kollegas konto venter på en anden administrator
mail-account-proposed-heading-roles = En kollegas roller venter på en anden administrator
mail-account-proposed-status = En administrator har foreslået en konto til en ny kollega. Ingen kan bruge den, før en anden administrator er enig.
mail-account-proposed-status-roles = En administrator har foreslået flere roller til en kollega. De gælder først, når en anden administrator er enig.
mail-account-proposed-button = Åbn kontoen
mail-account-proposed-next = Se, hvem kontoen er til, og hvilke roller den giver, og bekræft den, eller luk den.
mail-account-proposed-next-roles = Se, hvem det er, og hvilke roller det gælder, og giv dem, eller opgiv det.
mail-letter-recorded-subject = Et officielt brev venter på en anden person
mail-letter-recorded-heading = Et officielt brev venter på en anden person
mail-letter-recorded-status = En kollega har registreret et officielt brev om en underskriver. Det tæller først, når en anden person har bekræftet det.
mail-letter-recorded-button = Åbn brevet
mail-letter-recorded-next = Sammenlign reference, dato og fingeraftryk med brevet i ministeriets systemer, og bekræft det, eller læg det til side.
mail-call-proposed-subject = En version af Opfordringen venter på en anden person
mail-call-proposed-heading = En version af Opfordringen venter på en anden person
mail-call-proposed-status = En redaktør har foreslået den næste version. Den bliver først offentliggjort, når en administrator er enig.
mail-call-proposed-button = Åbn siden om Opfordringen
mail-call-proposed-next = Læs teksterne og ændringerne, og offentliggør versionen, eller send den tilbage.

# I registret uden navn
mail-published-unnamed-subject = Jeres underskrift tæller
mail-published-unnamed-heading = Jeres underskrift tæller
mail-published-unnamed-status = Vi har kontrolleret jeres underskrift af { $title }. Den tælles med, og intet af den vises: intet navn, intet land, ingen side.
mail-published-unnamed-until = Jeres organisation bliver nævnt ved navn i registret fra { $day }.
mail-published-unnamed-next = På kontoen kan I se, hvor langt underskriften er, vælge at blive nævnt ved navn eller trække jer tilbage.
mail-published-unnamed-button = Gå til kontoen
mail-published-unnamed-hide = Gem denne mail. Hvis det bliver farligt at blive nævnt, sørger dette link for, at organisationen bliver ved med at stå uden navn, med det samme og uden at logge ind:

# Skjult
mail-hidden-subject = Jeres organisation er skjult
mail-hidden-heading = Jeres organisation er skjult
mail-hidden-status = Intet af jeres organisation vises længere i registret over { $title }. Det gælder med det samme.
mail-hidden-next = Var det ikke jer, så log ind på kontoen, og vis den igen.
mail-hidden-stays = Så længe underskriften er trukket tilbage, annulleret eller midlertidigt skjult, kan ingen vise den igen. Var det ikke jer, så skriv til { $contact }.
mail-hidden-button = Gå til kontoen

# Kontrol over domænet
mail-domain-button = Åbn siden om jeres domæne
mail-domain-method = Hvordan
mail-domain-asked-subject = Vis venligst, at jeres domæne er jeres
mail-domain-asked-heading = Vis venligst, at jeres domæne er jeres
mail-domain-asked-status = For at alle kan stole på, hvem der har underskrevet, vil registret gerne fortælle, at { $domain } er jeres organisations. Få venligst denne linje lagt dér: som en TXT-post i DNS eller som en ren tekstfil på hjemmesiden. Ét er nok.
mail-domain-asked-next = Passer I ikke selv domænet? På siden er der en tekst til at sende videre til den, der gør. Linjen er ikke hemmelig og giver ingen adgang til noget. Vi ser selv efter den.
mail-domain-asked-button = { mail-domain-button }
mail-domain-verified-subject = Jeres domæne er bekræftet
mail-domain-verified-heading = Jeres domæne er bekræftet
mail-domain-verified-status = Vi har fundet jeres linje. Nu ved vi, at { $domain } er jeres organisations. Det står på jeres organisations side i registret, så snart den er der.
mail-domain-verified-next = Lad den venligst blive liggende: Vi ser efter igen fra tid til anden.
mail-domain-verified-button = { mail-domain-button }
mail-domain-missing-subject = Vi savner noget på jeres domæne
mail-domain-missing-heading = Linjen på jeres domæne mangler
mail-domain-missing-status = Vi har flere gange set efter jeres linje på { $domain } uden at finde den. Bliver den væk, tæller den tidligst fra { $day } ikke længere i registret.
mail-domain-missing-next = Få den venligst lagt tilbage. Intet andet ved jeres underskrift ændres.
mail-domain-missing-button = { mail-domain-button }
mail-domain-lapsed-subject = Jeres domæne er ikke længere bekræftet
mail-domain-lapsed-heading = Jeres domæne er ikke længere bekræftet
mail-domain-lapsed-status = Linjen på { $domain } har manglet for længe. Registret siger nu, at domænet sidst er bekræftet { $day }.
mail-domain-lapsed-next = Jeres underskrift står ved magt som før. Når linjen er tilbage, tæller domænet igen som bekræftet.
mail-domain-lapsed-button = { mail-domain-button }
mail-hidden-domain = Ligger der en post eller en fil fra os på jeres domæne, så fjern den: Alle kan læse den dér.

# Dem, der handler
mail-person = Navn
mail-people-button = Se, hvem der handler for jer
mail-people-right = Alle organisationens kontakter får denne mail. Er det rigtigt, skal du ikke gøre noget. Er det forkert, så se efter nu, og svar på mailen, eller skriv til os.
mail-invitation-subject = En kollega inviterer dig til at handle for jer
mail-invitation-heading = Vil du handle for jeres organisation?
mail-invitation-status = Jeres organisation underskriver { $title }, og en kollega beder dig om at handle for den i registret.
mail-invitation-by = Inviteret af
mail-invitation-message = Din kollega skriver
mail-invitation-together = Du kan så rette det, der står i registret, give tilsagn og trække underskriften tilbage, sammen med din kollega.
mail-invitation-hand-over = Du overtager opgaven: Når du er kommet til, handler din kollega ikke længere.
mail-invitation-button = Se invitationen
mail-invitation-until = { $days ->
    [one] Linket virker én gang og i 1 dag.
   *[other] Linket virker én gang og i { $days } dage.
}
mail-invitation-keep = Hold mailen for dig selv. Alle, der har linket, kan handle for jeres organisation.
mail-invitation-not-you = Hvis du ikke ved, hvad det drejer sig om, så gør ingenting. Så ændrer der sig ikke noget.
mail-colleague-joined-subject = En ny handler for jeres organisation
mail-colleague-joined-heading = En ny handler for jeres organisation
mail-colleague-joined-status = En kollega er blevet inviteret og handler nu for jeres organisation.
mail-colleague-joined-handed-over = En kollega har givet opgaven videre: En ny handler nu for jeres organisation i stedet.
mail-colleague-joined-right = { mail-people-right }
mail-colleague-joined-button = { mail-people-button }
mail-colleague-gone-subject = En kollega handler ikke længere for jer
mail-colleague-gone-heading = En kollega handler ikke længere for jer
mail-colleague-gone-left = En kollega er holdt op med at handle for jeres organisation.
mail-colleague-gone-taken-off = En kollega er fjernet fra dem, der handler for jeres organisation, fordi vedkommende er holdt op.
mail-colleague-gone-right = { mail-people-right }
mail-colleague-gone-button = { mail-people-button }
mail-colleague-gone-hide = Links i tidligere mails, der skjuler jeres organisation, virker ikke længere. Gem denne mail i stedet. Bringer det jer nogensinde i fare at være nævnt, skjuler dette link organisationen med det samme, uden at I logger ind:
mail-no-longer-acting-subject = Du handler ikke længere for jeres organisation
mail-no-longer-acting-heading = Du handler ikke længere for jeres organisation
mail-no-longer-acting-left = Du har bedt om ikke længere at handle for jeres organisation, og det gør du ikke nu.
mail-no-longer-acting-handed-over = Du har givet opgaven videre. Din kollega er kommet til, og du handler ikke længere for jeres organisation.
mail-no-longer-acting-taken-off = En kollega oplyser, at du er holdt op, og derfor handler du ikke længere for jeres organisation.
mail-no-longer-acting-replaced = Ministeriet har givet en anden adgang, der oplyste, at du er holdt op. Du handler ikke længere for jeres organisation.
mail-no-longer-acting-meaning = Du er logget ud, og ældre links til kontoen åbner ikke længere noget. Underskriften står ved magt som før.
mail-no-longer-acting-wrong = Var det en fejl? Så skriv straks til { $contact }, og sig det til dine kolleger. Det er det første, vi ser på.
mail-mailbox-confirm-subject = Bekræft din nye mailadresse
mail-mailbox-confirm-heading = Er det din mailadresse?
mail-mailbox-confirm-status = En, der handler for en organisation, som underskriver { $title }, har bedt om, at vi skriver til denne adresse fra nu af. Der sker ikke noget, før du bekræfter.
mail-mailbox-confirm-button = Se og bekræft
mail-mailbox-confirm-until = { $days ->
    [one] Linket virker én gang og i 1 dag.
   *[other] Linket virker én gang og i { $days } dage.
}
mail-mailbox-confirm-keep = Hold mailen for dig selv. Alle, der har linket, kan handle for organisationen.
mail-mailbox-confirm-not-you = Hvis du ikke ved, hvad det drejer sig om, så gør ingenting. Så ændrer der sig ikke noget.
mail-mailbox-moved-subject = En kontakts mailadresse er skiftet
mail-mailbox-moved-heading = En kontakts mailadresse er skiftet
mail-mailbox-moved-status = En, der handler for jeres organisation, har fået en anden mailadresse og har bekræftet den.
mail-mailbox-moved-right = { mail-people-right }
mail-mailbox-moved-button = { mail-people-button }
mail-mailbox-moved-hide = { mail-colleague-gone-hide }
mail-mailbox-moved-own = Som ønsket på jeres konto skriver vi til dig på en anden adresse fra nu af.
mail-mailbox-moved-meaning = Du er logget ud, og links, der er sendt hertil, åbner ikke længere noget. Du handler som før med den nye adresse.
mail-mailbox-moved-wrong = Var det ikke dig? Så skriv straks til { $contact }, og sig det til dine kolleger. Det er det første, vi ser på.

# Få adgang igen
mail-recovery-confirm-subject = Bekræft, at du beder om at handle for en organisation
mail-recovery-confirm-heading = Er det din mailadresse?
mail-recovery-confirm-status = Nogen har med denne adresse bedt om at handle for en organisation, der har underskrevet { $title }. Der sker ikke noget, før du bekræfter.
mail-recovery-confirm-button = Se og bekræft anmodningen
mail-recovery-confirm-until = { $days ->
    [one] Bekræft inden for 1 dag.
   *[other] Bekræft inden for { $days } dage.
}
mail-recovery-confirm-keep = Gem linket: Siden bag det fortæller, hvad du nu skal gøre, og hvordan det går med anmodningen.
mail-recovery-confirm-not-you = Hvis det ikke var dig, så gør ingenting. Så får ingen besked, og intet ændrer sig.
mail-recovery-asked-subject = En person beder om at handle for jeres organisation
mail-recovery-asked-heading = Er det rigtigt?
mail-recovery-asked-status = En person beder ministeriet om at handle for jeres organisation, sammen med jer.
mail-recovery-asked-others-left = En person beder ministeriet om at handle for jeres organisation og siger, at I er holdt op eller ikke kan nås.
mail-recovery-asked-of = Nævnt i anmodningen
mail-recovery-asked-next = { $days ->
    [one] Du har 1 dag til at gøre indsigelse. På kontoen kan du se, hvem det er. Er det rigtigt, så sig det dér; så behøver ministeriet ikke vente.
   *[other] Du har { $days } dage til at gøre indsigelse. På kontoen kan du se, hvem det er. Er det rigtigt, så sig det dér; så behøver ministeriet ikke vente.
}
mail-recovery-asked-button = Se, hvem der spørger, og svar
mail-recovery-asked-told = Alle organisationens kontakter får denne mail. Den, der spørger, skal også vise det via jeres domæne eller med et officielt brev.
mail-recovery-let-in-subject = Du kan handle for jeres organisation
mail-recovery-let-in-heading = Du handler for jeres organisation
mail-recovery-let-in-status = Ministeriet har givet dig adgang. Du handler for jeres organisation fra nu af.
mail-recovery-let-in-button = Få et link til kontoen
mail-recovery-let-in-next = Invitér en kollega dér, så ingen bliver lukket ude igen.
mail-recovery-declined-subject = Din anmodning om at handle for en organisation
mail-recovery-declined-heading = Anmodningen er ikke imødekommet
mail-recovery-declined-status = Ministeriet gav dig ikke adgang. Intet er ændret.
mail-recovery-declined-next = Du kan spørge igen med det, der manglede. Har du et spørgsmål, så skriv til { $contact }.
mail-recovery-decided-subject = Anmodningen om at handle for jeres organisation
mail-recovery-decided-heading = Anmodningen er afgjort
mail-recovery-decided-let-in = Ministeriet har givet adgang til den, der bad om at handle for jeres organisation. I handler stadig.
mail-recovery-decided-declined = Ministeriet har ikke givet adgang til den, der bad om at handle for jeres organisation. Intet er ændret.
mail-recovery-decided-right = { mail-people-right }
mail-recovery-decided-button = { mail-people-button }
# The ministry is late
mail-delayed-subject = Vores afgørelse tager længere tid end lovet
mail-delayed-heading = Vores afgørelse tager længere tid
mail-delayed-status = { $days ->
    [one] Vi sagde, at vi ville afgøre sagen inden for 1 dag, og det har vi ikke gjort. Det beklager vi. Det, I har sendt, beholder sin plads i køen og udløber ikke, mens det venter på os. I behøver ikke at gøre noget.
   *[other] Vi sagde, at vi ville afgøre sagen inden for { $days } dage, og det har vi ikke gjort. Det beklager vi. Det, I har sendt, beholder sin plads i køen og udløber ikke, mens det venter på os. I behøver ikke at gøre noget.
}
mail-delayed-expected = { $weeks ->
    [one] Af det, vi har afgjort de seneste tre måneder, tog ni ud af ti højst 1 uge. Vi skriver til jer, så snart vi har truffet en afgørelse.
   *[other] Af det, vi har afgjort de seneste tre måneder, tog ni ud af ti højst { $weeks } uger. Vi skriver til jer, så snart vi har truffet en afgørelse.
}
mail-delayed-unknown = Vi kan ikke nævne en dag, som vi kan være sikre på. Vi skriver til jer, så snart vi har truffet en afgørelse.
mail-delayed-ask = Hvis I vil spørge om noget eller tilføje noget, så skriv til { $contact } og oplys jeres reference.
mail-delayed-account = Se, hvor sagen står, på organisationens konto
mail-delayed-cancel = { mail-signature-confirmed-cancel }
mail-delayed-cancel-link = { mail-signature-confirmed-cancel-link }

# To many signatories
mail-new-version-subject = Opfordringen har en ny version
mail-new-version-heading = Opfordringen har en ny version
mail-new-version-status = Version { $version } af { $title } er offentliggjort. Jeres organisation står fortsat i registret med den version, som den underskrev.
mail-new-version-button = Se, hvad der er ændret
mail-new-version-next = I behøver ikke at gøre noget. Skriv til os, hvis I har spørgsmål til den nye version.
mail-new-version-account = Gå til organisationens konto
mail-new-version-unsubscribe = { mail-circular-unsubscribe }
mail-circular-message-subject = En besked til Opfordringens underskrivere
mail-circular-stocktake-subject = Hvordan går det med jeres tilsagn?
mail-circular-account = Gå til organisationens konto
mail-circular-unsubscribe = Mails om organisationen selv kommer under alle omstændigheder. Hvis du ikke vil have flere af denne slags, så åbn siden, og tryk på knappen, uden at logge ind
mail-circular-proposed-subject = En mail til underskrivere venter på en anden
mail-circular-proposed-heading = En mail til underskrivere venter på endnu en person
mail-circular-proposed-status = En kollega vil skrive til mange underskrivere på én gang. Mailen bliver først sendt, når en anden administrator siger ja.
mail-circular-proposed-button = Åbn mailen
mail-circular-proposed-next = Læs den på hvert sprog, og se, hvem den går til. Send den så, eller send den tilbage.
mail-merged-subject = To underskrivere i registret er blevet til én
mail-merged-heading = To er blevet til én
mail-merged-status = Ministeriet har fundet ud af, at to underskrivere i registret er samme organisation, og har lagt dem sammen.
mail-merged-other = Den anden
mail-merged-about = Begges tilsagn står på denne side, og begges navne fører til den. Alle, der handlede for en af dem, handler nu for den. Hvis det er en fejl, så sig til: Det kan omgøres.
mail-merged-button = { mail-reinstated-button }
mail-merged-not-you = { mail-reinstated-not-you }
mail-unmerged-subject = To underskrivere i registret er igen to
mail-unmerged-heading = To er igen to
mail-unmerged-status = Ministeriet har omgjort en sammenlægning. Begge står i registret, som de gjorde før.
mail-unmerged-about = Tilsagn og folk hører til der, hvor de hørte til før.
mail-unmerged-button = { mail-reinstated-button }
mail-unmerged-not-you = { mail-reinstated-not-you }
mail-unmerged-hide = { mail-colleague-gone-hide }
