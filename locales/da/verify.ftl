### Hvordan enhver kan efterprøve registret.

verify-title = Efterprøv selv registret
verify-lead = Du behøver ikke tro os på vores ord. Alt, hvad der sker i registret, skrives i en log, som ingen kan ændre ubemærket, heller ikke vi.
verify-entries =
    { $count ->
        [one] { $count } post
       *[other] { $count } poster
    }
verify-what = Det, der loves
verify-what-entries = Hver offentlig handling, for eksempel at en underskrift offentliggøres eller trækkes tilbage, skriver én nummereret post. Poster bliver aldrig ændret og aldrig fjernet.
verify-what-tree = Højst et minut senere sammenfattes alle poster i én kort kode, roden, som underskrives digitalt. Ændres blot ét bogstav i en gammel post, bliver roden en anden fra da af.
verify-what-hidden = Når en organisation skal skjules eller slettes, fjernes ordene i dens poster. Deres fingeraftryk bliver stående, og regnestykket går stadig op. En senere post siger, hvilke det er. Poster om dem, der aldrig har været nævnt ved navn, er uden ord fra begyndelsen og bærer et mærke, som ingen kan tilføje senere. Enhver anden post uden ord regner kontrolprogrammet for forkert.
verify-what-not = Loggen viser, at intet er ændret bag din ryg. Den viser ikke, at det, en organisation siger, er sandt.
verify-one = Efterprøv én underskriver eller ét tilsagn
verify-one-text = Historikken på siden for hver underskriver og hvert tilsagn nævner nummeret på hver post. »Bevis« fører til posten, dens fingeraftryk og den korte liste af koder, der knytter den til den underskrevne rod.
verify-receipt = »Kvittering« ved siden af er en fil, der beviser posten uden netforbindelse, uanset hvad der bliver af dette websted. Din browser efterprøver den her, og det gør programmet også. Poster, hvis ord er holdt tilbage eller slettet, har ingen.
verify-all = Efterprøv det hele
verify-all-text = Programmet bag denne side kan også efterprøve den, fra en hvilken som helst computer:
verify-all-does = Det beregner roden på ny ud fra hver eneste post, kontrollerer den digitale underskrift, holder hver tekst op mod dens fingeraftryk og sammenligner posterne med listen over underskrivere. Hvis noget ikke passer, nævner det den første post, der er forkert.
verify-all-again = Kør det igen senere. Det husker, hvad det har set, og opdager, hvis vi nogensinde viser dig en anden fortid.
verify-now = Det seneste kontrolpunkt
verify-now-about = Underskrevet efter den seneste post. Hvornår det skete, er vores egen notering, som intet beviser; posternes datoer er underskrevet sammen med dem.
verify-none = Intet er underskrevet endnu. Det første kontrolpunkt kommer højst et minut efter starten.
verify-size = Poster
verify-root = Rod
verify-at = Underskrevet
verify-key = Nøgle
verify-note = Den underskrevne note, ord for ord
verify-key-keep = Skriv nøglen ned, eller gem en kopi af denne side. Den, der kender den, behøver intet andet fra os for at efterprøve loggen.
verify-keys-earlier = Loggen er tidligere blevet underskrevet med andre nøgler. Kvitteringer fra dengang efterprøves med dem her:
verify-witnesses = De, der holder øje
verify-witnesses-about = Andre underskriver også hvert kontrolpunkt, så længe intet, de har set før, er taget tilbage. Den, der stoler på én af dem, behøver ikke frygte, at vi viser forskellige registre til forskellige mennesker. Hvad de hver især underskrev senest, viser deres underskrift; siden hvornår de holder øje, er vores egen notering.
verify-witnesses-command = Kommandoen ovenfor beder dem, der er enige, om deres underskrift. Et vidne skal bruge et øjeblik efter hver post: Siger kontrollen, at et af dem ikke har underskrevet kontrolpunktet, så kør den igen et minut senere. Sammenlign nøglerne med det, som hvert vidne selv offentliggør.
verify-watch-none = Ingen udefra holder øje med denne log endnu.
verify-watch-why = Den, der holder øje, underskriver hvert kontrolpunkt og afviser et, hvormed vi ville tage noget tilbage eller vise andre et andet register.
verify-watch-how = En avis, et universitet eller en underskriver begynder med denne kommando bag en webserver, som internettet kan nå, og under sit eget navn i stedet for witness.example.net, og sender os den nøgle, den skriver, med sin adresse:
verify-witness-address = Adresse
verify-witness-agrees = enig
verify-witness-behind = har endnu ikke underskrevet det nyeste kontrolpunkt
verify-witness-since = Holder øje siden { $since }.
verify-witness-last = Underskrev senest { $at }:
verify-witness-never = Har endnu ikke underskrevet noget.
verify-witness-elsewhere = Siger, at det har underskrevet et træ med { $count } poster, som ikke er her.
verify-others = Med andres værktøjer
verify-others-text = Loggen følger åbne specifikationer: RFC 6962 samt C2SP tlog-tiles, tlog-checkpoint og signed-note. Programmer, der er skrevet til andre gennemsigtighedslogge, kan læse den.
