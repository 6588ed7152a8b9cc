### Hvem der handler for en organisation: se det, invitere, komme til, holde op.

account-menu-people = Personer
account-task-people = Se, hvem der handler for jer, invitér en kollega, eller giv opgaven videre
people-title = Hvem handler for jer
people-lead = De kan gøre alt på denne konto på vegne af { $organisation }. Vær gerne mindst to: Så er ingen lukket ude, når en er væk eller holder op.
people-acting = Handler nu
people-name = Navn
people-you = dig
people-mailbox = Mailadresse
people-since = Siden
people-public = Navn i registret
people-public-yes = vises
people-public-no = vises ikke
people-leave = Jeg handler ikke længere for organisationen
people-take-off = { $name } er holdt op
people-public-unnamed = vises ikke: Intet om jeres organisation vises. Når den står med sit navn, vises dette også.
people-public-state = vises ikke nu: Det vises kun, så længe jeres organisation står i registret.
people-alone = Du er den eneste. Hvis du holder op, så invitér først en kollega, og giv opgaven videre.
people-state = For en stat er det ministeriet, der fjerner dem, der er holdt op. Skriv til { $contact }.
people-invited = Inviteret
people-invited-what = Den, der følger linket i mailen, handler for jer fra da af.
people-invited-by = Inviteret af
people-invited-until = Linket virker til
people-then = Derefter
people-then-hand-over = { $name } handler ikke længere.
people-again = Send den igen
people-call-back = Kald den tilbage
people-invite = Invitér en kollega
people-full = { $most } personer handler for jer eller er inviteret. Kald en invitation tilbage, eller fjern en person, før I inviterer en anden.
people-closed = Kolleger kan komme til, når underskriften er bekræftet, og så længe den står ved magt.
people-done-invited = Vi har skrevet til din kollega. Her kan du se, når invitationen er fulgt.
people-done-sent-again = Vi har sendt et nyt link. Det gamle virker ikke mere. En adresse får højst nogle få af den slags mails om dagen.
people-done-called-back = Invitationen er kaldt tilbage. Linket åbner ikke længere noget.
people-done-taken-off = Personen handler ikke længere for jer. Vi har skrevet til vedkommende og til alle andre, der handler for jer.
people-done-joined = Du handler for organisationen fra nu af. Vi har skrevet til alle, der gør det.

# Invitere
people-invite-title = Invitér en kollega
people-invite-lead = Vi sender din kollega et link, der virker én gang og i { $days } dage. Intet ændrer sig, før det er fulgt.
people-invite-person = Din kollegas navn
people-invite-email = Din kollegas mailadresse
people-invite-email-hint = Brug gerne en på organisationens eget domæne: Så fremgår det af registret.
people-invite-language = Hvilket sprog skal vi skrive på?
people-invite-after = Hvad så?
people-invite-together = Vi handler sammen
people-invite-hand-over = Jeg giver opgaven videre
people-invite-hand-over-hint = Du handler, indtil din kollega er kommet til, og fra det øjeblik ikke mere.
people-invite-message = Et par ord til din kollega
people-invite-message-hint = De står i mailen. Du behøver ikke skrive noget.
people-invite-unnamed = Jeres organisation nævnes ikke i registret, så vores mail nævner hverken den eller dig. Sig til din kollega, at den kommer.
people-invite-button = Send invitationen

# Komme til
people-join-title = Vil du handle for organisationen?
people-join-lead = { $inviter } inviterer dig til at handle for { $organisation } i registret.
people-join-together = Du kan så rette det, der står i registret, give tilsagn og trække underskriften tilbage, sammen med dem, der allerede handler.
people-join-hand-over = Du overtager opgaven fra { $inviter }, der ikke længere handler, når du er kommet til. Du kan så rette det, der står i registret, give tilsagn og trække underskriften tilbage.
people-join-unnamed = Registret nævner ikke denne organisation, for det kunne være farligt. Fortæl ikke nogen, at den har underskrevet.
people-join-email = Vi skriver til dig på
people-join-person = Dit fulde navn
people-authority = Med hvilken ret handler du?
people-authority-own = Jeg kan forpligte organisationen
people-authority-delegated = En person, der kan, har bedt mig om det
people-join-named = Offentliggør mit navn og min stilling i registret
people-join-named-hint = Ellers er det kun dine kolleger og ministeriets medarbejdere, der ser dit navn.
people-join-button = Handl for organisationen
people-join-not-you = Ved du ikke, hvad det drejer sig om? Så luk siden; der sker ikke noget.
people-spent-why = Invitationen er brugt eller kaldt tilbage, eller den er mere end { $days } dage gammel.
people-spent-next = Bed den kollega, der inviterede dig, om at sende den igen.
people-spent-sign-in = Jeg handler allerede: Send mig et link

# Holde op, og fjerne nogen
people-leave-title = Hold op med at handle for organisationen
people-leave-lead = Du handler fremover ikke for { $organisation }.
people-leave-out = Du bliver logget ud med det samme, overalt.
people-leave-told = Alle andre, der handler for organisationen, får en mail.
people-end-invitations = Invitationer, som ingen har fulgt endnu, bliver kaldt tilbage.
people-leave-sure = Jeg handler ikke længere for { $organisation }
people-leave-button = Hold op
people-left-title = Du handler ikke længere for organisationen
people-left-what = Du er logget ud. Vi har skrevet til dig og til dine kolleger.
people-take-off-title = Fjern en kollega
people-take-off-lead = { $name } handler fremover ikke for { $organisation }.
people-take-off-out = Vedkommende bliver logget ud med det samme, og de links, vedkommende har, åbner ikke længere noget.
people-take-off-told = Vedkommende får en mail, og det samme gør alle, der handler for organisationen. Der står, hvad man gør, hvis det var en fejl.
people-take-off-sure = { $name } handler ikke længere for organisationen
people-take-off-button = Fjern
