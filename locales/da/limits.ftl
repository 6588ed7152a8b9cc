### Limits and rules, what is held, switches, and the alarms about them.

staff-menu-limits = Grænser
staff-menu-switches = Afbrydere
staff-done-limits = Grænserne er gemt.
staff-done-rule = Reglen gælder fra nu af.
staff-done-rule-removed = Reglen er fjernet.
staff-done-switch = Det er gjort. Det gælder på alle sider fra nu af.
staff-done-banner = Banneret er gemt.
staff-letter-signatures-pile-up = Underskrifter hober sig op
staff-letter-held-run-out = Tilbageholdte underskrifter venter på en afgørelse
staff-letter-mails-wait = Mails venter
staff-mail-held-back =
    { $count ->
        [one] Én mail venter, fordi der ellers ville blive sendt flere, end der må på så kort tid.
       *[other] { $count } mails venter, fordi der ellers ville blive sendt flere, end der må på så kort tid.
    }
staff-mail-held-back-next = De sendes, når der er plads. Du kan hæve [grænserne].
staff-mail-held-back-admin = De sendes, når der er plads. En administrator kan hæve [grænserne].

# The page about limits
limits-title = Grænser
limits-lead = Hvor meget der må komme på hvor lang tid, hvem regler holder tilbage eller undtager, og hvad der hober sig op nu.
limits-off = Grænserne er slået fra på denne server (rate_limits). Reglerne gælder alligevel.
limits-trends = Det hober sig op nu
limits-trends-none = Intet hober sig op.
limits-trends-more =
    { $count ->
        [one] Og én til.
       *[other] Og { $count } til.
    }
limits-trend =
    { $count ->
        [one] én underskrift inden for { $minutes ->
            [one] det seneste minut
           *[other] de seneste { $minutes } minutter
        }
       *[other] { $count } underskrifter inden for { $minutes ->
            [one] det seneste minut
           *[other] de seneste { $minutes } minutter
        }
    }
limits-trend-addresses =
    { $count } underskrifter fra { $addresses ->
        [one] én adresse
       *[other] { $addresses } adresser
    } inden for { $minutes ->
        [one] det seneste minut
       *[other] de seneste { $minutes } minutter
    }
limits-trend-confirmed =
    { $count ->
        [0] ingen af postkasserne er bekræftet
        [one] én af postkasserne er bekræftet
       *[other] { $count } af postkasserne er bekræftet
    }
limits-trends-held = Underskrifter, der holdes tilbage
limits-trend-rule = Bloker med en regel
limits-trend-invalidate = Erklær indsendelser ugyldige
limits-trends-rest =
    { $count ->
        [one] En linje mere
       *[other] { $count } linjer mere
    }
limits-common-network = Fra denne adresse eller én maskines netværk
limits-common-site = Fra adresser i dette netværk
limits-common-carrier = Fra adresser i hele dette netværk
limits-common-domain = Med postkasser på dette domæne
limits-rules = Regler
limits-rules-lead = En underskrift, som en regel blokerer, venter i køen. Den, der underskriver, læser det samme som alle andre og får ingen mail, før I har set på den. En regel, der tillader, ophæver grænserne og går forud for en, der blokerer. En underskrift, der ligner en fjernet forfalskning, venter under alle omstændigheder.
limits-rule-about = Gælder
limits-rule-comment = Hvorfor
limits-rule-made = Lavet
limits-rule-ends = slutter
limits-rule-remove = Fjern
limits-rule-new = En ny regel
limits-rule-effect = Det gør den
limits-rule-kind = Det går den efter
limits-rule-why = Hvorfor reglen findes
limits-rule-why-hint = Til dine kolleger og til dig selv om et år. Nævn ingen personer.
limits-rule-until = Sidste dag (valgfri)
limits-rule-until-hint = Uden en dag gælder den, til nogen fjerner den
limits-rule-try = Se, hvem den ville have gjaldt
limits-rule-add = Tilføj reglen
limits-effect-block = blokerer
limits-effect-allow = tillader
limits-effect-does-block = Bloker: underskrifter venter, til I har set på dem
limits-effect-does-allow = Tillad: underskrifter tæller ikke med i grænserne
limits-kind-network = Netværksadresse
limits-kind-domain = Postkassens domæne
limits-kind-mailbox = Postkasse
limits-kind-hint-network = En adresse eller et netværk, for eksempel 192.0.2.7, 192.0.2.0/24 eller 2001:db8:7::/48
limits-kind-hint-domain = Et domæne med dem under det, for eksempel example.org. En stjerne står for hvad som helst: *.example.org
limits-kind-hint-mailbox = En mailadresse. Den opbevares krypteret.
limits-tried-block = Reglen ville have holdt { $caught } af de seneste { $of } underskrifter tilbage.
limits-tried-allow = Reglen ville have ladet { $caught } af de seneste { $of } underskrifter passere.
limits-tried-ending = Den gælder alle domæner, der ender på .{ $ending }, hvem der end har dem.
limits-tried-opposed-block = En regel, der tillader det samme, gælder og går forud: Så længe den gælder, ville denne ikke holde nogen tilbage.
limits-tried-opposed-allow = En regel, der blokerer det samme, gælder. Denne ville gå forud for den.
limits-rule-beaten = Holder ingen tilbage: En regel, der tillader det samme, går forud.
limits-tried-next = Intet er gemt endnu. Ret det, der er forkert, eller tilføj reglen.
limits-paces = Hvor meget på hvor lang tid
limits-paces-lead = Underskrifter over en grænse bliver ikke afvist: de venter i køen, til I lader dem passere. Mails over en grænse venter, til der er plads.
limits-of-network-burst = Underskrifter fra én adresse på én gang
limits-of-network-sustained = Underskrifter fra én adresse over længere tid
limits-of-domain-burst = Underskrifter med postkasser på ét domæne på én gang
limits-of-domain-sustained = Underskrifter med postkasser på ét domæne over længere tid
limits-of-mailbox-mails = Mails til én postkasse
limits-of-domain-mails = Mails til ét domæne
limits-of-all-mails = Alle mails
limits-of-network-alarm = Alarm: underskrifter fra én adresse
limits-of-domain-alarm = Alarm: underskrifter med postkasser på ét domæne
limits-wider = Fra ét /24 (IPv6: /48) { $site } gange så mange, fra ét /16 (IPv6: /32) { $carrier } gange.
limits-span =
    { $unit ->
        [day] { $span ->
            [one] et døgn
           *[other] { $span } døgn
        }
        [hour] { $span ->
            [one] en time
           *[other] { $span } timer
        }
        [minute] { $span ->
            [one] et minut
           *[other] { $span } minutter
        }
       *[second] { $span ->
            [one] et sekund
           *[other] { $span } sekunder
        }
    }
