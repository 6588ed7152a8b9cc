### En kopi af registret, som kun kan læses.

still-notice = Dette er en kopi til læsning, lavet den { $day }, af
still-size =
    { $count ->
        [one] Den rummer den første post i registrets log.
       *[other] Den rummer de første { $count } poster i registrets log.
    }
still-check = Efterprøv selv kopien
still-own = Denne side stammer fra det oprindelige websted og fortæller, hvordan det var dér. Kopien sætter ingen cookies, gemmer intet om dig og tager ikke imod underskrifter, henvendelser eller spørgsmål.
still-how = Man kan ikke underskrive her: Dette er en kopi til læsning. Sådan underskrev de, der står i registret.
still-signatories-lead =
    { $count ->
        [one] { $count } organisation har underskrevet Opfordringen.
       *[other] { $count } organisationer har underskrevet Opfordringen.
    }
still-find = De står alle på denne side. Find et navn med browserens søgning (Ctrl+F, på en Mac ⌘F).
still-orders = Listens rækkefølger
still-jump = Sidens dele
still-by-name = Efter navn
still-by-category = Efter kategori
still-by-country = Efter land eller område
still-by-version = Efter underskrevet version
still-signs = Tal og tegn
still-other = Andre alfabeter
still-no-country = Intet enkelt land
still-computed = Status beregnes ud fra datoer og indberetninger. Her er den, som den var den dag, kopien blev lavet.
still-take = Den samme liste som fil. Udgivet under CC0 1.0; ingen personoplysninger.
still-data-lead = Hele det offentlige register som filer.
still-data-files = De samme lister som på siderne, komplet.
still-data-json = JSON
still-data-api = Hele lister, hver i én fil. Tidspunkter er RFC 3339 i UTC, dage ISO 8601, lande ISO 3166-1, valutaer ISO 4217 i mindste enhed, sprog BCP 47. Hele adresser i data er det oprindelige websteds.
still-verify = Programmet bag det oprindelige websted kan efterprøve denne kopi, fra en hvilken som helst computer. Skriv adressen på dette websted i stedet for KOPI, eller en mappe med dets filer:
still-place = KOPI
still-moved = Denne underskriver er lagt sammen med en anden
still-moved-on = Gå til den anden underskriver
