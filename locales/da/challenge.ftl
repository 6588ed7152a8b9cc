### Kontrol over et domæne, som organisationen og medarbejderne ser den.

challenge-title = Vis, at domænet er jeres
challenge-lead = Registret kan fortælle, at { $domain } er jeres organisations, hvordan vi ved det, og siden hvornår. Den, der passer jeres domæne eller hjemmeside, lægger en linje af bogstaver og tal dér, og vi ser efter, om den er der.
challenge-public = Alle kan læse, hvad der står på et domæne. Linjen siger intet om jer, men stedet fortæller, at jeres organisation har med dette register at gøre.
challenge-get = Få linjen, der skal lægges dér
challenge-token = Linje
challenge-hindrance-state = En stat kendes på sit officielle brev og aldrig på sit domæne.
challenge-hindrance-unnamed = Jeres organisation er ikke nævnt i registret. En post på jeres domæne ville fortælle det til alle, og derfor beder vi aldrig om en. Har I lagt en dér tidligere, så fjern den.
challenge-hindrance-no-domain = I har ikke angivet en hjemmeside, eller den ligger på et domæne, som andre også bruger. Med en hjemmeside på jeres eget domæne kan I vise, at det er jeres.
challenge-hindrance-over = Det kan I, mens jeres underskrift bliver kontrolleret, og mens den står i registret.
challenge-keep =
    { $days ->
        [one] Lad den blive liggende: Vi ser efter igen hver dag.
       *[other] Lad den blive liggende: Vi ser efter igen hver { $days }. dag.
    }
challenge-missing =
    { $days ->
        [one] Den har manglet siden { $day }. Er den væk i en dag, eller kan stedet ikke nås i { $silent } dage, tæller den ikke længere i registret.
       *[other] Den har manglet siden { $day }. Er den væk i { $days } dage, eller kan stedet ikke nås i { $silent } dage, tæller den ikke længere i registret.
    }
challenge-lapsed = Læg linjen tilbage, så tæller den igen.
challenge-done-asked = Her er, hvad der skal lægges på domænet.
challenge-done-found = Vi har set efter og fundet den.
challenge-done-missed = Vi har set efter og fandt den ikke. Nedenfor kan I se, hvad vi så. Der kan gå nogle timer, før en ændring i DNS kan ses overalt.
challenge-done-busy = Vi har travlt med at se efter netop nu. Åbn siden igen om et halvt minut; vi ser også efter af os selv.
challenge-places = Læg den et af to steder
challenge-places-what = Ét er nok.
challenge-dns = Enten i DNS
challenge-dns-type = Postens type
challenge-dns-name = Postens navn
challenge-dns-value = Værdi
challenge-dns-hint = Nogle udbydere vil have navnet uden ».{ $domain }« til sidst.
challenge-file = Eller i en fil på hjemmesiden
challenge-file-address = Filens adresse
challenge-file-content = Indhold
challenge-file-hint = En ren tekstfil med denne ene linje, over https med et gyldigt certifikat. Adressen må viderestille inden for { $domain }.
challenge-forward = Send det videre
challenge-forward-what = Passer I ikke selv domænet? Så kopiér denne tekst til den, der gør.
challenge-forward-mail = Skriv en mail med denne tekst
challenge-forward-subject = Tilføj venligst en post til { $domain }
challenge-forward-text =
    Hej

    Vores organisation har underskrevet »{ $title }«. Registret vil gerne se, at { $domain } er vores. Læg venligst én linje dér. En af disse to måder er nok:

    1. En TXT-post i DNS
    Navn: { $record }
    Værdi: { $token }

    2. Eller en ren tekstfil på hjemmesiden
    Adresse: { $file }
    Indhold: { $token }

    Linjen er ikke hemmelig og giver ingen adgang til noget. Lad den venligst blive liggende: Registret ser efter igen fra tid til anden.

    Tak!
challenge-seen = Hvad vi ser dér
challenge-seen-what = Vi ser selv efter, ofte i begyndelsen og siden sjældnere. I behøver ikke vente på det.
challenge-seen-at = Sidst set efter
challenge-seen-dns = I DNS
challenge-seen-file = På hjemmesiden
challenge-dns-found = Posten er der.
challenge-dns-nothing = Der er ingen TXT-post med dette navn.
challenge-dns-other = Der er en TXT-post med dette navn, men med en anden værdi.
challenge-dns-elsewhere = Navnet fører et andet sted hen.
challenge-dns-silent = Domænets navneservere svarer ikke, svarer for langt eller er uenige.
challenge-file-found = Filen er der.
challenge-file-nothing = Der er ingen sådan fil.
challenge-file-other = Der er noget på adressen, men ikke denne linje som ren tekst.
challenge-file-elsewhere = Adressen fører væk fra domænet, til en anden port eller til en adresse uden https.
challenge-file-silent = Hjemmesiden svarer ikke over https, har intet gyldigt certifikat eller ligger ikke på en offentlig adresse.
challenge-check = Se efter nu
challenge-waiting = Vi bliver ved med selv at se efter.
challenge-given-up = Vi ser ikke længere efter af os selv. Tryk på knappen, når den er der.