limits-usual = Normalt { $most } på { limits-span }
limits-now = { $most } på { limits-span }
limits-most = Højst
limits-seconds = På sekunder
limits-comment = Bemærkning
limits-save = Gem grænserne

# A signature that is held
case-held-tag = Holdt tilbage
case-hold-title = Underskriften er holdt tilbage
case-hold-nobody-told = Ingen har fået mail. Den, der underskriver, læser det samme som alle andre.
case-hold-blocked = En regel blokerer den.
case-hold-returning = Den ligner en, der er fjernet, eller som er ved at blive undersøgt.
case-hold-network = Der kom flere underskrifter fra dens adresse, end der må på så kort tid. Tager ingen stilling, får den af sig selv lov at passere efter 27 dage.
case-hold-domain = Der kom flere underskrifter med postkasser på dens domæne, end der må på så kort tid. Tager ingen stilling, får den af sig selv lov at passere efter 27 dage.
case-hold-untold = Sagsbehandlere og administratorer kan læse hvorfor.
case-hold-past = Den ligner:
case-hold-alike-mailbox = Postkassen er den samme.
case-hold-alike-name = Navnet er det samme eller næsten det samme.
case-hold-alike-domain = Kun domænet er det samme, postkassens eller hjemmesidens. Andre kan også have postkasser dér.
case-hold-from = Sendt fra
case-hold-let-through = Lad den passere
case-hold-let-through-what = Mailen, der bekræfter underskriften, sendes til dens postkasse. Når den er bekræftet, kommer underskriften tilbage i køen som alle andre.
case-hold-turn-away = Send den bort
case-hold-turn-away-what = Alt det indsendte bliver slettet inden for et døgn, og ingen får mail. Kommer den igen inden for et år, bliver den holdt tilbage og fører hertil.
case-outcome-let-through = fik lov at passere
case-outcome-turned-away = sendt bort
case-act-hold-let-through = lod underskriften passere.
case-act-hold-turned-away = sendte underskriften bort.
case-act-hold-blocked = fandt, at en regel nu blokerer underskriften.
case-act-limits-changed = satte grænser.
case-act-rule-added = tilføjede en regel om, hvem der underskriver.
case-act-rule-tried = spurgte, om en postkasse har skrevet under, ved at prøve en regel.
case-act-rule-removed = fjernede en regel om, hvem der underskriver.
case-act-switch-thrown = betjente en afbryder.
case-act-banner-changed = ændrede banneret.
case-act-alarm-raised = gav administratorerne besked om noget, der hober sig op.
case-act-demo-signatures-held = holdt underskrifter tilbage til demoen.

