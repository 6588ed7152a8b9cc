### Få adgang igen: når den, der underskrev, er holdt op, eller mailadressen ikke virker mere.

account-sign-in-recover = Er den, der underskrev, holdt op, eller virker mailadressen ikke mere? [Få adgang igen].
account-asked-to-act = En person beder om at handle for jeres organisation. Se på det, og sig, om det er rigtigt.
account-asked-to-act-look = Se, hvem der spørger

# Hvilken organisation
recover-title = Få adgang igen
recover-lead = Hvis ingen længere kan åbne jeres organisations konto, så vis, at du handler for den. Så giver ministeriet dig adgang.
recover-which = Hvilken organisation er det?
recover-which-hint = Navnet, nummeret i registret, adressen på organisationens side eller underskriftens reference.
recover-search = Søg
recover-found = Vælg jeres
recover-number = Nr. { $number }
recover-nothing = Der er ikke noget i det offentlige register, der ligner. Se efter, hvordan det staves, eller prøv med en del af navnet.
recover-unlisted = Min organisation nævnes ikke i det offentlige register

# Hvem spørger
recover-ask-title = Hvem er du, og hvordan kan du vise det?
recover-ask-unlisted = Nogle organisationer nævnes ikke offentligt. Vi oplyser ikke, om der er en sådan underskrift; under alle omstændigheder skal vi have et brev.
recover-organisation = Organisationens navn
recover-reference = Underskriftens reference
recover-reference-hint = Den står i vores første mails, for eksempel T-7Q4M-2KXD. Uden den kan vi næppe finde underskriften.
recover-email = Din mailadresse på arbejdet
recover-email-hint = Der skriver vi til dig, og med den handler du, når du har fået adgang.
recover-proof = Hvordan kan du vise det?
recover-proof-domain = Vi råder over { $domain }
recover-proof-domain-hint = Den, der passer domænet eller webstedet, lægger en linje der. Det tager nogle minutter, og vi ser selv efter.
recover-proof-letter = Med et officielt brev
recover-proof-letter-hint = Underskrevet af en person, der kan forpligte organisationen.
recover-proof-only-letter = For denne organisation skal vi have et officielt brev. Vi fortæller, hvad der skal stå i det.
recover-others = Hvad med dem, der handlede før?
recover-others-left = De er holdt op, eller deres mailadresser virker ikke mere
recover-others-left-hint = Hvis ministeriet er enigt, handler de ikke længere, når du har fået adgang.
recover-others-stay = De handler stadig, og jeg kommer til
recover-message = Hvad er der sket?
recover-message-hint = Ministeriet og dem, der handler nu, læser det. Du behøver ikke skrive noget.
recover-told = Alle, der handler nu, får besked og har { $days } dage til at gøre indsigelse.
recover-button = Send mig et link, så jeg kan bekræfte
recover-sent-next = Åbn linket i mailen inden for { $days } dage, og bekræft. Indtil da sker der ikke noget, og ingen får besked.

# Hvad der er galt der
flaw-missing-organisation = Skriv organisationens navn
flaw-missing-proof = Vælg, hvordan du kan vise, at du handler for organisationen
flaw-missing-others = Vælg, hvad der er blevet af dem, der handlede før

# Siden for den, der spørger
recovery-title = Din anmodning om at handle for organisationen
recovery-reference = Anmodningens reference
recovery-named = Du nævnte
recovery-named-other = { $name }, som er gået ind i den
recovery-state-asked = ikke bekræftet
recovery-state-asked-what = Bekræft, at det er din mailadresse. Så får ministeriet anmodningen, og de, der handler nu, får besked.
recovery-state-open = åben
recovery-state-open-what = Ministeriet træffer sin afgørelse, når du har vist, at du handler for organisationen. De, der handler nu, har { $days } dage til at gøre indsigelse, medmindre de siger, at det er rigtigt.
recovery-state-let-in = imødekommet
recovery-state-let-in-what = Du handler nu for organisationen.
recovery-state-declined = afslået
recovery-state-declined-what = Ministeriet gav dig ikke adgang. I vores mail står der hvorfor.
recovery-state-called-off = trukket tilbage
recovery-state-called-off-what = Du har trukket anmodningen tilbage. Intet er ændret.
recovery-confirm = Bekræft, og send anmodningen
recovery-confirm-why = Mailprogrammer åbner selv links for at kontrollere dem. Derfor er det kun knappen, der bekræfter.
recovery-letter = Det skal der stå i brevet
recovery-letter-what = At { $name } handler for organisationen, med referencen { $reference }.
recovery-letter-who = Det er på organisationens brevpapir og underskrevet af en person, der kan forpligte den.
recovery-letter-to = Send det til { $ministry }. Ved du ikke hvorhen, så spørg { $contact }.
recovery-places-own = Linjen hører til netop denne anmodning: En, der står der i forvejen, tæller ikke.
recovery-found = Vi fandt linjen { $day }. Lad den stå, til ministeriet har truffet sin afgørelse: vi ser efter hver dag.
recovery-keep = Gem linket til denne side: Det virker, indtil anmodningen er afgjort.
recovery-call-off = Træk anmodningen tilbage
recovery-done-confirmed = Din mailadresse er bekræftet, og anmodningen er sendt.
recovery-done-called-off = Anmodningen er trukket tilbage.

# Til dem, der handler
people-asked = En person beder om at handle for jer
people-asked-what = Det er ministeriet, der afgør det. Det, I siger her, tæller.
people-asked-at = Spurgt
people-asked-message = Det skriver vedkommende
people-asked-named = Nævnt i anmodningen
people-asked-proof = Sådan bliver det vist
people-asked-proof-domain = Ved at råde over jeres domæne
people-asked-proof-letter = Med et officielt brev
people-asked-others = Om jer
people-asked-left = Vedkommende oplyser, at de, der handler nu, er holdt op eller ikke kan nås. Hvis ministeriet er enigt, handler I ikke længere.
people-asked-stay = Vedkommende vil handle sammen med jer.
people-asked-until = Afgøres tidligst
people-asked-agree = Det er rigtigt
people-asked-object = Jeg handler stadig: Gør indsigelse
people-asked-agreed = Du eller en kollega har sagt, at det er rigtigt.
people-asked-objected = Du eller en kollega har gjort indsigelse. Det er det første, ministeriet ser på.
people-done-agreed = Tak. Ministeriet ved, at det er rigtigt.
people-done-objected = Ministeriet ved, at du gør indsigelse, og ser på det som det første. Det skriver måske til dig.
