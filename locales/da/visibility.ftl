### Hvordan en organisation fremtræder: valget i underskriftsformularen og på kontoen, og at skjule med det samme.

visibility-label = Hvordan skal jeres organisation fremtræde?
visibility-public = Med navn
visibility-public-hint = Organisationen får sin egen side i registret, og alle kan se, at den har underskrevet.
visibility-public-hint-uncounted = Organisationens side bliver i registret med navn og siger, hvordan underskriften står.
visibility-protected = Uden navn, fordi det kan bringe mennesker i fare at nævne det
visibility-protected-hint = Vi tæller underskriften med og viser intet af den: intet navn, intet land, ingen side. Kun I selv og ministeriets sagsbehandlere og administratorer kan se, hvem I er.
visibility-protected-hint-uncounted = Vi viser intet af underskriften: intet navn, intet land, ingen side. Som den står nu, tæller den heller ikke med. Kun I selv og ministeriets sagsbehandlere og administratorer kan se, hvem I er.
visibility-embargoed = Uden navn indtil en bestemt dag, derefter med navn
visibility-embargoed-hint = For eksempel fordi I offentliggør det ved et arrangement. Indtil da behandler vi det, som om navnet ikke kunne nævnes.
visibility-until = Vis navnet fra og med denne dag
visibility-limits = Hvad vi ikke kan love
visibility-limits-lead = Læs dette først, hvis det kan bringe jer eller andre i fare at blive kendt som underskriver.
visibility-limit-copies = Har navnet først været offentligt, kan andre have kopieret det. Kopier kan vi ikke tage tilbage.
visibility-limit-gap = En underskriver, der skjuler sig, efterlader et hul i de offentlige numre. Man kan se, at nogen er forsvundet.
visibility-limit-log = Vores sider siger kun »mindst 15« om dem uden navn. Loggen er nøjagtig: Hver linje siger, hvilken slags handling den gælder, så enhver kan tælle, hvor mange underskrifter uden navn der er offentliggjort, og i hvilken uge. Linjerne siger ikke, hvis de er.
visibility-limit-ministry = Ministeriet, den virksomhed, der driver webstedet, og en domstol kan få at vide, hvem I er.
visibility-limit-time = Sider, der blev hentet lige før, kan blive vist i op til fem minutter.
visibility-limit-mail = Vi skriver til jeres postkasse. Den, der kan læse den, ved, at I har med Opfordringen at gøre. Så længe organisationen ikke nævnes, nævner vores mails den heller ikke; mails, vi sendte, mens den blev nævnt, gør det stadig.

sign-step-visibility = Hvordan I fremtræder
sign-visibility-title = Skal organisationen nævnes ved navn?
sign-visibility-lead = De fleste organisationer underskriver med navn. Det behøver I ikke. I kan ændre det senere.
sign-visibility-unnamed = Uden navn og uden en bestemt dag spørger formularen hverken om tilsagn eller udtalelse, for intet af det ville blive vist. Det, du har skrevet, bliver stående i formularen, men sendes ikke, og det kommer tilbage, hvis du vælger et andet svar, inden du sender den.
sign-visibility-short = Hvordan I fremtræder
sign-declare-unnamed = Jeg ved, at underskriften tælles med uden navn, og at det, der står under »Hvad vi ikke kan love«, gælder.

account-visibility-title = Hvordan skal organisationen fremtræde?
account-visibility-lead = En ændring gælder med det samme. Alle, der handler for organisationen, får en mail.
account-visibility-again = Jeres organisation har tidligere stået i registret ved navn. Viser den sig igen, står der »Vist igen« med dato på dens offentlige side, og loggen får en post om det. Alle kan altså se, at den var skjult, og til hvornår.
account-visibility-ends-change = En ændring fra jer venter på afgørelse. Vælger I, at organisationen skal stå uden navn, nu eller indtil en dato, bortfalder ændringen, og intet af den gemmes.
account-visibility-button = Ændr, hvordan vi fremtræder
account-visibility-public = Med navn
account-visibility-protected = Uden navn
account-visibility-embargoed = Uden navn indtil { $day }
account-task-visibility = Ændr, hvordan organisationen fremtræder
account-unnamed-what = Intet af organisationen vises: ingen side, intet navn, ingen tilsagn. Den tælles med blandt dem, som det ikke er sikkert at nævne.
account-done-visibility-changed = Ændret. Det gælder nu.
account-done-visibility-already = Sådan er det allerede. Intet andet er ændret.
account-done-visibility-soon = Ændret. Siderne bliver lavet på ny, og det tager nogle sekunder længere end normalt. Sider, der blev hentet inden da, kan blive vist i op til fem minutter.

hide-title = Skjul organisationen nu
hide-lead = Med ét tryk på knappen forsvinder organisationen fra registret. I behøver ikke at logge ind.
hide-with-others = I registret er jeres organisation og en anden underskriver én. Knappen skjuler begge.
hide-button = Skjul den nu
hide-what-pages = Dens side, dens tilsagn og dens linjer i lister, data, på kortet og i loggens poster tilbageholdes med det samme.
hide-what-back = Kun den, der logger ind for organisationen, kan vise den igen.
hide-what-stays = Så længe underskriften er trukket tilbage, annulleret eller midlertidigt skjult, kan ingen vise den igen, når den først er skjult.
hide-embargo = Intet af organisationen vises endnu. Den ville blive nævnt ved navn den { $day }. Med ét tryk på knappen bliver den heller ikke nævnt dér.
hide-already = Organisationen er skjult. Intet af den vises.
hide-account = Gå til kontoen
hidden-title = Organisationen er skjult
hidden-lead = Intet af den vises længere. Sider, der blev hentet lige før, kan blive vist i op til fem minutter.
hidden-soon = Den er taget ud af registret. Siderne bliver lavet på ny uden den, og det tager nogle sekunder længere end normalt. Sider, der blev hentet inden da, kan blive vist i op til fem minutter.
hidden-erase = Skal den vises igen, så log ind på kontoen. Skal alt slettes, så skriv til { $contact }.
hide-spent-title = Dette link skjuler ikke længere noget
hide-spent-lead = Organisationen har trukket sin underskrift tilbage, en senere mail har et andet link, eller linket blev ikke kopieret helt.
hide-spent-help = Er I i fare, så log ind på kontoen, og vælg dér, hvordan organisationen fremtræder, eller skriv til { $contact }.

# Where a signature stands that is not named
account-state-published-unnamed = Jeres underskrift tælles med. Intet af organisationen vises.
account-state-suspended-unnamed = Jeres underskrift tælles ikke med, mens ministeriet kontrollerer noget. Intet af organisationen vises. Vi skriver, når det er gjort.
account-state-revoked-unnamed = Ministeriet har fjernet jeres underskrift. Intet af organisationen vises.
account-state-withdrawn-unnamed = Jeres organisation har trukket sin underskrift tilbage. Intet af den vises.
account-withdraw-unnamed = Jeres underskrift tælles ikke længere med. Intet af organisationen vises, ligesom før.