# Switches
switches-title = Afbrydere
switches-lead = Til når noget er galt eller planlagt. Hver af dem beder dig bekræfte, at det er dig, og gælder straks på alle sider.
switches-fixed = Denne server kan kun læses, uanset hvad der står her: det siger dens konfiguration (read_only).
switches-signing-stopped = Nye underskrifter
switches-signing-stopped-on = stoppet
switches-signing-stopped-off = modtages
switches-signing-stopped-what = Når de er stoppet, kan ingen ny formular begyndes eller sendes. Påbegyndte formularer gemmes, links i mails virker, og det, der er sendt, kan bekræftes.
switches-signing-stopped-do = Stop nye underskrifter
switches-signing-stopped-undo = Modtag underskrifter igen
switches-read-only = Ændringer
switches-read-only-on = stoppet
switches-read-only-off = mulige
switches-read-only-what = Når de er stoppet, kan alt læses, og ingen kan ændre noget, bortset fra at logge ind her, at logge ud, denne side, at frabede sig mails til mange og at skjule en underskriver straks med linket fra mailen. Det, der sker af sig selv, fortsætter.
switches-read-only-do = Stop alle ændringer
switches-read-only-undo = Gør ændringer mulige igen
switches-banner = Banner
switches-banner-up = vises
switches-banner-down = vises ikke
switches-banner-what = En sætning over alle sider, for offentligheden og for jer. Er et sprog tomt, får dets læsere den engelske.
switches-banner-until = Indtil (valgfrit)
switches-banner-until-hint = I webstedets tidszone. Så slutter det af sig selv
switches-banner-save = Vis det
switches-banner-take-down = Tag det ned

# Signing
sign-paused = Der kan ikke underskrives lige nu. Kom igen senere.
sign-paused-begun = Dine svar gemmes i { $days } dage efter den seneste ændring; du kan sende dem, når der kan underskrives igen.
sign-paused-step = Der kan ikke underskrives lige nu. Du kan udfylde formularen videre og holde op når som helst: Den gemmes i { $days } dage og kan sendes, når der kan underskrives igen.
sign-paused-next = Har du allerede sendt din underskrift, virker linket i vores mail, og du kan bekræfte den nu.
sign-paused-later = Har du allerede sendt din underskrift, så gem vores mail, og bekræft med linket i den, når tjenesten er tilbage.
sign-paused-wrong = Er vores mail gået til en forkert adresse, kan den rettes, når der kan underskrives igen: fra den browser, du sendte formularen fra, og i { $hours } timer efter at mailen senest blev sendt. Derefter skal der udfyldes en ny formular.
sign-paused-sent = Den formular, du har sendt

# Mails
mail-signatures-pile-up-subject = Mange underskrifter med noget til fælles
mail-signatures-pile-up-heading = Mange underskrifter med noget til fælles
mail-signatures-pile-up-network = Der kom { $count } underskrifter fra én adresse inden for de seneste { $minutes } minutter.
mail-signatures-pile-up-site = Der kom { $count } underskrifter fra { $addresses } adresser i ét netværk (et /24, i IPv6 et /48) inden for de seneste { $minutes } minutter.
mail-signatures-pile-up-carrier = Der kom { $count } underskrifter fra { $addresses } adresser i hele ét stort netværk (et /16, i IPv6 et /32) inden for de seneste { $minutes } minutter.
mail-signatures-pile-up-domain = Der kom { $count } underskrifter med postkasser på ét domæne inden for de seneste { $minutes } minutter.
mail-signatures-pile-up-networks = Underskrifter hober sig op fra { $count } adresser eller netværk på én gang, hver inden for { $minutes } minutter.
mail-signatures-pile-up-domains = Underskrifter hober sig op med postkasser på { $count } domæner på én gang, hver inden for { $minutes } minutter.
mail-signatures-pile-up-button = Se, hvad der hober sig op
mail-signatures-pile-up-next = Det kan være en konference eller en kampagne, og så er alt godt. Hvis ikke, så tilføj en regel, der blokerer det: det, der så kommer, venter i køen. Du får besked om det én gang i dag; om mange på én gang én gang i timen.
mail-held-run-out-subject = Tilbageholdte underskrifter venter på en afgørelse
mail-held-run-out-heading = Ingen har taget stilling til tilbageholdte underskrifter
mail-held-run-out-status = { $count ->
    [one] Én underskrift har været holdt tilbage i mere end tre uger, uden at nogen har taget stilling.
   *[other] { $count } underskrifter har været holdt tilbage i mere end tre uger, uden at nogen har taget stilling.
}
mail-held-run-out-button = Se, hvad der holdes tilbage
mail-held-run-out-next = Efter 30 dage slettes det, som en regel blokerer, og det, der ligner en, der er fjernet, og afsenderen hører intet. Det, der kun er holdt tilbage, fordi der kom mange, får af sig selv lov at passere fra den 27. dag. Luk igennem, hvad der kan være alvorligt ment, og afvis resten. Du får denne mail én gang om dagen.
mail-mails-wait-subject = Mails venter på at blive sendt
mail-mails-wait-heading = Mails venter på at blive sendt
mail-mails-wait-status = Der ville blive sendt flere mails, end grænserne tillader. De venter, og ingen går tabt.
mail-mails-wait-button = Se, hvordan det står til med mail
mail-mails-wait-next = Find ud af, hvad der forårsager dem, før du hæver en grænse. Du får besked om det én gang i dag.
